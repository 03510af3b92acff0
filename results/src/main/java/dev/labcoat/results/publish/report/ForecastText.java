package dev.labcoat.results.publish.report;

import dev.labcoat.results.experiment.Forecast;
import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Grid;
import dev.labcoat.results.publish.text.Percent;
import dev.labcoat.results.verdict.Power;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.ArrayList;
import java.util.List;

/** What a comparison will likely take, for people. */
public final class ForecastText {

    private ForecastText() {}

    /**
     * A table of the rows, and what all of them take.
     *
     * @param width of the page in characters
     */
    public static List<String> of(Forecast forecast, int width) {
        List<String> lines = new ArrayList<>(new Grid(
                        List.of("row", "noise of a pair", "to detect", "pairs", "time"),
                        1,
                        forecast.rows().stream().map(ForecastText::line).toList())
                .text(width));
        if (forecast.rows().stream().anyMatch(row -> row.row().noise() == null)) {
            lines.add("?: never compared on this machine; estimated with the usual " + noise(Power.USUAL_NOISE));
        }
        lines.add("likely " + time(forecast.seconds()) + " for "
                + Counted.of(forecast.rows().size(), "row") + ", if 4 of 5 are to be decided by then");
        return lines;
    }

    /** Why a time is too short, or pairs are too few, and what to do. */
    public static String tooShort(Forecast forecast, Limit limit) {
        if (Double.isInfinite(forecast.secondsToFirst())) {
            return "no row will likely be decided: for their noise, " + SequentialTest.MOST_PAIRS
                    + " pairs are too few; choose a larger --detect or a longer --preset";
        }
        if (forecast.fewestPairs() > limit.pairs()) {
            return "by " + Counted.of(limit.pairs(), "pair") + " no row will likely be decided, the first by "
                    + forecast.fewestPairs() + "; give --pairs " + forecast.fewestPairs() + " or more, or leave it out";
        }
        return "in " + time(limit.time().toMillis() / 1e3)
                + " no row will likely be decided, the first after at least about "
                + time(forecast.secondsToFirst()) + "; choose fewer rows or a longer --budget";
    }

    private static List<String> line(Forecast.Row row) {
        return List.of(
                row.row().cell().toString(),
                noise(row.noise()) + (row.row().noise() == null ? " ?" : ""),
                Percent.text(100 * row.row().margin()),
                row.pairs().isEmpty()
                        ? "over " + SequentialTest.MOST_PAIRS
                        : Integer.toString(row.pairs().getAsInt()),
                time(row.seconds()));
    }

    private static String noise(double deviation) {
        return Percent.text(100 * Math.expm1(deviation));
    }

    /** Such as {@code 40 s} or {@code 12 min}. */
    static String time(double seconds) {
        return seconds < 100 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
