package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.Effort;
import java.time.Duration;
import java.util.Locale;

/** How much is measured: from seconds, to see that everything works, to a night. */
public enum Preset {
    /** Every step once, as short as can be. Its scores mean nothing. */
    SMOKE(1, new Effort(1, 100, 1, 200, 0), new Effort(10, 100, 10, 200, 0), Duration.ofMinutes(10), false),
    /** A cup of coffee: a telling part of the params, as many rounds as fit. */
    QUICK(
            3,
            new Effort(8, 300, 26, 10_000, 15_000),
            new Effort(30, 100, 80, 12_000, 15_000),
            Duration.ofSeconds(170),
            false),
    /** All params, five forks. */
    STANDARD(
            5,
            new Effort(16, 300, 100, 30_000, 120_000),
            new Effort(40, 100, 300, 30_000, 120_000),
            Duration.ofHours(6),
            true),
    /** All params, ten forks. */
    NIGHTLY(
            10,
            new Effort(16, 300, 100, 30_000, 120_000),
            new Effort(40, 100, 300, 30_000, 120_000),
            Duration.ofHours(10),
            true);

    /** A profile is made of one fork a side, and a method that takes a few percent is to be seen some hundred times. */
    private static final int SLICES_OF_PROFILE = 3;

    private final int forks;
    private final Effort effort;
    private final Effort lockstep;
    private final Duration budgetPerLayer;
    private final boolean allParams;

    Preset(int forks, Effort effort, Effort lockstep, Duration budgetPerLayer, boolean allParams) {
        this.forks = forks;
        this.effort = effort;
        this.lockstep = lockstep;
        this.budgetPerLayer = budgetPerLayer;
        this.allParams = allParams;
    }

    /** Forks of each cell, at most. */
    public int forks() {
        return forks;
    }

    /** What each fork does. */
    public Effort effort() {
        return effort;
    }

    /** What each fork of a group does; its iterations are the slices, and it warms up for as many as it takes, at most. */
    public Effort lockstep() {
        return lockstep;
    }

    /** What each fork of a profile of two sides does. */
    public Effort profiled() {
        return lockstep.times(SLICES_OF_PROFILE);
    }

    /** Time for a comparison. */
    public Duration comparisonBudget() {
        return this == SMOKE ? Duration.ofMinutes(1) : Duration.ofMinutes(20);
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
