package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.Compression;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HtmlPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.load.Load;
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
 * Measures what a server pays to send a file of markup compressed over 32 connections: with gzip for each request, from a file
 * compressed beforehand with gzip or Brotli, and not at all; each body is decoded once and compared with the page, and its size
 * stands beside the score. Left out is what compression is for, the time that fewer bytes save on a slow network, because
 * loopback has none. Expect gzip for each request to cost many times what sending the file does and to grow with its size,
 * and files compressed beforehand to cost what other files of their smaller size do, Brotli no more than gzip. Run it with
 * {@code ./run-bench.sh run CompressionBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class CompressionBenchmark {

    private static final long SEED = 20_260_101;

    /** The control: the page as it is, from one thread that does nothing else. */
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

    /** A file of a size. */
    public abstract static class OneFile extends LoadedServerState {

        @Param({"1024", "16384"})
        public int fileSizeBytes;

        HtmlPage file() {
            return new HtmlPage(SEED, fileSizeBytes);
        }

        @Override
        protected FixedPage page() {
            return file();
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) {
            return List.of(new Cost("body", loaded.bodyBytes(), "B/op"));
        }
    }

    public static class RawLoopback extends OneFile {
        @Override
        protected Service service() {
            return new RawLoopbackServer(file());
        }
    }

    public static class FileServer extends OneFile {

        @Param
        public HttpBackend server;

        @Param
        public Compression compression;

        @Override
        protected Service service() {
            return new StaticServer(server, HttpServerKnobs.BASELINE.withCompression(compression), file());
        }

        @Override
        protected Load load() throws IOException {
            return super.load().encodedIn(compression.coding());
        }
    }
}
