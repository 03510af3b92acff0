package dev.labcoat.benchmarks.stack;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.AccessLogCount;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HandlerKnobs;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.pages.CataloguePage;
import dev.labcoat.fixtures.pages.QueriedPage;
import dev.labcoat.fixtures.process.Service;
import dev.labcoat.fixtures.sql.DatabaseBackend;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how many whole requests a server gets done, each from its socket through a routing table, a worker, a connection to
 * the database, a query for twenty items, a FreeMarker template and a line in the access log, as it is often found, with one
 * thing better at a time, and with all of them. Left out are pinning, because server, database and client share all CPUs, a
 * network between server and database, writes, and other pages than the one whose bytes are checked. Expect the largest gain
 * from what takes the most away, the connection for each query of PostgreSQL, the others to be worth next to nothing before
 * that and much more after it, and so all of them together to give more than their gains multiplied. Run it with {@code
 * ./run-bench.sh run FullStackBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class FullStackBenchmark {

    private static final CataloguePage PAGE = new CataloguePage();
    private static final int ROUTES = 10;

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long wholeRequest(WholeStack stack) {
        return stack.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return PAGE;
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(PAGE);
        }
    }

    public static class WholeStack extends OnePage {

        @Param
        public HttpBackend server;

        @Param({"H2_MEMORY", "POSTGRES"})
        public DatabaseBackend database;

        @Param
        public StackKnobs knobs;

        private @Nullable AccessLogCount log;

        @Override
        protected Service service() throws IOException {
            log = new AccessLogCount(knobs.accessLog());
            return new PageServer(
                    server,
                    knobs.server(log.accessLog()),
                    HandlerKnobs.routes(ROUTES),
                    new QueriedPage(database, knobs.poolSize(), knobs.index()));
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            AccessLogCount.Lines lines =
                    log().await(loaded.completed(), loaded.server().folder());
            return List.of(
                    new Cost("log.dropped", 100.0 * lines.dropped() / loaded.completed(), "%"),
                    Cost.mark("dropped", lines.dropped() > 0));
        }

        @TearDown(Level.Trial)
        public void stopListening() throws IOException {
            log().close();
        }

        private AccessLogCount log() {
            if (log == null) {
                throw new IllegalStateException("the server was not started");
            }
            return log;
        }
    }
}
