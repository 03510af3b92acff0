package dev.labcoat.results.verdict;

import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Pair;

/** What one pair of forks that ran in lockstep says. */
public final class PairScore {

    private PairScore() {}

    /**
     * The natural logarithm of head's time per operation through base's, each over all slices together ({@link
     * dev.labcoat.results.model.Fork#total}); above 0 where head is slower. Nothing is left out for its score: a rare stall is
     * part of what an operation costs.
     *
     * @throws IllegalArgumentException if the forks have not as many slices, or a score is not a number above 0
     */
    public static double of(Pair pair, Direction direction) {
        int slices = pair.base().scores().size();
        if (slices == 0 || pair.head().scores().size() != slices) {
            throw new IllegalArgumentException("a pair has as many slices on both sides, not " + slices + " and "
                    + pair.head().scores().size());
        }
        double ratio = Math.log(pair.head().total(direction) / pair.base().total(direction));
        if (!Double.isFinite(ratio)) {
            throw new IllegalArgumentException("a slice has no score above 0");
        }
        return direction == Direction.LOWER_IS_BETTER ? ratio : -ratio;
    }
}
