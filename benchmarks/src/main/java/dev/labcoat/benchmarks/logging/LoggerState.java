package dev.labcoat.benchmarks.logging;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.fixtures.logging.CountedLogging;
import dev.labcoat.fixtures.logging.LoggingSetUp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A logger in this fork, whose events are counted where they arrive and compared with the calls. */
public abstract class LoggerState extends LogState {

    /** File systems that keep their files in memory. */
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private @Nullable CountedLogging logging;
    private long checkingNanos;
    private long dropped;
    private boolean everDropped;

    /** Which logger. */
    protected abstract LoggingSetUp setUp();

    @Setup(Level.Trial)
    public void start() throws IOException {
        logging = CountedLogging.start(setUp());
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        logging().close();
    }

    @Override
    public void beginInterval() {
        checkingNanos = 0;
        dropped = 0;
        super.beginInterval();
    }

    /** A burst into the logger. */
    protected void burst(int events) {
        burst(logging().calls(), events);
    }

    /** Waits until the last event has arrived. */
    protected void drain() throws IOException {
        logging().drain();
    }

    /** Holds what arrived since the last time against so many calls. The logger must be drained. */
    protected void account(long calls) throws IOException {
        long begin = threads.getCurrentThreadCpuTime();
        dropped += logging().account(calls);
        everDropped |= dropped > 0;
        checkingNanos += threads.getCurrentThreadCpuTime() - begin;
    }

    @Override
    protected long checkingNanos() {
        return checkingNanos;
    }

    @Override
    protected List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        costs.add(new Cost("dropped", dropped, "#"));
        costs.add(Cost.mark("dropped", everDropped));
        logging().fileSystem().ifPresent(type -> {
            costs.add(new Cost("file.on." + type, 1, "flag"));
            costs.add(Cost.mark("memory-file", IN_MEMORY.contains(type)));
        });
        return costs;
    }

    private CountedLogging logging() {
        if (logging == null) {
            throw new IllegalStateException("the logger was not started");
        }
        return logging;
    }
}
