package dev.labcoat.results.verdict;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Figure;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Pair;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the pairs of a row were like on this machine in all its comparisons so far: how much they vary, and how long they take. That
 * says nothing of a change: a standard deviation is the same whatever the mean is.
 */
public final class EarlierPairs {

    /** Fewer degrees of freedom give a standard deviation that may be off by a factor of two. */
    private static final int LEAST_FREEDOM = 3;

    private final List<Comparison> comparable;

    /**
     * The pairs on a machine.
     *
     * @param earlier all comparisons on record; those of other machines or of other slices are left out
     * @param slices slices of each fork
     * @param sliceMillis length of a slice
     */
    public EarlierPairs(List<Comparison> earlier, Machine machine, int slices, long sliceMillis) {
        this.comparable = earlier.stream()
                .filter(comparison -> comparison.machine().key().equals(machine.key()))
                .filter(comparison -> comparison.slices() == slices)
                .filter(comparison -> comparison.sliceMillis() == sliceMillis)
                .toList();
    }

    /** The pooled standard deviation of a row's pairs, whatever was compared; empty when there were too few. */
    public OptionalDouble deviation(CellId baseCell, CellId cell) {
        return deviation(rows(baseCell, cell).stream().map(ComparisonRow::pairs).toList(), cell.mode());
    }

    /** The same of another figure of its forks, which need not have been judged then. */
    public OptionalDouble deviation(CellId baseCell, CellId cell, Figure figure) {
        return deviation(
                rows(baseCell, cell).stream().map(row -> row.pairs(figure)).toList(), cell.mode());
    }

    private static OptionalDouble deviation(List<List<Pair>> comparisons, String mode) {
        double squares = 0;
        int freedom = 0;
        for (List<Pair> pairs : comparisons) {
            if (pairs.size() > 1) {
                Difference difference = Difference.of(pairs, mode);
                squares += difference.variance() * difference.freedom();
                freedom += difference.freedom();
            }
        }
        return freedom < LEAST_FREEDOM ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom));
    }

    /** Mean wall time of a pair of a row; empty when there was none. */
    public OptionalDouble seconds(CellId baseCell, CellId cell) {
        return rows(baseCell, cell).stream()
                .flatMap(row -> row.pairs().stream())
                .mapToDouble(Pair::seconds)
                .average();
    }

    private List<ComparisonRow> rows(CellId baseCell, CellId cell) {
        return comparable.stream()
                .flatMap(comparison -> comparison.measured().stream())
                .filter(row -> row.baseCell().equals(baseCell) && row.cell().equals(cell))
                .toList();
    }
}
