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
 * Measures requests per second and CPU time per request of a page that Flask renders from a template for each request in one
 * process of uWSGI, and of the same bytes frozen to a file that nginx serves, each request on a connection of its own. Left out
 * are the data that a real page is made of, which only rendering has to fetch, kept-alive connections, and the rendering itself
 * before the page is frozen. Expect the frozen page to cost a tenth of the CPU time, most of which is connecting. Run it with
 * {@code ./run-bench.sh run FrozenPageBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class FrozenPageBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long page(Page server) {
        return server.exchange();
    }

    public static class Page extends StackState {

        /** Rendered for each request, or frozen. */
        @Param({"BASELINE", "FROZEN"})
        public String step;

        @Override
        String stack() {
            return "flask-frozen";
        }

        @Override
        String step() {
            return step;
        }
    }
}
