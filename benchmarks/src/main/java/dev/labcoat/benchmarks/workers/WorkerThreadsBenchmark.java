package dev.labcoat.benchmarks.workers;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.ObservedThreads;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.SimulatedWork;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.ThreadKnobs;
import dev.labcoat.fixtures.http.WorkerKind;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
import org.opentest4j.TestAbortedException;

/**
 * Measures how many requests of 64 connections a server gets done with so many worker threads, when each request computes
 * for about 200 µs, waits for 5 ms, or does both, on all CPUs but the client's. Left out are work that workers wait for one
 * another with, such as locks and pools, and everything that a page is made of. Expect computing to gain nothing beyond one
 * worker for each CPU, waiting to gain until there is one for each connection, and virtual threads to do as well as the
 * best number without being told it. Run it with {@code ./run-bench.sh run WorkerThreadsBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class WorkerThreadsBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);
    private static final int CONNECTIONS = 64;

    /** The control: the same page from a loop that does no work for it. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long platformThreads(PlatformThreads server) {
        return server.exchange();
    }

    /** Needs JDK 21 or newer. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long virtualThreads(VirtualThreads server) {
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
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(SITE);
        }
    }

    public abstract static class Workers extends OnePage {

        @Param
        public HttpBackend server;

        @Param
        public SimulatedWork.Work work;

        private ObservedThreads observed = ObservedThreads.in(Map.of());

        abstract ThreadKnobs threads();

        /** Throws unless pages were made on such threads as the knobs say. */
        abstract void check(ObservedThreads observed);

        @Override
        protected Service service() {
            int allButOne = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            HttpServerKnobs knobs =
                    HttpServerKnobs.BASELINE.withThreads(threads()).withCpus(allButOne);
            return new PageServer(server, knobs, new SimulatedWork(work, SITE));
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            observed = ObservedThreads.in(loaded.server().counts());
            check(observed);
            return List.of(new Cost("workers.busy", observed.busy(), "#"));
        }

        @Override
        protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
            observed.check(interval.requests(), interval.loadedNanos(), work.leastMillis());
            return List.of();
        }
    }

    public static class PlatformThreads extends Workers {

        @Param({"1", "2", "4", "16", "64", "256"})
        public int workerThreads;

        @Override
        ThreadKnobs threads() {
            return ThreadKnobs.platform(HttpServerKnobs.BASELINE.threads().ioThreads(), workerThreads);
        }

        @Override
        void check(ObservedThreads observed) {
            if (observed.busy() > workerThreads || observed.onVirtual() > 0) {
                throw new IllegalStateException(
                        workerThreads + " workers were asked for, but pages were made by " + observed);
            }
        }
    }

    public static class VirtualThreads extends Workers {

        private static final int FIRST_JDK = 21;

        @Override
        protected Service service() {
            if (Runtime.version().feature() < FIRST_JDK) {
                throw new TestAbortedException("virtual threads need JDK " + FIRST_JDK + " or newer, and this is JDK "
                        + Runtime.version() + ": give the folder of a newer one with --jvm");
            }
            return super.service();
        }

        @Override
        ThreadKnobs threads() {
            return HttpServerKnobs.BASELINE.threads().withKind(WorkerKind.VIRTUAL);
        }

        @Override
        void check(ObservedThreads observed) {
            if (observed.platform() > 0) {
                throw new IllegalStateException("virtual threads were asked for, but pages were made by " + observed);
            }
        }
    }
}
