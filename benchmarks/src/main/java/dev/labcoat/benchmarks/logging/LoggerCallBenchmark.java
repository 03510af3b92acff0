package dev.labcoat.benchmarks.logging;

import dev.labcoat.fixtures.logging.MessageShape;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the time that one log call takes from its caller, in bursts that fit the queue where there is one, and, beside it,
 * the CPU time of all threads that the event costs until it has arrived. Left out are a full queue, a second caller and the
 * disk itself: the file lies on the file system that the row's costs name, its writes end in the kernel's page cache, and it
 * is counted and emptied after each burst, mostly before the kernel writes it back. Expect a call that is off to cost next to
 * nothing, a buffer to take away most of the price of a synchronous file, and a queue to move work to another thread without
 * making it less. Run it with {@code ./run-bench.sh run LoggerCallBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoggerCallBenchmark {

    /** The control: what the loop and the values cost. */
    @Benchmark
    @OperationsPerInvocation(LoggerScenario.BURST)
    public void noLogger(Loop control, Blackhole blackhole) {
        control.burst(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(LoggerScenario.BURST)
    public void oneCaller(Logger logger, Caller caller) {
        logger.burst();
    }

    public static class Loop extends NoLogger {

        @Param
        public MessageShape message;

        @Override
        protected MessageShape message() {
            return message;
        }
    }

    public static class Logger extends LoggerScenario {

        @Param
        public MessageShape message;

        @Override
        protected MessageShape message() {
            return message;
        }
    }

    /** A thread that logs: what it does around a burst is not timed. */
    @State(Scope.Thread)
    public static class Caller {

        @Setup(Level.Invocation)
        public void begin(Logger logger) {
            logger.beginBurst();
        }

        @TearDown(Level.Invocation)
        public void end(Logger logger) throws IOException {
            logger.endBurst();
        }
    }
}
