package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.Collector;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.InJvm;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.process.Service;
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
 * Measures what a server's collector and heap give and cost while it serves a file of 16 KiB that it reads anew for each
 * request: requests per second, and beside them the share of time in which all its threads stood still, its resident memory,
 * and the time until it was steady. Left out are a large set of live objects, which would part the collectors further, and
 * more than one CPU for the server, without which those that work beside the application take their CPU time from it. Expect
 * little between the collectors of this small live set, ZGC to pay in memory and throughput for the shortest pauses, and a
 * small heap to change Undertow's buffers too. Run it with {@code ./run-bench.sh run RuntimeBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class RuntimeBenchmark {

    private static final Site SITE = new Site(20_260_101, 16 << 10);

    /** The control: the same bytes from a loop that makes no garbage. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long tuned(TunedServer server) {
        return server.exchange();
    }

    public static class RawLoopback extends ServerJvmState {
        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected Service service() {
            return new RawLoopbackServer(SITE);
        }
    }

    public static class TunedServer extends ServerJvmState {

        @Param
        public HttpBackend server;

        @Param({"SERIAL", "PARALLEL", "G1", "ZGC"})
        public Collector collector;

        @Param({"64", "256", "1024"})
        public int heapMegabytes;

        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected Service service() {
            StaticServer files = new StaticServer(server, HttpServerKnobs.BASELINE, SITE);
            return new InJvm(files, collector, heapMegabytes, List.of());
        }
    }
}
