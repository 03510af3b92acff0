package dev.labcoat.results.verdict;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much the pairs of a row vary on this machine, from all its comparisons so far. That says nothing of a change: a
 * standard deviation is the same whatever the mean is.
 */
public final class Noise {

    /** Fewer degrees of freedom give a standard deviation that may be off by a factor of two. */
    private static final int LEAST_FREEDOM = 3;

    private final List<Comparison> comparable;

    /**
     * The noise on a machine.
     *
     * @param earlier all comparisons on record; those of other machines or of other slices are left out
     * @param slices slices of each fork
     * @param sliceMillis length of a slice
     */
    public Noise(List<Comparison> earlier, Machine machine, int slices, long sliceMillis) {
        this.comparable = earlier.stream()
                .filter(comparison -> comparison.machine().key().equals(machine.key()))
                .filter(comparison -> comparison.slices() == slices)
                .filter(comparison -> comparison.sliceMillis() == sliceMillis)
                .toList();
    }

    /** The pooled standard deviation of a row's pairs, whatever was compared; empty when there were too few. */
    public OptionalDouble of(CellId baseCell, CellId cell) {
        double squares = 0;
        int freedom = 0;
        for (Comparison comparison : comparable) {
            for (ComparisonRow row : comparison.measured()) {
                if (row.baseCell().equals(baseCell)
                        && row.cell().equals(cell)
                        && row.pairs().size() > 1) {
                    Difference difference = Difference.of(row);
                    squares += difference.variance() * difference.freedom();
                    freedom += difference.freedom();
                }
            }
        }
        return freedom < LEAST_FREEDOM ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom));
    }
}
