package dev.labcoat.results.model;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A number of some forks and how far it can be trusted.
 *
 * @param mean the mean of the forks' values, or what JMH says of them
 * @param error half the width of its confidence interval: 95 % where forks are its unit, 99.9 % where it is JMH's own; NaN for a
 *     single fork of ours, which says nothing of the next one
 * @param forks how many forks it is of
 * @param basis of what the interval is
 */
public record Estimate(double mean, double error, int forks, Basis basis) {

    /** What an interval takes for its samples. */
    public enum Basis {
        /** Each fork is one: the interval is of another launch. */
        FORKS,
        /** Each iteration of each fork is one, as JMH has it: the interval says nothing of another launch. */
        ITERATIONS
    }

    private static final double TWO_SIDED_95 = 0.975;

    /**
     * The mean of the forks, with Student's t interval (n − 1 degrees of freedom). The fork is the unit: iterations of one
     * JVM are not independent, and counting them as samples would make every result look surer than it is.
     */
    static Estimate of(List<Double> forks) {
        int n = forks.size();
        double mean = forks.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        if (n < 2) {
            return new Estimate(mean, Double.NaN, n, Basis.FORKS);
        }
        double squares = forks.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double standardError = Math.sqrt(squares / (n - 1) / n);
        double t = TDistribution.of(n - 1).inverseCumulativeProbability(TWO_SIDED_95);
        return new Estimate(mean, t * standardError, n, Basis.FORKS);
    }
}
