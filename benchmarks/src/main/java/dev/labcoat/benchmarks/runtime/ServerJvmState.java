package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.load.Interval;
import java.util.List;

/** A server whose JVM is looked at: beside the score, how long it stood still, its memory, and the time until it was steady. */
public abstract class ServerJvmState extends LoadedServerState {

    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
        double pauses = interval.subjectGcMillis() * NANOS_PER_MILLI / interval.wallNanos();
        return List.of(
                new Cost("gc.pauses", 100 * pauses, "%"),
                new Cost("memory", interval.subjectRssBytes(), "B"),
                new Cost("steady.after", warmUpSeconds, "s"));
    }
}
