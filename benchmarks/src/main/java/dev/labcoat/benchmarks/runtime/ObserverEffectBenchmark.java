package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.observe.Observer;
import dev.labcoat.fixtures.observe.Watched;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Measures what it costs a server to be watched while it serves a file of 1 KiB from memory: requests per second with nobody
 * looking, under JDK Flight Recorder, under async-profiler, with a Micrometer timer around each request, and with its own debug
 * logging in a file. Left out is what it costs to read what they saw; that they saw something is checked when the server has
 * ended, and a row whose observer is refused by the machine is skipped with the reason. Expect a few per cent for recorders that
 * sample and for timers, and debug logging to leave a small part of the throughput. Run it with {@code ./run-bench.sh run ObserverEffectBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ObserverEffectBenchmark {

    private static final Site SITE = new Site(20_260_101, 1024);

    /** The control: the same bytes from a loop that nobody watches. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long watched(WatchedServer server) {
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

    public static class WatchedServer extends ServerJvmState {

        @Param
        public HttpBackend server;

        @Param
        public Observer observer;

        private Path output = Path.of("");
        private long requests;

        @Override
        public void start(BenchmarkParams params) throws IOException {
            output = Files.createTempDirectory("labcoat-observer-").resolve("output");
            try {
                super.start(params);
            } catch (IOException | RuntimeException e) {
                takeAway();
                throw e;
            }
        }

        @Override
        public void stop() throws IOException {
            super.stop();
            try {
                observer.check(output, requests);
            } finally {
                takeAway();
            }
        }

        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected Service service() {
            StaticServer files =
                    new StaticServer(server, observer.asking(HttpServerKnobs.BASELINE.withFileCache(true)), SITE);
            return new Watched(files, observer, output.toString());
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) {
            requests = loaded.completed();
            return List.of();
        }

        /** The output, and what debug logging has rolled over. */
        private void takeAway() throws IOException {
            try (var files = Files.list(output.getParent())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(output.getParent());
        }
    }
}
