package dev.labcoat.benchmarks.serving;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.MemoryPage;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.ProtocolVersion;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.process.Service;
import dev.labcoat.fixtures.process.UnavailableException;
import dev.labcoat.fixtures.tls.ServerKeyStore;
import dev.labcoat.fixtures.tls.TlsEngine;
import dev.labcoat.fixtures.tls.TlsKnobs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * Measures what a request for a page of 1 KiB in memory costs a server in HTTP/2, without TLS and in it, beside HTTP/1.1 over the same
 * 32 connections, which are kept alive and have one request on the way each, or in HTTP/2 as many as {@code streams} says (1 to 128).
 * Left out is a network in which opening connections takes time. Expect frames, streams and compressed headers to
 * cost a server more than text, and TLS to make the difference smaller. Run it with {@code ./run-bench.sh run HttpVersionBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class HttpVersionBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);

    /** The control: the same bytes in HTTP/1.1 from one thread that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long pageInMemory(Served server) {
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

    public static class Served extends OnePage {

        @Param
        public HttpBackend server;

        @Param({"false", "true"})
        public boolean tls;

        @Param
        public ProtocolVersion version;

        /** Of HTTP/2, on each connection at a time; rows in HTTP/1.1, which has none, are skipped with more than 1. */
        @Param("1")
        public int streams;

        private @Nullable ServerKeyStore keys;

        @Override
        protected Service service() throws IOException {
            HttpServerKnobs knobs = HttpServerKnobs.BASELINE.withVersion(version);
            return new PageServer(
                    server, tls ? knobs.withTls(new TlsKnobs(TlsEngine.JDK, keys())) : knobs, new MemoryPage(SITE));
        }

        @Override
        protected Load load() throws IOException {
            if (version == ProtocolVersion.HTTP_1_1 && streams > 1) {
                throw new UnavailableException("HTTP/1.1 has one request at a time on a connection, and no streams");
            }
            Load load = super.load().in(version).withStreams(streams);
            return tls ? load.overTls(keys().certificate()) : load;
        }

        private ServerKeyStore keys() throws IOException {
            if (keys == null) {
                keys = ServerKeyStore.generate();
            }
            return keys;
        }
    }
}
