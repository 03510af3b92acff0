package dev.labcoat.results.publish.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.RowNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A score as github-action-benchmark reads it (github.com/benchmark-action/github-action-benchmark). One of its files has one
 * direction: throughput goes into that of its tool {@code customBiggerIsBetter}, times into that of {@code customSmallerIsBetter}.
 *
 * @param name the row, with the benchmark's full name, and the name of a secondary result
 * @param unit as JMH names it
 * @param value the score
 * @param range half the width of its interval; left out when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionBenchmarkJson(
        String name, String unit, double value, @Nullable String range) {

    /**
     * The scores of a source that get better in a direction.
     *
     * @param columns the secondary results that are shown, which are costs unless their unit is one of throughput
     */
    public static String of(CommitResults results, List<Suite.CostColumn> columns, Direction direction) {
        RowNames names =
                RowNames.of(results.rows().stream().map(row -> row.cell().id()).toList());
        List<ActionBenchmarkJson> scores = new ArrayList<>();
        for (CommitResults.Row row : results.rows()) {
            Cell cell = row.cell();
            if (cell.direction() == direction) {
                cell.score().ifPresent(score -> scores.add(of(names.key(cell.id()), cell.unit(), score)));
            }
            for (Suite.CostColumn column : columns) {
                String unit = cell.unit(column.metric());
                if (Direction.ofMetric(unit).orElse(Direction.LOWER_IS_BETTER) == direction) {
                    cell.metric(column.metric())
                            .ifPresent(metric -> scores.add(of(names.key(cell.id(), column.metric()), unit, metric)));
                }
            }
        }
        return Json.PRETTY.writeValueAsString(scores) + "\n";
    }

    private static ActionBenchmarkJson of(String name, String unit, Estimate score) {
        String range = Double.isFinite(score.error()) ? String.format(Locale.ROOT, "± %.3g", score.error()) : null;
        return new ActionBenchmarkJson(name, unit, score.mean(), range);
    }
}
