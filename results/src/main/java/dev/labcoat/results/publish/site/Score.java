package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.publish.text.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the site shows of a cell in one run.
 *
 * @param id the cell
 * @param version hash of the question
 * @param unit base unit of its score; empty when it has none
 * @param mean its score in that unit; NaN when it has none
 * @param failure why it failed, when it has no score; null otherwise
 * @param json for the chart: mean, half the width of the 95 % interval, each fork, and what there is to say of it
 * @param secondary its secondary results by name
 */
record Score(
        CellId id,
        String version,
        String unit,
        double mean,
        @Nullable String failure,
        String json,
        Map<String, Secondary> secondary) {

    /**
     * A secondary result.
     *
     * @param unit its base unit
     * @param json for the chart, as that of a score, but without forks
     */
    record Secondary(String unit, String json) {

        static Secondary of(Estimate estimate, String unit) {
            return new Secondary(
                    Quantity.of(estimate.mean(), unit).baseUnit(),
                    number(base(estimate.mean(), unit)) + "," + number(base(estimate.error(), unit)) + ",[]");
        }
    }

    private static final int DIGITS = 5;

    /** The score of a cell; empty when it was not run, or skipped. */
    static Optional<Score> of(Cell cell) {
        String errors = String.join("; ", cell.errors());
        Optional<Estimate> score = cell.score();
        if (score.isEmpty() && errors.isEmpty()) {
            return Optional.empty();
        }
        String unit = cell.unit();
        double mean = score.map(estimate -> base(estimate.mean(), unit)).orElse(Double.NaN);
        double error = score.map(estimate -> base(estimate.error(), unit)).orElse(Double.NaN);
        return Optional.of(new Score(
                cell.id(),
                cell.version(),
                score.isPresent() ? Quantity.of(mean, unit).baseUnit() : "",
                mean,
                score.isPresent() ? null : errors,
                number(mean) + "," + number(error) + "," + forks(cell, unit) + note(cell, errors),
                secondary(cell)));
    }

    private static Map<String, Secondary> secondary(Cell cell) {
        Map<String, Secondary> secondary = new LinkedHashMap<>();
        for (String name : cell.metricNames()) {
            cell.metric(name).ifPresent(estimate -> secondary.put(name, Secondary.of(estimate, cell.unit(name))));
        }
        return secondary;
    }

    private static String forks(Cell cell, String unit) {
        StringJoiner scores = new StringJoiner(",", "[", "]");
        for (Fork fork : cell.good()) {
            double score = base(fork.score(cell.direction()), unit);
            if (Double.isFinite(score)) {
                scores.add(number(score));
            }
        }
        return scores.toString();
    }

    private static String note(Cell cell, String errors) {
        List<String> notes = new ArrayList<>(cell.marks());
        if (!errors.isEmpty()) {
            notes.add("FAILED: " + errors);
        }
        return notes.isEmpty() ? "" : "," + Json.COMPACT.writeValueAsString(String.join(", ", notes));
    }

    static double base(double value, String unit) {
        return Quantity.of(value, unit).value();
    }

    /** As JSON has it; what is no number is null. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(rounded(value)) : "null";
    }

    /** With no more digits than can be seen; what is no number stays what it is. */
    static double rounded(double value) {
        double last = Math.floor(Math.log10(Math.abs(value))) + 1 - DIGITS;
        double power = Math.pow(10, Math.abs(last));
        double round = last < 0 ? Math.rint(value * power) / power : Math.rint(value / power) * power;
        // Zero has no first digit.
        return Double.isFinite(round) ? round : value;
    }
}
