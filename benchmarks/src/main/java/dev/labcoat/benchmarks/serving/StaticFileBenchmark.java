package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
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
 * Measures what serving one static file over keep-alive connections costs a server on one CPU: requests per second, and the
 * server's CPU time and allocation per request. Left out are connecting, TLS, compression and the disk: the file is in the
 * page cache after the first read, the loop is closed, so its service times are no response latency at a given rate. Expect
 * the file cache to matter most for small files, where opening the file is most of the work, and the cost of large ones to
 * be the kernel's copying, which the raw loopback control shows too. Run it with {@code ./run-bench.sh run
 * StaticFileBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class StaticFileBenchmark {

    private static final long SEED = 20_260_101;

    /** The control: the same bytes from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long staticFile(FileServer server) {
        return server.exchange();
    }

    /** A file of a size, asked for over a number of connections. */
    public abstract static class OneFile extends LoadedServerState {

        @Param({"1024", "16384", "1048576"})
        public int fileSizeBytes;

        @Param({"1", "32", "256"})
        public int connections;

        Site site() {
            return new Site(SEED, fileSizeBytes);
        }

        @Override
        protected FixedPage page() {
            return site();
        }

        @Override
        protected int connections() {
            return connections;
        }
    }

    public static class RawLoopback extends OneFile {
        @Override
        protected Service service() {
            return new RawLoopbackServer(site());
        }
    }

    public static class FileServer extends OneFile {

        @Param
        public HttpBackend server;

        @Param({"false", "true"})
        public boolean fileCache;

        @Override
        protected Service service() {
            return new StaticServer(server, HttpServerKnobs.BASELINE.withFileCache(fileCache), site());
        }
    }
}
