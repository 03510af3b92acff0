package dev.labcoat.results.model;

import java.util.List;

/**
 * A secondary result of a fork.
 *
 * @param unit as JMH names it
 * @param values one value for each iteration
 */
public record Metric(String unit, List<Double> values) {

    public Metric {
        Check.present(unit, "a metric's unit");
        values = Check.whole(values, "values");
    }

    /** The mean over iterations; NaN when there are none. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
