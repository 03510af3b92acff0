package dev.labcoat.results.load;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Reported;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that was measured elsewhere.
 *
 * @param id what was measured, with the tool's name as its class
 * @param reported the tool's numbers
 */
public record LoadRow(CellId id, Reported reported) {

    /** Unit of rates. */
    private static final String RATE = "ops/s";

    /** Unit of times. */
    private static final String TIME = "s/op";

    /** The raw data, of which there is no more than the score: a row without any has not been run. */
    public Fork fork() {
        return new Fork(
                reported.score().unit(),
                List.of(reported.score().score()),
                List.of(),
                Map.of(),
                List.of(),
                0,
                0,
                0,
                null);
    }

    /** A row of a rate. */
    static Builder rate(String tool, double perSecond) {
        return new Builder(tool, "thrpt", new Reported.Summary(RATE, perSecond, Double.NaN, List.of(), Map.of()));
    }

    /** A row of a time, where no rate is known. */
    static Builder time(String tool, double seconds) {
        return new Builder(tool, "avgt", new Reported.Summary(TIME, seconds, Double.NaN, List.of(), Map.of()));
    }

    /** Collects what is said of a row. */
    static final class Builder {

        private final String tool;
        private final String mode;
        private final Reported.Summary score;
        private final TreeMap<String, String> params = new TreeMap<>();
        private final SortedMap<String, Reported.Summary> metrics = new TreeMap<>();

        private Builder(String tool, String mode, Reported.Summary score) {
            this.tool = tool;
            this.mode = mode;
            this.score = score;
        }

        Builder param(String name, String value) {
            if (!value.isEmpty()) {
                params.put(name, value);
            }
            return this;
        }

        /** A quantile of the times, such as 0.99. */
        Builder quantile(double quantile, double seconds) {
            return time("p" + (quantile == 0.5 ? "0.50" : quantile == 0.9 ? "0.90" : number(quantile)), seconds);
        }

        private static String number(double quantile) {
            String text = String.format(Locale.ROOT, "%.6f", quantile).replaceFirst("0+$", "");
            return text.endsWith(".") ? text + "00" : text;
        }

        Builder time(String name, double seconds) {
            return metric(name, TIME, seconds);
        }

        Builder count(String name, double count) {
            return metric(name, "#", count);
        }

        private Builder metric(String name, String unit, double value) {
            if (Double.isFinite(value)) {
                metrics.put(name, new Reported.Summary(unit, value, Double.NaN, List.of(), Map.of()));
            }
            return this;
        }

        LoadRow build() {
            return build("requests");
        }

        LoadRow build(String what) {
            return new LoadRow(new CellId(tool + "." + what, params, mode, 1), new Reported(score, metrics));
        }
    }
}
