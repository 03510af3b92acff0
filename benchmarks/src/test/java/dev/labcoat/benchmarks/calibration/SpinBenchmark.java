package dev.labcoat.benchmarks.calibration;

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

/** Work of a chosen amount on one CPU: a change of so many percent in the param is a change of so many percent in time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
public class SpinBenchmark {

    /** Work, in tokens of {@link Blackhole#consumeCPU}, whose cost is proportional to them. */
    @Param("2000")
    public int tokens;

    @Benchmark
    public void spin() {
        Blackhole.consumeCPU(tokens);
    }
}
