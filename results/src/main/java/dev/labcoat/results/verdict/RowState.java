package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import java.util.OptionalDouble;

/**
 * A row at a look.
 *
 * @param difference what its pairs show
 * @param noise the standard deviation of its pairs in earlier experiments on this machine, fixed before the first pair; empty
 *     where it is not known
 */
public record RowState(Difference difference, OptionalDouble noise) {

    /** The state of a row that has these pairs now. */
    public static RowState of(ComparisonRow row) {
        Double noise = row.noise();
        return new RowState(Difference.of(row), noise == null ? OptionalDouble.empty() : OptionalDouble.of(noise));
    }

    /** The variance as a multiple of what was known before, which is 1 for a row of which nothing was known. */
    double relativeVariance() {
        return difference.variance() / base();
    }

    /** The variance that was known before, else 1. */
    double base() {
        return noise.isPresent() ? noise.getAsDouble() * noise.getAsDouble() : 1;
    }
}
