package dev.labcoat.results.trend;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import java.util.List;

/**
 * What the nights of one machine say.
 *
 * @param machine where
 * @param series every row that was held against the anchor
 * @param changes where they changed
 * @param without rows of which the newest night has no figure: they failed, or cannot be held against the anchor
 */
public record MachineNights(Machine machine, List<Series> series, List<Change> changes, List<ComparisonRow> without) {

    public MachineNights {
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        without = List.copyOf(without);
    }

    /** Rows that got slower and have stayed so. */
    public List<Change> slowdowns() {
        return changes.stream().filter(Change::lasting).toList();
    }
}
