package dev.labcoat.benchmarks.calibration.change;

import org.openjdk.jmh.infra.Blackhole;

/**
 * One operation in thousands takes as long as hundreds of others: 7.5 % more time in all, nearly all operations as fast as before.
 * Operations are long enough for SampleTime to time each of them, so that none of the rare ones escapes it.
 */
public class RareStallBenchmark extends TimedChange {

    static final int OPERATIONS_BETWEEN_STALLS = 8_000;

    /** About 0.1 ms, so that a stall of some 54 ms comes about every 0.7 s on a machine of 2020. */
    static final long TOKENS = 40_000;

    /** Operations that a stall takes as long as. */
    static final int STALL = 600;

    private int operations;

    long tokens() {
        operations++;
        boolean stalls = variant == Variant.HEAD && operations % OPERATIONS_BETWEEN_STALLS == 0;
        return stalls ? (1 + STALL) * TOKENS : TOKENS;
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(tokens());
    }
}
