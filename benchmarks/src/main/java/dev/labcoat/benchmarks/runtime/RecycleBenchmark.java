package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.CostProfiler;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.benchmarks.measure.WarmUpCap;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.InJvm;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.load.ExpectedPage;
import dev.labcoat.fixtures.load.RecycledServer;
import dev.labcoat.fixtures.load.SteadyState;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Measures what it costs or gives to replace a server by a fresh one every so many requests, the next being started beside the
 * present one and every request being answered: requests per second, the milliseconds from the last response of the old server
 * to the first of the new one, and the time until the one that stays is steady. Left out are a pool of several servers, whose
 * starts would be spread, and pinning, since two servers overlap. Expect the restarts to cost most of the throughput, because
 * each server is replaced before its compilers are done, and far more than the collections that they save. Run it with {@code
 * ./run-bench.sh run RecycleBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class RecycleBenchmark {

    private static final Site SITE = new Site(20_260_101, 16 << 10);
    private static final ExpectedPage PAGE = ExpectedPage.of(Site.PATH, SITE.page());

    private static final int CONNECTIONS = 32;

    /** Holds what 10,000 requests and a start allocate, several times over. */
    private static final int HEAP_MEGABYTES = 512;

    /** The control: the same bytes from a loop that is never replaced. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long recycled(Recycled server) {
        return server.exchange();
    }

    public static class RawLoopback extends ServerJvmState {
        @Override
        protected Service service() {
            return new RawLoopbackServer(SITE);
        }

        @Override
        protected FixedPage page() {
            return SITE;
        }
    }

    /** A server that is replaced now and then. */
    @State(Scope.Benchmark)
    public static class Recycled {

        private static final double NANOS_PER_MICRO = 1e3;

        @Param
        public HttpBackend server;

        @Param
        public Recycling recycling;

        private @Nullable RecycledServer recycled;
        private boolean steady;
        private double steadyAfter;
        private long requests;
        private long cpuNanos;
        private long replacements;
        private double switchingMillis;

        @Setup(Level.Trial)
        public void start() throws IOException {
            StaticServer files = new StaticServer(server, HttpServerKnobs.BASELINE, SITE);
            Service service = new InJvm(files, recycling.collector(), HEAP_MEGABYTES, List.of());
            recycled = RecycledServer.start(service, PAGE, CONNECTIONS, recycling.requests());
            long begin = System.nanoTime();
            steady = recycled.warmUp(new SteadyState(WarmUpCap.millis()));
            steadyAfter = (System.nanoTime() - begin) / 1e9;
        }

        @TearDown(Level.Trial)
        public void stop() throws IOException {
            recycled().close();
        }

        long exchange() {
            return recycled().exchange(LoadedServerState.BATCH);
        }

        @Setup(Level.Iteration)
        public void beginInterval() throws IOException {
            requests = recycled().completed();
            cpuNanos = recycled().cpuNanos();
            replacements = recycled().replacements();
            switchingMillis = recycled().switchingMillis();
        }

        @TearDown(Level.Iteration)
        public void endInterval(IterationParams iteration) throws IOException {
            recycled().drain();
            if (iteration.getType() == IterationType.MEASUREMENT) {
                CostProfiler.report(costs());
            }
        }

        private List<Cost> costs() throws IOException {
            double served = recycled().completed() - requests;
            double cpu = recycled().cpuNanos() - cpuNanos;
            double replaced = recycled().replacements() - replacements;
            double switching = recycled().switchingMillis() - switchingMillis;
            return List.of(
                    new Cost("subject.cpu", cpu / NANOS_PER_MICRO / served, "us/op"),
                    new Cost("replaced", replaced, "#"),
                    new Cost("first.response", replaced == 0 ? 0 : switching / replaced, "ms"),
                    new Cost("steady.after", steadyAfter, "s"),
                    new Cost("warmup.time", steadyAfter, "s"),
                    // A response that is lost ends the fork, so a recorded iteration has none.
                    new Cost("errors", 0, "#"),
                    Cost.mark("warming", !steady));
        }

        private RecycledServer recycled() {
            if (recycled == null) {
                throw new IllegalStateException("the server was not started");
            }
            return recycled;
        }
    }
}
