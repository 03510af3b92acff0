package dev.labcoat.results.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;

/**
 * How a benchmark declares that it is to be measured.
 *
 * @param warmUpMillis time of warming up; 0 where it declares none
 * @param timeoutMillis the longest that an iteration may take beyond its time; 0 where it declares none
 * @param measurement whether it declares how many forks and iterations are measured, or how long these are
 */
public record Declared(long warmUpMillis, long timeoutMillis, boolean measurement) {

    static final Declared NOTHING = new Declared(0, 0, false);

    /** What a benchmark declares; where it declares a part, JMH's defaults are the rest. */
    static Declared of(BenchmarkListEntry entry) {
        boolean warmUp =
                entry.getWarmupIterations().hasValue() || entry.getWarmupTime().hasValue();
        long warmUpMillis = entry.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS)
                * entry.getWarmupTime().orElse(Defaults.WARMUP_TIME).convertTo(TimeUnit.MILLISECONDS);
        return new Declared(
                warmUp ? warmUpMillis : 0,
                entry.getTimeout().hasValue() ? entry.getTimeout().get().convertTo(TimeUnit.MILLISECONDS) : 0,
                entry.getMeasurementIterations().hasValue()
                        || entry.getMeasurementTime().hasValue()
                        || entry.getForks().hasValue());
    }
}
