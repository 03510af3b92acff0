package dev.labcoat.results.model;

/** Which way a score gets better. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER;

    /** The direction of JMH's mode, by its short label: throughput rises, every time falls. */
    public static Direction ofMode(String mode) {
        return mode.equals("thrpt") ? HIGHER_IS_BETTER : LOWER_IS_BETTER;
    }
}
