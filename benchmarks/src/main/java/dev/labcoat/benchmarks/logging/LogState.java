package dev.labcoat.benchmarks.logging;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.CostProfiler;
import dev.labcoat.benchmarks.measure.ProcessInterval;
import dev.labcoat.fixtures.logging.LogCalls;
import dev.labcoat.fixtures.logging.MessageShape;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Bursts of log calls, and what they cost this process. */
@State(Scope.Benchmark)
public abstract class LogState {

    private final ProcessInterval interval = new ProcessInterval();
    private final AtomicLong calls = new AtomicLong();

    /** What is logged. */
    protected abstract MessageShape message();

    /** What else there is to report of an iteration. */
    protected abstract List<Cost> costs();

    /** CPU time spent on checking since the iteration began. */
    protected abstract long checkingNanos();

    @Setup(Level.Iteration)
    public void beginInterval() {
        calls.set(0);
        interval.begin();
    }

    @TearDown(Level.Iteration)
    public void endInterval(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            CostProfiler.report(Stream.concat(interval.end(calls.get(), checkingNanos()).stream(), costs().stream())
                    .toList());
        }
    }

    /** Logs so many events, one after the other. */
    protected void burst(LogCalls logger, int events) {
        for (int i = 0; i < events; i++) {
            call(message(), logger, i);
        }
        calls.addAndGet(events);
    }

    /** Not inlined, so that no check of the logger's level is moved out of the loop. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void call(MessageShape message, LogCalls logger, long number) {
        message.log(logger, number);
    }
}
