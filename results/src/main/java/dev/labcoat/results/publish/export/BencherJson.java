package dev.labcoat.results.publish.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.publish.text.RowNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores in Bencher Metric Format (bencher.dev/docs/reference/bencher-metric-format), by row and measure. The measures of the score
 * are the two that each project of Bencher has: throughput in operations per second, and latency in nanoseconds. Each secondary
 * result that is shown is one more measure, of its name: a time in nanoseconds too, all else in base units. One that is named like a
 * measure of the score has {@code metric:} before its name.
 */
public final class BencherJson {

    private static final double NANOS = 1e9;
    private static final String THROUGHPUT = "throughput";
    private static final String LATENCY = "latency";

    private BencherJson() {}

    /**
     * A number with its range.
     *
     * @param value the score
     * @param lower the lower end of its 95 % interval; left out when there is none
     * @param upper the upper end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Measured(
            double value,
            @JsonProperty("lower_value") @Nullable Double lower,
            @JsonProperty("upper_value") @Nullable Double upper) {}

    /**
     * All scores of a source.
     *
     * @param columns the secondary results that are shown
     */
    public static String of(CommitResults results, List<Suite.CostColumn> columns) {
        Map<String, Map<String, Measured>> rows = new LinkedHashMap<>();
        RowNames names =
                RowNames.of(results.rows().stream().map(row -> row.cell().id()).toList());
        for (CommitResults.Row row : results.rows()) {
            Cell cell = row.cell();
            boolean throughput = cell.direction() == Direction.HIGHER_IS_BETTER;
            Map<String, Measured> measures = new LinkedHashMap<>();
            cell.score()
                    .flatMap(score -> measured(score, cell.unit()))
                    .ifPresent(score -> measures.put(throughput ? THROUGHPUT : LATENCY, score));
            for (Suite.CostColumn column : columns) {
                cell.metric(column.metric())
                        .flatMap(metric -> measured(metric, cell.unit(column.metric())))
                        .ifPresent(metric -> measures.put(measure(column.metric()), metric));
            }
            if (!measures.isEmpty()) {
                rows.put(names.key(cell.id()), measures);
            }
        }
        return Json.PRETTY.writeValueAsString(rows) + "\n";
    }

    private static String measure(String metric) {
        return metric.equals(THROUGHPUT) || metric.equals(LATENCY) ? "metric:" + metric : metric;
    }

    /** Empty where it is too large for a number in this unit. */
    private static Optional<Measured> measured(Estimate score, String unit) {
        double scale = Quantity.of(0, unit).family() == Quantity.Family.TIME ? NANOS : 1;
        double value = scale * Quantity.of(score.mean(), unit).value();
        double error = scale * Quantity.of(score.error(), unit).value();
        return Double.isFinite(value)
                ? Optional.of(new Measured(value, finite(value - error), finite(value + error)))
                : Optional.empty();
    }

    /** An end that JSON has a number for. */
    private static @Nullable Double finite(double end) {
        return Double.isFinite(end) ? end : null;
    }
}
