package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.process.JdkRelease;
import dev.labcoat.fixtures.process.OnJdk;
import dev.labcoat.fixtures.process.Service;
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
 * Measures what a JDK gives a server that serves a file of 16 KiB which it reads anew for each request, on the same classes,
 * collector (G1) and heap (256 MiB): requests per second, and beside them the pauses, the memory and the time until it was
 * steady. Left out are the JDK of the load client, which stays that of the run, other flags, and what only newer sources can
 * use. Expect a newer JDK to be a little faster and to need another size of memory, and read its time to be steady before
 * moving a server that is restarted often. Run it with {@code ./run-bench.sh run JdkBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class JdkBenchmark {

    private static final Site SITE = new Site(20_260_101, 16 << 10);

    /** The control: the same bytes from a loop that makes no garbage, on the JDK of the run. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long onJdk(Server server) {
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

    public static class Server extends ServerJvmState {

        @Param
        public HttpBackend server;

        @Param
        public JdkRelease jdk;

        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected Service service() {
            StaticServer files = new StaticServer(server, HttpServerKnobs.BASELINE, SITE);
            return new OnJdk(files, jdk);
        }
    }
}
