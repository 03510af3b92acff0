package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much the head side differs from the base side, from lockstep pairs: one number for each pair of forks, the natural
 * logarithm of their scores' ratio, above 0 where head is slower.
 *
 * @param pairs how many pairs
 * @param mean their mean
 * @param deviation their standard deviation, at least {@link #LEAST_DEVIATION}; NaN for fewer than two pairs
 */
public record Difference(int pairs, double mean, double deviation) {

    /**
     * Pairs that happen to agree to more digits than clocks have would make a test sure of anything. 0.05 % is a third of the
     * smallest spread ever measured between a jar and itself (method.md: JMHSample_08_DeadCode, 0.16 %).
     */
    static final double LEAST_DEVIATION = 0.0005;

    /** The probability in each tail outside of the printed range, which thus holds 99 %. */
    static final double RANGE_TAIL = 0.005;

    /** The difference that pairs show. */
    public static Difference of(List<Double> logRatios) {
        int n = logRatios.size();
        double mean =
                logRatios.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares =
                logRatios.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        double deviation = n < 2 ? Double.NaN : Math.max(LEAST_DEVIATION, Math.sqrt(squares / (n - 1)));
        return new Difference(n, mean, deviation);
    }

    /** The difference that a row's pairs show. */
    public static Difference of(ComparisonRow row) {
        Direction direction = row.head().direction();
        return of(
                row.pairs().stream().map(pair -> PairScore.of(pair, direction)).toList());
    }

    double standardError() {
        return deviation / Math.sqrt(pairs);
    }

    /**
     * How far from the mean a bound lies that holds with an error of the given probability on its side.
     *
     * @param tail such as 0.005
     * @return NaN for fewer than two pairs
     */
    double reach(double tail) {
        return pairs < 2
                ? Double.NaN
                : TDistribution.of(pairs - 1.0).inverseSurvivalProbability(tail) * standardError();
    }

    /** The mean as a share of the base, such as 0.05 for 5 % slower. */
    public double share() {
        return Math.expm1(mean);
    }

    /** The lower end of the 99 % range, as a share of the base. */
    public double lowest() {
        return Math.expm1(mean - reach(RANGE_TAIL));
    }

    /** The upper end of the 99 % range, as a share of the base. */
    public double highest() {
        return Math.expm1(mean + reach(RANGE_TAIL));
    }
}
