package dev.labcoat.results.publish;

import java.util.Locale;

/** Percentages for people. */
final class Percent {

    private Percent() {}

    /** With a digit behind the point below 10, such as {@code 4.2 %}. */
    static String text(double percent) {
        return String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }
}
