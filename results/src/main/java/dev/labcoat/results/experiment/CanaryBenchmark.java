package dev.labcoat.results.experiment;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An operation that takes so many percent longer as one says: a slowdown that is known, and must be found. It is in the jar of this
 * program, so that there is one wherever it runs, whatever is measured there.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
public class CanaryBenchmark {

    /** Name of its param. */
    public static final String PARAM = "slowerPercent";

    /** Of JMH's unit of work: some microseconds, so that starting and ending an operation do not count. */
    private static final long TOKENS = 2_000;

    /** How much longer it takes, in percent. */
    @Param("0")
    public int slowerPercent;

    /** Work for a number of tokens. */
    @Benchmark
    public void work() {
        Blackhole.consumeCPU(tokens());
    }

    /** How much work an operation is. */
    long tokens() {
        return TOKENS * (100 + slowerPercent) / 100;
    }
}
