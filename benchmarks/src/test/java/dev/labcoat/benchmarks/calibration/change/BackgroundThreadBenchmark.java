package dev.labcoat.benchmarks.calibration.change;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Beside a worker on every CPU, HEAD keeps one more thread busy: n CPUs do the work of n + 1, so an operation takes 1/n more time.
 */
@State(Scope.Benchmark)
@Threads(Threads.MAX)
public class BackgroundThreadBenchmark extends TimedChange {

    private static final long TOKENS = 2_000;

    private @Nullable Thread background;
    private volatile boolean closed;
    private volatile long done;

    @Setup
    public void startBackground() {
        if (variant == Variant.HEAD) {
            background = new Thread(this::work, "background");
            background.setDaemon(true);
            background.start();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
    private void work() {
        while (!closed) {
            Blackhole.consumeCPU(TOKENS);
            done++;
        }
    }

    /** Operations that the background thread has done. */
    long done() {
        return done;
    }

    @TearDown
    public void stopBackground() throws InterruptedException {
        closed = true;
        if (background != null) {
            background.join();
        }
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(TOKENS);
    }
}
