package dev.labcoat.benchmarks.cpus;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.ThreadKnobs;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.pages.CataloguePage;
import dev.labcoat.fixtures.pages.PageSource;
import dev.labcoat.fixtures.process.OnCpus;
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
 * Measures how many requests a server answers on so many CPUs, over 128 connections that are driven from threads on the others, with
 * the threads that it chooses by itself on a machine of that size. Left out are numbers of threads, which have a benchmark of their
 * own, and more CPUs than the machine has: those rows cannot run there. Expect the second CPU to give less than the first, a page in
 * memory to gain less of it than one that is rendered, and a server on all CPUs to lose to its client what that takes from them; such
 * rows are marked. Run it with {@code ./run-bench.sh run ServerCpusBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ServerCpusBenchmark {

    private static final FixedPage PAGE = new CataloguePage();

    /** Two for each of the most CPUs that are asked for. */
    private static final int CONNECTIONS = 128;

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long served(Served server) {
        return server.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return PAGE;
        }

        @Override
        protected int connections() {
            return CONNECTIONS;
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(PAGE);
        }
    }

    public static class Served extends OnePage {

        /** As Undertow has them, which Jetty is given too. */
        private static final int FEWEST_IO_THREADS = 2;

        private static final int WORKERS_PER_IO_THREAD = 8;

        @Param
        public HttpBackend server;

        @Param({"MEMORY", "TEMPLATE"})
        public PageSource source;

        @Param({"1", "2", "4", "8", "16", "32", "64"})
        public int serverCpus;

        private OnCpus onCpus() {
            int ioThreads = Math.max(FEWEST_IO_THREADS, serverCpus);
            ThreadKnobs threads = ThreadKnobs.platform(ioThreads, WORKERS_PER_IO_THREAD * ioThreads);
            return new OnCpus(source.server(server, HttpServerKnobs.BASELINE.withThreads(threads)), serverCpus);
        }

        @Override
        protected Service service() {
            return onCpus();
        }

        @Override
        protected Load load() throws IOException {
            return super.load().fromThreads(onCpus().clientThreads());
        }

        @Override
        protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
            return List.of(new Cost("server.cpus", interval.subjectCpus(), "#"));
        }
    }
}
