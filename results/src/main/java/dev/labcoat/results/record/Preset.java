package dev.labcoat.results.record;

import java.time.Duration;
import java.util.Locale;

/** How much is measured: from seconds, to see that everything works, to a night. */
public enum Preset {
    /** Every step once, as short as can be. Its scores mean nothing. */
    SMOKE(1, 1, 100, 1, 500, Duration.ofMinutes(10), false),
    /** A cup of coffee: a telling part of the params, as many rounds as fit. */
    QUICK(3, 4, 1_000, 3, 8_000, Duration.ofSeconds(170), false),
    /** All params, five forks. */
    STANDARD(5, 5, 1_000, 5, 30_000, Duration.ofHours(6), true),
    /** All params, ten forks. */
    NIGHTLY(10, 5, 1_000, 5, 30_000, Duration.ofHours(10), true);

    private final int forks;
    private final int iterations;
    private final long iterationMillis;
    private final int warmUpIterations;
    private final long warmUpCapMillis;
    private final Duration budgetPerLayer;
    private final boolean allParams;

    Preset(
            int forks,
            int iterations,
            long iterationMillis,
            int warmUpIterations,
            long warmUpCapMillis,
            Duration budgetPerLayer,
            boolean allParams) {
        this.forks = forks;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
        this.warmUpIterations = warmUpIterations;
        this.warmUpCapMillis = warmUpCapMillis;
        this.budgetPerLayer = budgetPerLayer;
        this.allParams = allParams;
    }

    /** Forks of each cell, at most. */
    public int forks() {
        return forks;
    }

    /** Measured iterations of a fork. */
    public int iterations() {
        return iterations;
    }

    /** Length of an iteration, measured or warming up. */
    public long iterationMillis() {
        return iterationMillis;
    }

    /** Warm-up iterations of a benchmark that does not warm up by itself. */
    public int warmUpIterations() {
        return warmUpIterations;
    }

    /** The longest that a benchmark which warms up by itself may take to do so. */
    public long warmUpCapMillis() {
        return warmUpCapMillis;
    }

    /** Time for the rows of so many layers. */
    public Duration budget(long layers) {
        return budgetPerLayer.multipliedBy(Math.max(1, layers));
    }

    /** Whether every value of every param is measured, or the few that the suite declares. */
    public boolean allParams() {
        return allParams;
    }

    /** The name that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
