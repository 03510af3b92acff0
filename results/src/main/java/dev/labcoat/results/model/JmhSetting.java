package dev.labcoat.results.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What JMH's result file says of how it measured, what matters most to a reader first. */
public enum JmhSetting {
    /** Several groups are another question than as many threads that all do the same. */
    THREAD_GROUPS("threadGroups", Pattern.compile("\\[.*,.*]").asMatchPredicate()),

    /** A score of a batch is one of so many operations. */
    MEASUREMENT_BATCH_SIZE("measurementBatchSize", size -> !size.isEmpty() && !size.equals("1")),

    WARMUP_BATCH_SIZE("warmupBatchSize", size -> !size.isEmpty() && !size.equals("1")),

    MEASUREMENT_ITERATIONS("measurementIterations", none -> false),

    MEASUREMENT_TIME("measurementTime", none -> false),

    /** What is measured from the first call on is cold code. */
    WARMUP_ITERATIONS("warmupIterations", "0"::equals),

    WARMUP_TIME("warmupTime", none -> false),

    FORKS("forks", none -> false),

    JMH_VERSION("jmhVersion", none -> false);

    private final String written;
    private final Predicate<String> asks;

    JmhSetting(String written, Predicate<String> asks) {
        this.written = written;
        this.asks = asks;
    }

    /** Its name in the file. */
    public String written() {
        return written;
    }

    /**
     * Whether this value asks another question than the usual one, so that it is a part of what a row is. Otherwise it says how well a
     * question was answered: for how long, how often and by what version of JMH.
     */
    public boolean asksSomethingElse(String value) {
        return asks.test(value);
    }

    /** The names of all in the file. */
    public static List<String> names() {
        return Arrays.stream(values()).map(JmhSetting::written).toList();
    }
}
