package dev.labcoat.benchmarks.calibration.change;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Every operation takes so many percent more, or less, time. */
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class SmoothBenchmark extends TimedChange {

    private static final long TOKENS = 2_000;

    /** Operations of a single shot. */
    private static final int BATCH = 5_000;

    /** More time for an operation of HEAD, in percent; below 0 for less. */
    @Param({"0", "2", "4", "8", "-2", "-4", "-8"})
    public int changePercent;

    long tokens() {
        return variant == Variant.HEAD ? TOKENS * (100 + changePercent) / 100 : TOKENS;
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(tokens());
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 10, batchSize = BATCH)
    @Measurement(iterations = 10, batchSize = BATCH)
    public void singleShot() {
        operate();
    }
}
