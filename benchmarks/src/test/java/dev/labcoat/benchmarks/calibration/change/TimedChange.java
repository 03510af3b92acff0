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

/**
 * A change of an operation, in each of JMH's modes that repeat it for a time. One long iteration, so that plain JMH's score is
 * total time through total operations, as a comparison's is.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 1, time = 3)
public abstract class TimedChange {

    /** Which side of the change. */
    @Param
    public Variant variant;

    /** One operation. */
    abstract void operate();

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    public void throughput() {
        operate();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void averageTime() {
        operate();
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public void sampleTime() {
        operate();
    }
}
