package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.AccessLogCosts;
import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.AccessLog;
import dev.labcoat.fixtures.http.AccessLogCount;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.LoadedServer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what one line of access log for each request adds to a page of 1 KiB in memory over 32 connections, the writing
 * of queued lines included. Left out are rotation, a disk that is slow or full, since files end up in the page cache, and a
 * network between server and syslog listener, which shares the client's CPU. Expect formatting the line to cost as much as
 * writing it, a queue to move the write to another thread of the same CPU rather than save it, and lines to be lost where the
 * queue or the listener's buffer is full, which the mark dropped shows. Run it with {@code ./run-bench.sh run
 * AccessLogBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class AccessLogBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long pageInMemory(Logging server) {
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

    public static class Logging extends OnePage {

        @Param
        public HttpBackend server;

        @Param
        public AccessLog.Target accessLog;

        private @Nullable AccessLogCount count;

        @Override
        protected Service service() throws IOException {
            count = new AccessLogCount(accessLog);
            return new PageServer(
                    server, HttpServerKnobs.BASELINE.withAccessLog(count.accessLog()), new MemoryPage(SITE));
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            return AccessLogCosts.of(count(), loaded);
        }

        @TearDown(Level.Trial)
        public void stopListening() throws IOException {
            count().close();
        }

        private AccessLogCount count() {
            if (count == null) {
                throw new IllegalStateException("the server was not started");
            }
            return count;
        }
    }
}
