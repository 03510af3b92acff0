package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secondary result of a fork.
 *
 * @param unit as JMH names it
 * @param values one value for each iteration
 * @param aggregate how one number is made of them; null, as in older records, for their mean
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Metric(
        String unit, List<Double> values, @Nullable Aggregate aggregate) {

    public Metric {
        Check.present(unit, "a metric's unit");
        values = Check.whole(values, "values");
        if (aggregate == Aggregate.MEAN) {
            aggregate = null;
        }
    }

    /** One of which the mean counts. */
    public Metric(String unit, List<Double> values) {
        this(unit, values, null);
    }

    /** How one number is made of those of iterations, and of forks. */
    public Aggregate how() {
        return Objects.requireNonNullElse(aggregate, Aggregate.MEAN);
    }

    /** The number of the fork; NaN when there are none. */
    public double value() {
        return values.isEmpty() ? Double.NaN : how().of(values);
    }
}
