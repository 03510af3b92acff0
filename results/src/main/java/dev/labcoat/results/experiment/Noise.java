package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.verdict.Difference;
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
     */
    public Noise(List<Comparison> earlier, Machine machine, Effort effort) {
        this.comparable = earlier.stream()
                .filter(comparison -> comparison.machine().key().equals(machine.key()))
                .filter(comparison -> comparison.slices() == effort.iterations())
                .filter(comparison -> comparison.sliceMillis() == effort.iterationMillis())
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
                    double deviation = Difference.of(row).deviation();
                    squares += deviation * deviation * (row.pairs().size() - 1);
                    freedom += row.pairs().size() - 1;
                }
            }
        }
        return freedom < LEAST_FREEDOM ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom));
    }
}
