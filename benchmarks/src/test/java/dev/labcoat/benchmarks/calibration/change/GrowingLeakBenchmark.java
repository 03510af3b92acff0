package dev.labcoat.benchmarks.calibration.change;

import org.openjdk.jmh.infra.Blackhole;

/**
 * In HEAD each operation leaves something behind that all later ones must go through: slower from the first, and the slower the
 * longer it is measured. How much is a matter of how many operations came before; that it is slower is not.
 */
public class GrowingLeakBenchmark extends TimedChange {

    static final long TOKENS = 2_000;

    /** So many operations make each later one a token longer. */
    static final int OPERATIONS_PER_TOKEN = 1_000;

    private long operations;

    long tokens() {
        operations++;
        return variant == Variant.HEAD ? TOKENS + operations / OPERATIONS_PER_TOKEN : TOKENS;
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(tokens());
    }
}
