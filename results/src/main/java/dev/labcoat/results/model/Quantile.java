package dev.labcoat.results.model;

import java.util.Optional;

/**
 * A quantile on which a row of JMH's mode {@code SampleTime} is judged beside its mean: that of all samples of a fork together, whatever
 * slice they are of, as JMH itself reports it.
 */
public enum Quantile implements Figure {
    P50("p50", "p0.50"),
    P99("p99", "p0.99");

    private final String label;
    private final String metric;

    Quantile(String label, String metric) {
        this.label = label;
        this.metric = metric;
    }

    @Override
    public Optional<Fork> of(Fork fork) {
        Metric samples = fork.metrics().get(metric);
        return samples == null || !(samples.value() > 0) || Double.isInfinite(samples.value())
                ? Optional.empty()
                : Optional.of(fork.alone(samples.unit(), samples.value()));
    }

    /** It has none, or one that is no number above 0, such as of operations that are shorter than a tick of the clock. */
    @Override
    public Optional<String> hindrance(Fork fork) {
        return of(fork).isPresent()
                ? Optional.empty()
                : Optional.of("its " + label + " is not above 0: too short for the clock");
    }

    /** As people write it, such as {@code p99}. */
    @Override
    public String toString() {
        return label;
    }
}
