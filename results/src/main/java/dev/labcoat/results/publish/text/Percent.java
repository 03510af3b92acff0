package dev.labcoat.results.publish.text;

import java.util.Locale;

/** Percentages for people. */
public final class Percent {

    private Percent() {}

    /** With a digit behind the point below 10, such as {@code 4.2 %}. */
    public static String text(double percent) {
        return String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** A share such as 0.042 with its sign, such as {@code +4.2 %}. */
    public static String signed(double share) {
        double percent = 100 * share;
        return (percent < 0 ? "-" : "+") + text(Math.abs(percent));
    }

    /** By what share an operation takes longer, such as {@code 12 % slower} for 0.12; below 0 it got faster. */
    public static String slower(double share) {
        return text(100 * Math.abs(share)) + (share > 0 ? " slower" : " faster");
    }
}
