package dev.labcoat.results.model;

import java.util.Locale;

/** What may be said of a row of a comparison. */
public enum Verdict {
    SLOWER,
    FASTER,
    /** Of a metric, which is no time. */
    WORSE,
    /** Of a metric, which is no time. */
    BETTER,
    /** The difference lies within the row's margin. */
    NO_CHANGE,
    /** Neither a change nor its absence could be shown with the pairs there were. */
    INCONCLUSIVE,
    /** The time was over before its first pair. */
    NOT_MEASURED,
    /** The comparison was ended from outside before the row was decided. */
    STOPPED,
    /** The row's own noise is larger than any margin worth having. */
    TOO_NOISY,
    /** Two pairs of forks died or hung. */
    FAILED,
    /** The two sides do not measure the same thing, or one of them cannot run here. */
    NOT_COMPARABLE,
    /** Only the head side has this row. */
    NEW,
    /** Only the base side has this row. */
    MISSING;

    /** Whether the row was to be measured: the others were set apart before. */
    public boolean measured() {
        return switch (this) {
            case SLOWER, FASTER, WORSE, BETTER, NO_CHANGE, INCONCLUSIVE, NOT_MEASURED, STOPPED, TOO_NOISY, FAILED ->
                true;
            case NOT_COMPARABLE, NEW, MISSING -> false;
        };
    }

    /** Whether it is a finding, and not the want of one. */
    public boolean shown() {
        return switch (this) {
            case SLOWER, FASTER, WORSE, BETTER, NO_CHANGE -> true;
            default -> false;
        };
    }

    /** The same of a metric: it has no speed. */
    Verdict ofMetric() {
        return switch (this) {
            case SLOWER -> WORSE;
            case FASTER -> BETTER;
            default -> this;
        };
    }

    /** Whether more pairs could still decide it. */
    public boolean open() {
        return this == INCONCLUSIVE || this == NOT_MEASURED || this == STOPPED;
    }

    /** For people. */
    @Override
    public String toString() {
        return this == TOO_NOISY
                ? "too noisy to judge"
                : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
