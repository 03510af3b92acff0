package dev.labcoat.results.publish.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.publish.text.RowNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A score as github-action-benchmark reads it (github.com/benchmark-action/github-action-benchmark). One of its files has one
 * direction: throughput goes into that of its tool {@code customBiggerIsBetter}, times into that of {@code customSmallerIsBetter}.
 *
 * @param name the row, with the benchmark's full name
 * @param unit as JMH names it
 * @param value the score
 * @param range half the width of its 95 % interval; left out when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionBenchmarkJson(
        String name, String unit, double value, @Nullable String range) {

    /** The scores of a source that get better in a direction. */
    public static String of(CommitResults results, Direction direction) {
        RowNames names =
                RowNames.of(results.rows().stream().map(row -> row.cell().id()).toList());
        List<ActionBenchmarkJson> scores = results.rows().stream()
                .map(CommitResults.Row::cell)
                .filter(cell -> cell.direction() == direction)
                .flatMap(cell -> cell.score().map(score -> of(cell, names, score)).stream())
                .toList();
        return Json.PRETTY.writeValueAsString(scores) + "\n";
    }

    private static ActionBenchmarkJson of(Cell cell, RowNames names, Estimate score) {
        String range = Double.isNaN(score.error()) ? null : String.format(Locale.ROOT, "± %.3g", score.error());
        return new ActionBenchmarkJson(names.key(cell.id()), cell.unit(), score.mean(), range);
    }
}
