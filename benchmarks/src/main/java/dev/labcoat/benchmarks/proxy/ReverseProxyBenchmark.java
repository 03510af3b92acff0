package dev.labcoat.benchmarks.proxy;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.process.Subject;
import dev.labcoat.fixtures.proxy.ProxiedSite;
import dev.labcoat.fixtures.proxy.ProxyBackend;
import java.io.IOException;
import java.util.OptionalInt;
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
 * Measures what a reverse proxy adds to a cached page of 1 KiB over 32 kept-alive connections: requests per second of proxy,
 * relay and back ends together on one CPU, the proxy's CPU time and allocation per request (the server's in the direct row),
 * the CPU time of those behind it, and the share of the busiest back end. Left out are TLS, caching in the proxy, failing back
 * ends, and back ends on other machines, so that more of them cannot make anything faster here and only show what spreading
 * costs. Expect a hop through a Java proxy to cost more than the page itself, one through nginx less than half of that, and a
 * delay of 1 ms to take less from the rate than from a single request, because the CPU has those of other connections to work
 * on. Run it with {@code ./run-bench.sh run ReverseProxyBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ReverseProxyBenchmark {

    private static final Site SITE = new Site(20_260_101, 1_024);

    /** The control: the back end itself. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long direct(Direct server) {
        return server.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long proxied(Proxied proxy) {
        return proxy.exchange();
    }

    /** With one more hop, between the proxy and its one back end. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long proxiedThroughRelay(Relayed proxy) {
        return proxy.exchange();
    }

    public abstract static class OnePage extends LoadedServerState {

        abstract int backEnds();

        @Override
        protected FixedPage page() {
            return SITE;
        }

        @Override
        protected Load load() throws IOException {
            return super.load().spreadOver(backEnds());
        }
    }

    public static class Direct extends OnePage {

        @Override
        int backEnds() {
            return 1;
        }

        @Override
        protected Subject service() {
            return ProxiedSite.backEnd(1, SITE);
        }
    }

    public abstract static class BehindProxy extends OnePage {

        @Param
        public ProxyBackend proxy;

        final Subject proxied(OptionalInt hopDelayMillis) {
            if (!proxy.installed()) {
                throw new TestAbortedException(proxy + " is not on the PATH: install it to measure it");
            }
            return new ProxiedSite(proxy, HttpServerKnobs.BASELINE, SITE, backEnds(), hopDelayMillis);
        }
    }

    public static class Proxied extends BehindProxy {

        @Param({"1", "2", "4"})
        public int backEnds;

        @Override
        int backEnds() {
            return backEnds;
        }

        @Override
        protected Subject service() {
            return proxied(OptionalInt.empty());
        }
    }

    public static class Relayed extends BehindProxy {

        @Param({"0", "1"})
        public int hopDelayMillis;

        @Override
        int backEnds() {
            return 1;
        }

        @Override
        protected Subject service() {
            return proxied(OptionalInt.of(hopDelayMillis));
        }
    }
}
