package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Pair;
import java.util.List;

/**
 * By how much the head side differs from the base side in one row, from its pairs alone: one number for each pair of forks, the
 * natural logarithm of their times for an operation, head's over base's, above 0 where head is slower, or its metric worse.
 *
 * @param pairs how many pairs
 * @param mean their mean; NaN for none
 * @param variance their variance, at least 0.05 % squared; NaN for fewer than two pairs
 */
public record Difference(int pairs, double mean, double variance) {

    /**
     * Pairs that happen to agree to more digits than clocks have would make a test sure of anything. 0.05 % is a third of the
     * smallest spread ever measured between a jar and itself (JMHSample_08_DeadCode, 0.16 %).
     */
    static final double LEAST_VARIANCE = 0.0005 * 0.0005;

    /** The difference that pairs show. */
    public static Difference of(List<Double> logRatios) {
        int n = logRatios.size();
        double mean =
                logRatios.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares =
                logRatios.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        double variance = n < 2 ? Double.NaN : Math.max(LEAST_VARIANCE, squares / (n - 1));
        return new Difference(n, mean, variance);
    }

    /** The difference that a row's pairs show. */
    public static Difference of(ComparisonRow row) {
        return of(row.pairs(), row.direction());
    }

    /**
     * The difference that some pairs of a row show.
     *
     * @param mode of the row, as JMH's short label
     */
    static Difference of(List<Pair> pairs, String mode) {
        String unit = pairs.isEmpty() ? "" : pairs.get(0).head().unit();
        Direction direction = Direction.of(mode, unit);
        return of(pairs, direction);
    }

    private static Difference of(List<Pair> pairs, Direction direction) {
        return of(pairs.stream().map(pair -> PairScore.of(pair, direction)).toList());
    }

    /** Degrees of freedom of the variance. */
    int freedom() {
        return pairs - 1;
    }

    /** The mean as a share of the base, such as 0.05 where head takes 5 % more time for an operation. */
    public double share() {
        return Math.expm1(mean);
    }

    /** The pairs' standard deviation; NaN for fewer than two. */
    public double deviation() {
        return Math.sqrt(variance);
    }
}
