package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Estimate;
import java.util.Locale;

/** Percentages for people. */
public final class Percent {

    private Percent() {}

    /** With a digit behind the point below 10, such as {@code 4.2 %}. */
    public static String text(double percent) {
        return number(percent) + " %";
    }

    /**
     * The error of a score, in percent of it; of a score of 0, which has no percents, in its unit.
     *
     * @param unit JMH's unit of the score
     */
    public static String error(Estimate score, String unit) {
        if (score.mean() == 0 && score.error() != 0) {
            return Quantity.of(score.error(), unit).text();
        }
        return text(score.error() == 0 ? 0 : 100 * score.error() / Math.abs(score.mean()));
    }

    /** The same without the sign of percent. */
    static String number(double percent) {
        return String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%.1f" : "%.0f", percent);
    }
}
