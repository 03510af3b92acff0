package dev.labcoat.benchmarks.calibration.change;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A fork is fast or slow by chance, as when the compiler inlines one way or the other, and stays so for its life. What differs
 * between the sides is how likely it is, or nothing.
 */
public class BimodalForksBenchmark extends TimedChange {

    private static final long TOKENS = 2_000;

    /** What a slow fork takes longer, in percent. */
    static final int SLOWER_PERCENT = 20;

    /** Operations of a single shot. */
    private static final int BATCH = 5_000;

    /** How likely a fork is slow. */
    public enum Odds {
        ALIKE(0.5, 0.5),
        DIFFERENT(0.1, 0.9);

        private final double base;
        private final double head;

        Odds(double base, double head) {
            this.base = base;
            this.head = head;
        }

        double of(Variant variant) {
            return variant == Variant.BASE ? base : head;
        }
    }

    /** What the change does to the odds. */
    @Param
    public Odds odds;

    private long tokens;

    @Setup
    public void drawLots() {
        drawLots(
                new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid()));
    }

    void drawLots(SplittableRandom random) {
        boolean slow = random.nextDouble() < odds.of(variant);
        tokens = slow ? TOKENS * (100 + SLOWER_PERCENT) / 100 : TOKENS;
    }

    long tokens() {
        return tokens;
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(tokens);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 10, batchSize = BATCH)
    @Measurement(iterations = 10, batchSize = BATCH)
    public void singleShot() {
        operate();
    }
}
