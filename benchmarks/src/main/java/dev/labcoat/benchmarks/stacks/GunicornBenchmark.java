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
 * Measures requests per second and CPU time per request of Gunicorn with a Flask page, each request on a connection of its
 * own, as it is often found and with one knob turned at a time: workers, threads, no access log, workers that are replaced,
 * and all of them. Left out are nginx in front of it, asynchronous workers, larger pages, and more than one CPU where the
 * machine can pin. Expect workers and threads to multiply the rate of an application that waits and to give little to one that
 * computes, threads to cost a third more CPU time, and replacing workers every 500 requests to cost more than the requests
 * themselves. Run it with {@code ./run-bench.sh run GunicornBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class GunicornBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long page(Gunicorn gunicorn) {
        return gunicorn.exchange();
    }

    public static class Gunicorn extends FlaskState {

        @Param({"BASELINE", "WORKERS", "THREADS", "NO_LOG", "LIFETIME", "ALL"})
        public String step;

        @Override
        String stack() {
            return "gunicorn-flask";
        }

        @Override
        String rung() {
            return step;
        }
    }
}
