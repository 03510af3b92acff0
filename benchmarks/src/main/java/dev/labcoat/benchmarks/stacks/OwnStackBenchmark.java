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
 * Measures requests per second and CPU time per request of a server that a file declares, whatever it is written in, with what
 * stands behind it, on as many CPUs as the file says. Left out is all that the file does not ask for: the loop is closed,
 * and every response must be the same bytes. Expect a server in a compiled language to need some 10 microseconds of CPU time
 * for each request, and one in an interpreted language ten times as much. Run it with {@code ./run-bench.sh run
 * OwnStackBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class OwnStackBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long ownStack(Own server) {
        return server.exchange();
    }

    public static class Own extends StackState {

        @Param({"nginx", "node", "java-jar", "uwsgi-flask", "gunicorn-flask"})
        public String stack;

        /** A step of its ladder, or knobs with their values, as in {@code workers=4}; several with a plus sign between them. */
        @Param("BASELINE")
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
