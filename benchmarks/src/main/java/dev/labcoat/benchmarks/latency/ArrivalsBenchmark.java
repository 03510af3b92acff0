package dev.labcoat.benchmarks.latency;

import dev.labcoat.fixtures.http.HttpBackend;
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
 * Measures how long a request for a page that is rendered waits for its response when as many arrive evenly, at random, in bursts
 * of four times the rate, or ever more until it is twice the rate. Left out are all settings of the server, which have a
 * benchmark of their own. Expect even arrivals to wait for next to nothing up to 90 % of what a closed loop gets out of the
 * server, and bursts to wait for one another at 30 % already. Run it with {@code ./run-bench.sh run ArrivalsBenchmark}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class ArrivalsBenchmark {

    /** The control: the same bytes from one thread that does nothing else, at shares of its own maximum. */
    @Benchmark
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    public long served(Served server) {
        return server.exchange();
    }

    public abstract static class Arriving extends ScheduledLoad {

        @Param
        public Arrivals arrivals;

        @Override
        Arrivals arrivals() {
            return arrivals;
        }
    }

    public static class RawLoopback extends Arriving {
        @Override
        Baseline baseline() {
            return Baseline.rawLoopback();
        }
    }

    public static class Served extends Arriving {

        @Param
        public HttpBackend server;

        @Override
        Baseline baseline() {
            return Baseline.of(server);
        }
    }
}
