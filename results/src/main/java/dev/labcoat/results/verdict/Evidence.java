package dev.labcoat.results.verdict;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a row's verdict rests on: its mean and a variance that other rows, or earlier nights, may have steadied.
 *
 * @param pairs how many pairs
 * @param mean of the pairs' log ratios, above 0 where head is slower
 * @param variance of a pair
 * @param priorFreedom degrees of freedom that the variance got from elsewhere; 0 where it is the pairs' own
 */
public record Evidence(int pairs, double mean, double variance, double priorFreedom) {

    /** The evidence of a row's own pairs and nothing else: the plain t test's. */
    static Evidence ofPairsAlone(Difference difference) {
        return new Evidence(difference.pairs(), difference.mean(), difference.variance(), 0);
    }

    /** What there will likely be after so many pairs, should they go on as they began. */
    Evidence after(int morePairs) {
        return new Evidence(morePairs, mean, variance, priorFreedom);
    }

    double standardError() {
        return Math.sqrt(variance / pairs);
    }

    /**
     * How far from the mean a bound lies that holds with an error of the given probability on its side, as a log ratio.
     *
     * @param tail such as 0.005
     * @return NaN for no pair, and for one of which nothing else says how noisy it is
     */
    double reach(double tail) {
        double freedom = priorFreedom + pairs - 1;
        return pairs < 1 || freedom <= 0
                ? Double.NaN
                : TDistribution.of(freedom).inverseSurvivalProbability(tail) * standardError();
    }
}
