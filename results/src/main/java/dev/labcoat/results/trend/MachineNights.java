package dev.labcoat.results.trend;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the nights of one machine say.
 *
 * @param machine where
 * @param series every row that was compared with the anchor, at least one
 * @param changes where they changed
 * @param without rows of which the newest night has no figure: they failed, or cannot be compared with the anchor
 * @param selfChecks what the nights have found where it is known what is to be found
 */
public record MachineNights(
        Machine machine,
        List<Series> series,
        List<Change> changes,
        List<ComparisonRow> without,
        SelfChecks selfChecks) {

    /** Of fewer commits not even a jump of ten standard deviations is found, see {@link ChangePointSearch#OF_LOGARITHMS}. */
    public static final int FEWEST_COMMITS = 5;

    public MachineNights {
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        without = List.copyOf(without);
    }

    /** How many commits were measured. */
    public int commits() {
        return series.stream().mapToInt(row -> row.nights().size()).max().orElse(0);
    }

    /** The newest of them. */
    public Revision newest() {
        return series.stream()
                .flatMap(row -> row.nights().stream())
                .map(Series.Night::revision)
                .max(Comparator.comparing(Revision::committedAt))
                .orElseThrow();
    }

    /** Rows that got slower and have stayed so, but for those that can be compared with the anchor no more. */
    public List<Change> slowdowns() {
        Set<CellId> gone = without.stream()
                .filter(row -> !row.verdict().measured())
                .map(ComparisonRow::cell)
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> change.lasting() && !gone.contains(change.cell()))
                .toList();
    }

    /** What is to be said when there is no such row. */
    public String withoutSlowdowns() {
        return commits() < FEWEST_COMMITS
                ? "Needs " + FEWEST_COMMITS + " measured commits to detect regressions; has " + commits() + "."
                : "No confirmed regressions.";
    }
}
