package dev.labcoat.benchmarks.calibration.change;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A worker on every CPU does most of its work inside a lock: its own in BASE, one for all in HEAD. With n CPUs and a share s of the
 * work inside, an operation takes at least n · s times as long.
 */
@State(Scope.Benchmark)
@Threads(Threads.MAX)
public class LockContentionBenchmark extends TimedChange {

    private static final long TOKENS_INSIDE = 16_000;
    private static final long TOKENS_OUTSIDE = 4_000;

    private final Object shared = new Object();
    private final ThreadLocal<Object> own = ThreadLocal.withInitial(Object::new);

    /** The lock of the calling thread. */
    Object lock() {
        return variant == Variant.HEAD ? shared : own.get();
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(TOKENS_OUTSIDE);
        synchronized (lock()) {
            Blackhole.consumeCPU(TOKENS_INSIDE);
        }
    }
}
