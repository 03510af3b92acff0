package dev.labcoat.benchmarks.calibration.change;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * HEAD allocates twice the bytes, and a concurrent collector cleans up behind it on the CPUs on which the workers run. How much
 * slower it is depends on the machine; that it is slower does not.
 */
@Threads(Threads.MAX)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+UseZGC"})
public class ConcurrentCollectorBenchmark extends TimedChange {

    static final int BYTES = 4_096;

    private static final long TOKENS = 500;

    /** Objects that live on, for the collector to mark: some 50 MB. */
    private static final int LIVE = 1_000_000;

    private final List<byte[]> live = new ArrayList<>();
    private byte @Nullable [] allocated;

    @Setup
    public void fillHeap() {
        for (int i = live.size(); i < LIVE; i++) {
            live.add(new byte[16]);
        }
    }

    @Override
    void operate() {
        allocated = new byte[variant == Variant.HEAD ? 2 * BYTES : BYTES];
        Blackhole.consumeCPU(TOKENS);
    }

    /** Bytes of the last operation's array. */
    int allocated() {
        return allocated == null ? 0 : allocated.length;
    }
}
