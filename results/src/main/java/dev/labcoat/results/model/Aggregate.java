package dev.labcoat.results.model;

import java.util.Collection;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How JMH makes one number of those of all iterations: its {@code AggregationPolicy}. */
public enum Aggregate {
    /** A rate, or what each operation takes. */
    MEAN(values -> values.average().orElse(Double.NaN)),
    /** A count, such as of collections, or a time that passed in all. */
    SUM(DoubleStream::sum),
    /** Such as of memory in use. */
    MAX(values -> values.max().orElse(Double.NaN)),
    MIN(values -> values.min().orElse(Double.NaN));

    /** Numbers that were printed and read again may differ in the last digits. */
    private static final double DIGITS = 1e-9;

    private final ToDoubleFunction<DoubleStream> number;

    Aggregate(ToDoubleFunction<DoubleStream> number) {
        this.number = number;
    }

    /** The number of these. */
    public double of(Collection<Double> values) {
        return number.applyAsDouble(values.stream().mapToDouble(Double::doubleValue));
    }

    /** Whether it makes a number of others. */
    public boolean makes(double number, Collection<Double> values) {
        return Math.abs(of(values) - number) <= DIGITS * Math.abs(number);
    }

    /** The first that makes a number of others; empty if none does. */
    public static Optional<Aggregate> by(double number, Collection<Double> values) {
        return Stream.of(values()).filter(how -> how.makes(number, values)).findFirst();
    }
}
