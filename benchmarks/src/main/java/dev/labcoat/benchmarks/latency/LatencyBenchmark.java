package dev.labcoat.benchmarks.latency;

import dev.labcoat.fixtures.http.Collector;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.WorkerKind;
import dev.labcoat.fixtures.process.Service;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how long a request for a page that is rendered waits for its response, from the time for which it was meant, when
 * Poisson arrivals offer a share of what a closed loop gets out of the same server with platform threads and G1. Left out are
 * connections that are opened, of which there are always enough, and bursts, which have a benchmark of their own. Expect the
 * median to stay near the time of service up to 70 % while the 99th percentile leaves it at 50 %, the collectors to part only in
 * the last thousandth, and ZGC to pay for it with the CPU that it shares with the server. Run it with {@code ./run-bench.sh run
 * LatencyBenchmark}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class LatencyBenchmark {

    /** The control: the same bytes from one thread that does nothing else, at shares of its own maximum. */
    @Benchmark
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    public long platformThreads(PlatformThreads server) {
        return server.exchange();
    }

    /** Needs JDK 21 or newer. */
    @Benchmark
    public long virtualThreads(VirtualThreads server) {
        return server.exchange();
    }

    public abstract static class Poisson extends ScheduledLoad {
        @Override
        Arrivals arrivals() {
            return Arrivals.POISSON;
        }
    }

    public static class RawLoopback extends Poisson {
        @Override
        Baseline baseline() {
            return Baseline.rawLoopback();
        }
    }

    public abstract static class Workers extends Poisson {

        @Param
        public HttpBackend server;

        @Param({"G1", "ZGC"})
        public Collector collector;

        abstract WorkerKind workers();

        @Override
        Baseline baseline() {
            return Baseline.of(server);
        }

        @Override
        protected Service service() {
            return server(server, workers(), collector);
        }
    }

    public static class PlatformThreads extends Workers {
        @Override
        WorkerKind workers() {
            return WorkerKind.PLATFORM;
        }
    }

    public static class VirtualThreads extends Workers {
        @Override
        WorkerKind workers() {
            return WorkerKind.VIRTUAL;
        }
    }
}
