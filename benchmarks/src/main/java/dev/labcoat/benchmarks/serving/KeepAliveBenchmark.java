package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.load.Reuse;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * Measures what a new connection for each request costs beside one that is kept alive, for a page of 1 KiB in memory and 32
 * requests at a time, with TCP_NODELAY on at both ends. Left out are TLS, the way over a network, and ports that wait in
 * TIME_WAIT, because the client resets each connection that the server has closed. Expect connecting, accepting and closing
 * to cost several times what the request does, most of it in the kernel, and the client to be the limit before the server is.
 * Run it with {@code ./run-bench.sh run KeepAliveBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class KeepAliveBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long pageInMemory(Server server) {
        return server.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Param({"true", "false"})
        public boolean keepAlive;

        @Override
        protected Load load() throws IOException {
            return super.load().reusing(keepAlive ? Reuse.CONNECTION : Reuse.NOTHING);
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) {
            long expected = keepAlive ? connections() : loaded.completed();
            if (loaded.connects() != expected) {
                throw new IllegalStateException(loaded.completed() + " requests took " + loaded.connects()
                        + " connections instead of " + expected);
            }
            return List.of();
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(HttpServerKnobs.BASELINE.cpus(), SITE, keepAlive);
        }
    }

    public static class Server extends OnePage {

        @Param
        public HttpBackend server;

        @Override
        protected Service service() {
            return new PageServer(server, HttpServerKnobs.BASELINE, new MemoryPage(SITE));
        }
    }
}
