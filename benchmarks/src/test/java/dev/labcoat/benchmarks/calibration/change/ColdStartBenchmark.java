package dev.labcoat.benchmarks.calibration.change;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The first call in a JVM takes 45 % longer, later ones as long as before: the change is in starting up, and any warm-up hides it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdStartBenchmark {

    /** Some 0.3 s: compiling what consumes them is little beside it. */
    private static final long TOKENS = 100_000_000;

    private static final int CHANGE_PERCENT = 45;

    /** Which side of the change. */
    @Param
    public Variant variant;

    private boolean started;

    long tokens() {
        boolean slower = variant == Variant.HEAD && !started;
        started = true;
        return slower ? TOKENS * (100 + CHANGE_PERCENT) / 100 : TOKENS;
    }

    @Benchmark
    public void firstCall() {
        Blackhole.consumeCPU(tokens());
    }
}
