package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Percent;
import dev.labcoat.results.verdict.CostChange;
import java.util.List;
import java.util.stream.Collectors;

/** What changed in what an operation costs, for people. */
final class CostText {

    private static final String BYTES = "B/op";

    private final Comparison comparison;
    private final int judged;

    /** Whether a suite has no second cost in bytes, such as that of another process. */
    private final boolean oneCostInBytes;

    CostText(Comparison comparison) {
        this.comparison = comparison;
        this.judged = comparison.judged();
        this.oneCostInBytes = comparison.measured().stream()
                        .flatMap(row -> all(row).stream())
                        .filter(cost -> cost.unit().equals(BYTES))
                        .map(CostChange::metric)
                        .distinct()
                        .count()
                == 1;
    }

    /** Costs of a row that were shown to have changed. */
    List<CostChange> shown(ComparisonRow row) {
        return all(row).stream().filter(CostChange::shown).toList();
    }

    /** All costs of a row. */
    List<CostChange> all(ComparisonRow row) {
        return row.verdict().measured() ? CostChange.of(row, comparison.suite(), judged) : List.of();
    }

    /** How many rows cost more. */
    long dearer() {
        return comparison.measured().stream()
                .filter(row -> shown(row).stream().anyMatch(cost -> cost.mean() > 0))
                .count();
    }

    /** A row's changes, such as {@code no change, 12 % more bytes per operation (11 … 13)}. */
    String of(ComparisonRow row) {
        return row.verdict()
                + shown(row).stream().map(cost -> ", " + change(cost)).collect(Collectors.joining());
    }

    private String change(CostChange cost) {
        boolean more = cost.mean() > 0;
        double near = Math.abs(Math.expm1(more ? cost.lowest() : cost.highest()));
        double far = Math.abs(Math.expm1(more ? cost.highest() : cost.lowest()));
        return Percent.text(100 * Math.abs(Math.expm1(cost.mean()))) + (more ? " more " : " less ") + name(cost) + " ("
                + Percent.text(100 * near) + " … " + Percent.text(100 * far) + ")";
    }

    private String name(CostChange cost) {
        return cost.unit().equals(BYTES) && oneCostInBytes
                ? "bytes per operation"
                : comparison.suite().costs().stream()
                        .filter(column -> column.metric().equals(cost.metric()))
                        .map(Suite.CostColumn::title)
                        .findFirst()
                        .orElse(cost.metric() + ", " + cost.unit());
    }
}
