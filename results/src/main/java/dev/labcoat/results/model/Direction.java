package dev.labcoat.results.model;

import java.util.Set;

/** Which way a score gets better. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER;

    /** Units of a time that is not said to be that of an operation. */
    private static final Set<String> TIMES = Set.of("ns", "us", "ms", "s");

    /**
     * The direction of a score: that of its unit, since a time is a time whatever mode its file claims, or else that of JMH's
     * mode.
     *
     * @param mode JMH's short label: throughput rises, every time falls
     * @param unit JMH's unit or a base unit, such as {@code ops/s} and {@code us/op}; empty when there is no score
     */
    public static Direction of(String mode, String unit) {
        if (unit.endsWith("/op") || TIMES.contains(unit)) {
            return LOWER_IS_BETTER;
        }
        return unit.startsWith("ops/") || mode.equals("thrpt") ? HIGHER_IS_BETTER : LOWER_IS_BETTER;
    }
}
