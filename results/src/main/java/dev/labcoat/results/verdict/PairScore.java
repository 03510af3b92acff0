package dev.labcoat.results.verdict;

import dev.labcoat.results.model.Direction;
import java.util.List;
import java.util.stream.IntStream;

/** What one pair of forks that ran in lockstep says. */
public final class PairScore {

    /** The share of the rounds that is left out at each end, against bursts of noise that hit one slice of a round. */
    static final double TRIM = 0.20;

    private PairScore() {}

    /**
     * The trimmed mean, over rounds, of the logarithm of the scores' ratio, above 0 where head is slower.
     *
     * @param base the score of each slice of the base fork
     * @param head the score of each slice of the head fork, as many
     * @throws IllegalArgumentException if they are not as many, or a score is not a number above 0
     */
    public static double of(List<Double> base, List<Double> head, Direction direction) {
        if (base.size() != head.size() || base.isEmpty()) {
            throw new IllegalArgumentException(
                    "a pair has as many slices on both sides, not " + base.size() + " and " + head.size());
        }
        double sign = direction == Direction.LOWER_IS_BETTER ? 1 : -1;
        double[] ratios = IntStream.range(0, base.size())
                .mapToDouble(round -> sign * Math.log(head.get(round) / base.get(round)))
                .sorted()
                .toArray();
        for (double ratio : ratios) {
            if (!Double.isFinite(ratio)) {
                throw new IllegalArgumentException("a slice has no score above 0");
            }
        }
        int cut = (int) (ratios.length * TRIM);
        return IntStream.range(cut, ratios.length - cut)
                .mapToDouble(i -> ratios[i])
                .average()
                .orElseThrow();
    }
}
