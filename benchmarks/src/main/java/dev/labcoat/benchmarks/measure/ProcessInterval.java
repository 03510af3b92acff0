package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.process.HostCpu;
import dev.labcoat.fixtures.process.Usage;
import dev.labcoat.fixtures.process.UsageMeter;
import java.util.ArrayList;
import java.util.List;

/**
 * What operations cost that run in the JVM of the benchmark itself: CPU time and allocation of all its threads, those of the
 * subject that work after the caller has gone on among them.
 */
public final class ProcessInterval {

    private static final double NANOS_PER_MICRO = 1e3;

    private final UsageMeter meter = new UsageMeter();
    private final Validity validity = new Validity(true);
    private long nanos;
    private Usage usage = meter.read();
    private HostCpu host = HostCpu.read();

    /** Begins an interval. */
    public void begin() {
        usage = meter.read();
        host = HostCpu.read();
        nanos = System.nanoTime();
    }

    /**
     * Ends the interval.
     *
     * @param operations how many there were, at least 1
     * @param ownCpuNanos CPU time that the benchmark itself used for checking, to be left out
     * @return the costs of one operation, and the validity marks of the fork so far
     */
    public List<Cost> end(long operations, long ownCpuNanos) {
        long wall = System.nanoTime() - nanos;
        Usage now = meter.read();
        HostCpu hostNow = HostCpu.read();
        long cpu = now.cpuNanos() - usage.cpuNanos();
        long allocated = now.allocatedBytes() - usage.allocatedBytes();
        validity.add(
                operations, wall, now.compileNanos() - usage.compileNanos(), hostNow.foreignShare(host, wall, cpu));
        List<Cost> costs = new ArrayList<>(List.of(
                new Cost("process.cpu", (cpu - ownCpuNanos) / NANOS_PER_MICRO / operations, "us/op"),
                new Cost("process.alloc", (double) allocated / operations, "B/op"),
                new Cost("process.gc", now.gcMillis() - usage.gcMillis(), "ms"),
                // An event that is missing ends the fork, so a recorded iteration has none: this says that they were
                // counted.
                new Cost("errors", 0, "#")));
        costs.addAll(validity.marks());
        return costs;
    }
}
