package dev.labcoat.benchmarks.measure;

/** The longest that a subject may take to warm up, as the runner's preset sets it. */
public final class WarmUpCap {

    /** System property of the fork, in milliseconds. */
    static final String PROPERTY = "labcoat.warmup.cap.millis";

    /** For a jar that is run without our runner. */
    private static final long DEFAULT_MILLIS = 30_000;

    private WarmUpCap() {}

    /** In milliseconds. */
    public static long millis() {
        return Long.getLong(PROPERTY, DEFAULT_MILLIS);
    }
}
