package dev.labcoat.results.model;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over forks and how far it can be trusted.
 *
 * @param mean the mean of the forks' values
 * @param error half the width of its 95 % confidence interval; NaN for a single fork, which says nothing of the next one
 * @param forks how many forks it is of
 */
public record Estimate(double mean, double error, int forks) {

    private static final double TWO_SIDED_95 = 0.975;

    /**
     * The mean of the forks, with Student's t interval (n − 1 degrees of freedom). The fork is the unit: iterations of one
     * JVM are not independent, and counting them as samples would make every result look surer than it is.
     */
    static Estimate of(List<Double> forks) {
        int n = forks.size();
        double mean = forks.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        if (n < 2) {
            return new Estimate(mean, Double.NaN, n);
        }
        double squares = forks.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double standardError = Math.sqrt(squares / (n - 1) / n);
        double t = TDistribution.of(n - 1).inverseCumulativeProbability(TWO_SIDED_95);
        return new Estimate(mean, t * standardError, n);
    }
}
