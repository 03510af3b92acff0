package dev.labcoat.results.publish.text;

import java.util.Locale;

/** Percentages for people. */
public final class Percent {

    private Percent() {}

    /** With a digit behind the point below 10, such as {@code 4.2 %}. */
    public static String text(double percent) {
        return number(percent) + " %";
    }

    /** The same without the sign of percent. */
    static String number(double percent) {
        return String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%.1f" : "%.0f", percent);
    }
}
