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
 * Measures requests per second and CPU time per request of uWSGI with a Flask page, each request on a connection of its own,
 * as it is often found and with one knob turned at a time: processes, threads, no log of requests, workers that are replaced,
 * affinity, a lock for accepting, a router of its own, and all of them. Left out are nginx in front of it, larger pages, and
 * more than one CPU where the machine can pin. Expect more processes to multiply the rate of an application that waits, to
 * give next to nothing to one that computes, the lock and the router to take away, and all together therefore to be no gain.
 * Run it with {@code ./run-bench.sh run UwsgiBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class UwsgiBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long page(Uwsgi uwsgi) {
        return uwsgi.exchange();
    }

    public static class Uwsgi extends FlaskState {

        @Param({"BASELINE", "PROCESSES", "THREADS", "NO_LOG", "LIFETIME", "AFFINITY", "THUNDER_LOCK", "ROUTER", "ALL"})
        public String step;

        @Override
        String stack() {
            return "uwsgi-flask";
        }

        @Override
        String rung() {
            return step;
        }
    }
}
