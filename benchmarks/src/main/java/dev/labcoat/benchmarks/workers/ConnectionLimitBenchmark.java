package dev.labcoat.benchmarks.workers;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.Crowd;
import dev.labcoat.fixtures.load.ExpectedPage;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how many requests a server answers over 32 connections while 256 more have come at once and found it at its limit,
 * how many of these were refused or left without an answer for half a second, and how long it takes after they have gone until
 * a new one is served. Left out are limits of requests, such as their size and number, and a proxy that would queue in front of
 * the server. Expect the served connections to notice next to nothing, all the harm to be done to those that come, and a server
 * that ran out of files to be shut for seconds more, because it sleeps before it accepts again. Run it with
 * {@code ./run-bench.sh run ConnectionLimitBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ConnectionLimitBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);
    private static final ExpectedPage PAGE = ExpectedPage.of(Site.PATH, SITE.page());
    private static final int CROWD = 256;

    /** So few that no limit is reached. */
    private static final int EXTRA_CONNECTIONS = 16;

    /** The control: the same bytes from one thread that does nothing else, and nobody else who wants them. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long besideCrowd(BesideCrowd server) {
        return server.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return SITE;
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(SITE);
        }
    }

    public static class BesideCrowd extends OnePage {

        @Param
        public HttpBackend server;

        @Param
        public ConnectionLimit limit;

        private @Nullable Crowd crowd;

        @Override
        protected Service service() {
            return new PageServer(
                    server, HttpServerKnobs.BASELINE.withConnections(limit.knobs()), new MemoryPage(SITE));
        }

        /** Those who come are warmed up too: the first of them make the server compile anew what it had compiled for 32. */
        @Override
        protected Load load() throws IOException {
            return super.load().withExtraConnections(EXTRA_CONNECTIONS);
        }

        @Override
        protected void prepare(LoadedServer loaded, long iterationNanos) throws IOException {
            crowd = Crowd.open(loaded.server().port(), PAGE, CROWD);
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            if (crowd == null) {
                throw new IllegalStateException("nobody came");
            }
            crowd.close();
            double recovery = Crowd.millisUntilServed(loaded.server().port(), PAGE);
            long refused = crowd.unconnected() + crowd.unanswered();
            limit.check(refused, crowd.unconnected());
            return List.of(
                    new Cost("accepted", crowd.answered(), "#"),
                    new Cost("refused", refused, "#"),
                    new Cost("unconnected", crowd.unconnected(), "#"),
                    new Cost("recovery", recovery, "ms"));
        }
    }
}
