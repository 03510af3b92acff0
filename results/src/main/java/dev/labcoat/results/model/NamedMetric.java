package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secondary result of forks that somebody wants a verdict on, such as what JMH's profilers find or a benchmark counts itself.
 *
 * @param name as JMH calls it, such as {@code gc.alloc.rate.norm}
 * @param direction which way it gets better, where somebody said so; null where its unit says it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamedMetric(String name, @Nullable Direction direction) implements Figure {

    /** What JMH puts before the names of its profilers' results up to 1.36. */
    private static final String OF_OLDER_JMH = "\u00b7";

    private static final String BYTES = "B/op";

    public NamedMetric {
        if (Check.present(name, "a metric's name").isBlank()) {
            throw new IllegalArgumentException("a metric has a name");
        }
    }

    @Override
    public Optional<Fork> of(Fork fork) {
        Metric metric = in(fork);
        return metric == null || hindrance(fork).isPresent()
                ? Optional.empty()
                : Optional.of(fork.alone(metric.unit(), metric.value()));
    }

    @Override
    public Optional<String> hindrance(Fork fork) {
        return unknown(fork).or(() -> Optional.ofNullable(in(fork)).flatMap(NamedMetric::worthless));
    }

    /** Why it cannot be asked for: a fork has no such metric, or nobody says which way it gets better; empty where it can. */
    public Optional<String> unknown(Fork fork) {
        Metric metric = in(fork);
        if (metric == null) {
            Map<String, Metric> others = fork.metrics();
            return Optional.of("there is no metric " + name + " in its forks"
                    + (others.isEmpty()
                            ? ", nor any other; JMH's profilers make some, as in: -- -prof gc"
                            : ", but: " + String.join(", ", others.keySet())));
        }
        return direction == null && Direction.ofMetric(metric.unit()).isEmpty()
                ? Optional.of("its unit, " + metric.unit() + ", does not say which way it gets better: say " + name
                        + "=lower or " + name + "=higher")
                : Optional.empty();
    }

    private @Nullable Metric in(Fork fork) {
        Metric metric = fork.metrics().get(name);
        return metric == null ? fork.metrics().get(OF_OLDER_JMH + name) : metric;
    }

    /** Why nothing is a multiple of it; empty where something is. */
    private static Optional<String> worthless(Metric metric) {
        double value = metric.value();
        if (!Double.isFinite(value)) {
            return Optional.of("it is not a number in a fork");
        }
        if (value <= 0) {
            return Optional.of("it is " + (value < 0 ? "below 0" : "0")
                    + " in a fork, and how many times as much another has cannot be said of that");
        }
        return metric.unit().equals(BYTES) && value < 1
                ? Optional.of("it is below 1 " + BYTES + " in a fork, which the profiler itself allocates")
                : Optional.empty();
    }

    /** Which way it gets better. */
    public Direction better(String unit) {
        return direction == null ? Direction.ofMetric(unit).orElse(Direction.LOWER_IS_BETTER) : direction;
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
