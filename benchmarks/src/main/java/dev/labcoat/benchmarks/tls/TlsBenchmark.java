package dev.labcoat.benchmarks.tls;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.StaticServer;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.Reuse;
import dev.labcoat.fixtures.process.Subject;
import dev.labcoat.fixtures.proxy.ProxiedSite;
import dev.labcoat.fixtures.proxy.ProxyBackend;
import dev.labcoat.fixtures.tls.ServerKeyStore;
import dev.labcoat.fixtures.tls.TlsEngine;
import dev.labcoat.fixtures.tls.TlsKnobs;
import java.io.IOException;
import java.util.OptionalInt;
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
 * Measures what TLS 1.3 with AES-128-GCM and a P-256 certificate costs for a cached page of 1 KiB over 32 connections:
 * requests per second, CPU time and allocation of the process that ends TLS, and the CPU time of the back end where that is a
 * proxy on the same CPU. Left out are certificate chains, client certificates, early data, large pages, and the client's half
 * of a handshake, which the JDK does in all rows and which can make the client the limit of rows with a handshake for each
 * request. Expect little for encryption on a connection that is kept alive, the cost of many requests for each full
 * handshake, most of it signing and key agreement, of which resuming saves the former, and a proxy to pay for TLS what the
 * server would have paid, with its own hop on top. Run it with {@code ./run-bench.sh run TlsBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class TlsBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);
    private static final HttpServerKnobs KNOBS = HttpServerKnobs.BASELINE.withFileCache(true);

    /** The control: the same server without TLS. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long plain(Plain server) {
        return server.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long tlsAtServer(TlsServer server) {
        return server.exchange();
    }

    /** By the JDK's engine; the back end gets plain HTTP. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long tlsAtProxy(TlsProxy proxy) {
        return proxy.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {
        @Override
        protected FixedPage page() {
            return SITE;
        }
    }

    public static class Plain extends OnePage {

        @Param
        public HttpBackend server;

        @Param({"true", "false"})
        public boolean keepAlive;

        @Override
        protected Subject service() {
            return new StaticServer(server, KNOBS, SITE);
        }

        @Override
        protected Load load() throws IOException {
            return super.load().reusing(keepAlive ? Reuse.CONNECTION : Reuse.NOTHING);
        }
    }

    public abstract static class Tls extends OnePage {

        private static final String GENERATED = "generated";

        /** Which key the server has: one made for this run, or that of a PKCS #12 file for 127.0.0.1. */
        @Param(GENERATED)
        public String keyStore;

        @Param
        public Reuse reuse;

        private @Nullable ServerKeyStore keys;

        @Override
        protected Load load() throws IOException {
            return super.load().overTls(keys().certificate()).reusing(reuse);
        }

        ServerKeyStore keys() throws IOException {
            if (keys == null) {
                keys = keyStore.equals(GENERATED) ? ServerKeyStore.generate() : ServerKeyStore.read(keyStore);
            }
            return keys;
        }
    }

    public static class TlsServer extends Tls {

        @Param
        public TlsEngine engine;

        @Param
        public HttpBackend server;

        @Override
        protected Subject service() throws IOException {
            return new StaticServer(server, KNOBS.withTls(new TlsKnobs(engine, keys())), SITE);
        }
    }

    public static class TlsProxy extends Tls {

        @Param({"UNDERTOW", "JETTY"})
        public ProxyBackend proxy;

        @Override
        protected Subject service() throws IOException {
            HttpServerKnobs knobs = KNOBS.withTls(new TlsKnobs(TlsEngine.JDK, keys()));
            return new ProxiedSite(proxy, knobs, SITE, 1, OptionalInt.empty());
        }
    }
}
