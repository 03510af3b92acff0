package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.ExpectedPage;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.load.SteadyState;
import dev.labcoat.fixtures.process.Subject;
import dev.labcoat.fixtures.process.UnavailableException;
import dev.labcoat.fixtures.process.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.opentest4j.TestAbortedException;

/**
 * The state of every HTTP benchmark: a server in its own process and the client that loads it. A benchmark adds its params
 * and says which server and which page.
 */
@State(Scope.Benchmark)
public abstract class LoadedServerState {

    /** Requests of one benchmark invocation: enough to make JMH's own part in it vanish, few enough to end on time. */
    public static final int BATCH = 16;

    /** Connections unless a benchmark asks about them: enough to keep a server on one CPU busy, few enough not to wait long. */
    private static final int CONNECTIONS = 32;

    private static final double NANOS_PER_MICRO = 1e3;

    private @Nullable LoadedServer loaded;
    private @Nullable Validity validity;

    /**
     * The server under test, with what stands behind it.
     *
     * @throws IOException if there is something wrong with what it is made of
     */
    protected abstract Subject service() throws IOException;

    /** What it must answer to a request for {@link Site#PATH}. */
    protected abstract FixedPage page() throws IOException;

    /** Connections of the client, at least 1. */
    protected int connections() {
        return CONNECTIONS;
    }

    /** Costs that only this benchmark reports. */
    protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
        return List.of();
    }

    /**
     * What the client does: it keeps plain connections alive, unless a benchmark says otherwise.
     *
     * @throws IOException if there is something wrong with what it is made of
     */
    protected Load load() throws IOException {
        return Load.keptAlive(ExpectedPage.of(Site.PATH, page().page()), connections());
    }

    /**
     * Finds out what must be known before the server is started.
     *
     * @param steadyState how servers are warmed up
     * @throws IOException if it cannot be found out
     */
    protected void calibrate(SteadyState steadyState) throws IOException {}

    /** The score of the iteration, where that is not what JMH times. */
    protected Optional<Score> score(Interval interval) {
        return Optional.empty();
    }

    /**
     * Does what shall be done to the idle server before the load of the iteration begins, or says what this load is.
     *
     * @param iterationNanos how long the iteration takes
     * @throws IOException if it cannot be done
     */
    protected void prepare(LoadedServer server, long iterationNanos) throws IOException {}

    /**
     * Waits for what the server still does for the requests of the iteration, and checks that it did what its row claims.
     *
     * @param server idle, as far as responses go
     * @return costs that only this benchmark has
     * @throws IOException if the server is gone
     * @throws IllegalStateException if the server did something else
     */
    protected List<Cost> settle(LoadedServer server) throws IOException {
        return List.of();
    }

    @Setup(Level.Trial)
    public void start(BenchmarkParams params) throws IOException {
        if (params.getThreads() != 1) {
            throw new IllegalArgumentException("this benchmark drives all its connections from one thread: turn its"
                    + " connections param, not JMH's threads (" + params.getThreads() + ")");
        }
        SteadyState steadyState = new SteadyState(WarmUpCap.millis());
        try {
            calibrate(steadyState);
            loaded = LoadedServer.start(service(), load(), steadyState);
        } catch (UnavailableException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
        validity = new Validity(loaded.steady());
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        loaded().close();
    }

    /**
     * {@value #BATCH} more responses.
     *
     * @return responses so far
     */
    public long exchange() {
        return loaded().exchange(BATCH);
    }

    @Setup(Level.Iteration)
    public void beginInterval(IterationParams iteration) throws IOException {
        loaded().beginInterval();
        prepare(loaded(), iteration.getTime().convertTo(TimeUnit.NANOSECONDS));
    }

    @TearDown(Level.Iteration)
    public void endInterval(IterationParams iteration) throws IOException {
        loaded().drain();
        List<Cost> own = settle(loaded());
        Interval interval = loaded().endInterval();
        Optional<Score> score = score(interval);
        if (score.isPresent() && !CostProfiler.listens()) {
            throw new IllegalStateException("what JMH times is not a score of this benchmark: run it with -prof "
                    + CostProfiler.class.getName() + ", which puts the right one in its place");
        }
        if (iteration.getType() == IterationType.MEASUREMENT && validity != null) {
            validity.add(interval);
            CostProfiler.report(
                    Stream.of(
                                    subject(interval),
                                    costs(interval),
                                    heap(interval),
                                    costsBehind(interval),
                                    ownCosts(interval, loaded().warmUpSeconds()),
                                    own,
                                    validity.marks(),
                                    sharing())
                            .flatMap(List::stream)
                            .toList(),
                    score);
        }
    }

    /** A mark of rows of which the client takes part of what is measured. */
    private List<Cost> sharing() {
        return loaded().cpus().shared() ? List.of(Cost.mark("shared-cpus", true)) : List.of();
    }

    private List<Cost> costs(Interval interval) {
        double requests = interval.requests();
        Histogram times = interval.serviceTimes();
        return List.of(
                new Cost("client.utilisation", 100 * interval.clientUtilisation(), "%"),
                new Cost("service.p50", times.getValueAtPercentile(50) / NANOS_PER_MICRO, "us"),
                new Cost("service.p99", times.getValueAtPercentile(99) / NANOS_PER_MICRO, "us"),
                new Cost("service.p999", times.getValueAtPercentile(99.9) / NANOS_PER_MICRO, "us"),
                // A wrong response ends the fork, so a recorded iteration has none: this says that they were looked
                // for.
                new Cost("errors", 0, "#"),
                new Cost("connects", interval.connects() / requests, "#/op"),
                new Cost("warmup.time", loaded().warmUpSeconds(), "s"),
                new Cost("pinned", loaded().cpus().pinned() ? 1 : 0, "flag"));
    }

    /** Nothing where the server was not started here. */
    private static List<Cost> subject(Interval interval) {
        return interval.subjectCpuKnown()
                ? List.of(
                        new Cost(
                                "subject.cpu",
                                interval.subjectCpuNanos() / NANOS_PER_MICRO / interval.requests(),
                                "us/op"),
                        new Cost("subject.compile", interval.subjectCompileNanos() / NANOS_PER_MICRO, "us"),
                        new Cost("subject.rss", interval.subjectRssBytes(), "B"),
                        new Cost("subject.utilisation", 100 * interval.subjectUtilisation(), "%"))
                : List.of();
    }

    /** Nothing where the server is in no JVM of ours. */
    private static List<Cost> heap(Interval interval) {
        long bytes = interval.subjectAllocatedBytes();
        return bytes == Usage.UNKNOWN
                ? List.of()
                : List.of(
                        new Cost("subject.alloc", (double) bytes / interval.requests(), "B/op"),
                        new Cost("subject.gc", interval.subjectGcMillis(), "ms"));
    }

    /** What the processes behind the server used, by their role, and how the load was spread over them. */
    private static List<Cost> costsBehind(Interval interval) {
        List<Cost> costs = new ArrayList<>();
        interval.cpuNanosBehind()
                .forEach((role, nanos) ->
                        costs.add(new Cost(role + ".cpu", nanos / NANOS_PER_MICRO / interval.requests(), "us/op")));
        if (!interval.spread().responses().isEmpty()) {
            costs.add(new Cost("backend.busiest", 100 * interval.spread().busiest(), "%"));
            costs.add(new Cost("backend.idlest", 100 * interval.spread().idlest(), "%"));
        }
        return costs;
    }

    private LoadedServer loaded() {
        if (loaded == null) {
            throw new IllegalStateException("the server was not started");
        }
        return loaded;
    }
}
