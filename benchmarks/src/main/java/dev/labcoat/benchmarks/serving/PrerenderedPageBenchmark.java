package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.pages.CataloguePage;
import dev.labcoat.fixtures.pages.PageSource;
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
 * Measures what a page of twenty items costs over 32 connections when it is a file rendered beforehand, is kept in memory, is
 * rendered by a FreeMarker template for each request, or is queried from H2 in the server's JVM and then rendered; all four
 * answer with the same bytes. Left out are a database behind a network or on disk, and what it costs to render the frozen
 * pages again when an item changes. Expect the template to cost far more than sending the page does and the query to cost about
 * as much again, while the file lies between memory and template, because it is opened for each request. Run it with {@code
 * ./run-bench.sh run PrerenderedPageBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class PrerenderedPageBenchmark {

    private static final CataloguePage PAGE = new CataloguePage();

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long page(Pages server) {
        return server.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return PAGE;
        }
    }

    public static class RawLoopback extends OnePage {
        @Override
        protected Service service() {
            return new RawLoopbackServer(PAGE);
        }
    }

    public static class Pages extends OnePage {

        @Param
        public HttpBackend server;

        @Param
        public PageSource source;

        @Override
        protected Service service() {
            return source.server(server, HttpServerKnobs.BASELINE);
        }
    }
}
