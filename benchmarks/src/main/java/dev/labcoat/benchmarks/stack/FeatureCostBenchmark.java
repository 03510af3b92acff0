package dev.labcoat.benchmarks.stack;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HandlerKnobs;
import dev.labcoat.fixtures.http.HandlerWitness;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.SecurityHeader;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLConnection;
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
 * Measures what it costs a server that answers with a page of 1 KiB from memory to hand each request through handlers that do
 * nothing, to count the visits of each of 32 visitors in a session, to add five security headers to each response, or to find
 * the page behind the last route of a table. Left out is what real handlers do, sessions that are shared between servers, and
 * visitors who are new. Expect a handler to cost nanoseconds beside microseconds of socket, sessions and headers a little, and a
 * table of a thousand routes what its way of searching costs: nothing for a tree, much for a list. Run it with {@code ./run-bench.sh run
 * FeatureCostBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class FeatureCostBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long pageInMemory(Featured server) {
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

    public static class Featured extends OnePage {

        @Param
        public HttpBackend server;

        @Param
        public Feature feature;

        @Override
        protected Service service() {
            return new PageServer(server, HttpServerKnobs.BASELINE, feature.knobs(), new MemoryPage(SITE));
        }

        @Override
        protected Load load() throws IOException {
            return feature.knobs().session() ? super.load().returningWithCookie() : super.load();
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            HandlerKnobs handlers = feature.knobs();
            HandlerWitness.check(
                    loaded.server().counts(), handlers.passThrough(), handlers.session() ? connections() : 0);
            if (handlers.securityHeaders()) {
                checkHeaders(loaded.server().port());
            }
            return List.of();
        }

        private static void checkHeaders(int port) throws IOException {
            String host = InetAddress.getLoopbackAddress().getHostAddress();
            URLConnection response = URI.create("http://" + host + ":" + port + Site.PATH)
                    .toURL()
                    .openConnection();
            for (SecurityHeader header : SecurityHeader.values()) {
                String value = response.getHeaderField(header.header());
                if (!header.value().equals(value)) {
                    throw new IllegalStateException(header.header() + " must be sent, and was " + value);
                }
            }
            response.getInputStream().close();
        }
    }
}
