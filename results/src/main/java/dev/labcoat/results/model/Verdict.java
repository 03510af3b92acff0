package dev.labcoat.results.model;

import java.util.Locale;

/** What may be said of a row of a comparison. */
public enum Verdict {
    SLOWER,
    FASTER,
    /** The difference lies within the row's margin. */
    NO_CHANGE,
    /** Neither a change nor its absence could be shown with the pairs there were. */
    INCONCLUSIVE,
    /** The row's own noise is larger than any margin worth having. */
    TOO_NOISY,
    /** The two sides do not measure the same thing. */
    NOT_COMPARABLE,
    FAILED;

    /** For people. */
    @Override
    public String toString() {
        return this == TOO_NOISY
                ? "too noisy to judge"
                : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
