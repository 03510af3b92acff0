package dev.labcoat.benchmarks.workers;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.ObservedThreads;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.ThreadKnobs;
import dev.labcoat.fixtures.load.LoadedServer;
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
 * Measures how many requests for a page of 1 KiB in memory a server answers over 64 connections with so many threads that wait
 * for sockets and answer by themselves, either on one CPU apart from the client's or wherever the scheduler puts them. Left out
 * are workers, of which such a page needs none, and files. Expect more I/O threads than CPUs to gain nothing, and a server that
 * is not pinned to gain where a CPU is free and to lose where it shares one with its client. Run it with {@code ./run-bench.sh
 * run IoThreadsBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class IoThreadsBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);
    private static final int CONNECTIONS = 64;

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long pageInMemory(IoThreads server) {
        return server.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected int connections() {
            return CONNECTIONS;
        }

        @Param({"true", "false"})
        public boolean pinned;

        HttpServerKnobs knobs() {
            return pinned ? HttpServerKnobs.BASELINE : HttpServerKnobs.BASELINE.withCpus(0);
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(knobs().cpus(), SITE, true);
        }
    }

    public static class IoThreads extends OnePage {

        @Param
        public HttpBackend server;

        @Param({"1", "2", "8"})
        public int ioThreads;

        @Override
        protected Service service() {
            ThreadKnobs threads = ThreadKnobs.platform(
                    ioThreads, HttpServerKnobs.BASELINE.threads().workerThreads());
            return new PageServer(server, knobs().withThreads(threads), new MemoryPage(SITE));
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            ObservedThreads observed = ObservedThreads.in(loaded.server().counts());
            if (observed.busy() > ioThreads) {
                throw new IllegalStateException(
                        ioThreads + " I/O threads were asked for, but pages were made by " + observed);
            }
            return List.of(new Cost("threads.busy", observed.busy(), "#"));
        }
    }
}
