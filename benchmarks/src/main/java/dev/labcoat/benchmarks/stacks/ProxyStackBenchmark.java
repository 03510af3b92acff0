package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.LoadedServerState;
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
 * Measures requests per second and CPU time per request of a proxy in front of two nginx that serve a static page of about 1
 * KiB, all on one CPU where the machine allows, and the CPU time of those behind it. Left out are caching in the proxy, TLS,
 * failing back ends, and back ends on other machines, so that a second one cannot make anything faster here. Expect
 * connections that are kept to those behind to be worth more than any other knob, because each request opens one otherwise.
 * Run it with {@code ./run-bench.sh run ProxyStackBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ProxyStackBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long proxied(Proxied proxy) {
        return proxy.exchange();
    }

    public static class Proxied extends StackState {

        @Param({"nginx-proxy", "haproxy", "apache"})
        public String stack;

        /** As each is by default, and with connections to those behind it that are used again. */
        @Param({"BASELINE", "REUSE"})
        public String step;

        @Override
        String stack() {
            return stack;
        }

        @Override
        String step() {
            return step;
        }
    }
}
