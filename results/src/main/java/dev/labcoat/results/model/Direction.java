package dev.labcoat.results.model;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which way a score gets better. */
public enum Direction {
    HIGHER_IS_BETTER("higher"),
    LOWER_IS_BETTER("lower");

    /** Units of which less is better, whatever is counted. */
    private static final Set<String> COUNTS = Set.of("#", "count", "counts", "B", "KB", "MB", "bytes");

    /** Units of a time that is not said to be that of an operation. */
    private static final Set<String> TIMES = Set.of("ns", "us", "\u00b5s", "ms", "s", "min", "hr", "day");

    /** So much of anything in a time, such as {@code MB/sec}. */
    private static final Pattern RATE = Pattern.compile(
            ".+/(?:ns|us|\u00b5s|ms|s|sec|second|m|min|minute|h|hr|hour|day)", Pattern.CASE_INSENSITIVE);

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** In a word: {@code higher} or {@code lower}. */
    public String word() {
        return word;
    }

    /** The one that people call so; empty if none is. */
    public static Optional<Direction> by(String word) {
        return Stream.of(values()).filter(known -> known.word.equals(word)).findFirst();
    }

    /**
     * The direction of a secondary result, as far as its unit says it: what an operation takes, a time or a count falls, operations per
     * time rise.
     */
    public static Optional<Direction> ofMetric(String unit) {
        return unit.endsWith("/op") || unit.startsWith("ops/") || TIMES.contains(unit)
                ? Optional.of(of("", unit))
                : COUNTS.contains(unit) ? Optional.of(LOWER_IS_BETTER) : Optional.empty();
    }

    /**
     * The direction of a score: that of its unit, since a time is a time and a rate a rate whatever mode its file claims, or else that
     * of JMH's mode.
     *
     * @param mode JMH's short label: throughput rises, every time falls
     * @param unit JMH's unit or a base unit, such as {@code ops/s} and {@code us/op}; empty when there is no score
     */
    public static Direction of(String mode, String unit) {
        if (unit.endsWith("/op") || TIMES.contains(unit)) {
            return LOWER_IS_BETTER;
        }
        return RATE.matcher(unit).matches() || mode.equals("thrpt") ? HIGHER_IS_BETTER : LOWER_IS_BETTER;
    }

    /** As people say it, such as {@code lower is better}. */
    @Override
    public String toString() {
        return word + " is better";
    }
}
