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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the time that one log call takes from each of two callers that log at once, in bursts that fit the queue where
 * there is one; compare it with the rows of LoggerCallBenchmark, which have one caller. Left out are a full queue and the disk
 * itself, as there. Expect callers to wait for one another at a synchronous file, whose appender has one lock, and less so at
 * a queue, until callers and the queue's thread need more CPUs than there are. Run it with {@code ./run-bench.sh run
 * SharedLoggerBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(2)
@Fork(
        value = 3,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharedLoggerBenchmark {

    /** The control: what the loop and the values cost. */
    @Benchmark
    @OperationsPerInvocation(LoggerScenario.BURST)
    public void noLogger(Loop control, Blackhole blackhole) {
        control.burst(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(LoggerScenario.BURST)
    public void twoCallers(SharedLogger logger, Caller caller) {
        logger.burst();
    }

    public static class Loop extends NoLogger {
        @Override
        protected MessageShape message() {
            return MessageShape.PARAMETERISED;
        }
    }

    public static class SharedLogger extends LoggerScenario {
        @Override
        protected MessageShape message() {
            return MessageShape.PARAMETERISED;
        }
    }

    /** A thread that logs: what it does around a burst is not timed. */
    @State(Scope.Thread)
    public static class Caller {

        @Setup(Level.Invocation)
        public void begin(SharedLogger logger) {
            logger.beginBurst();
        }

        @TearDown(Level.Invocation)
        public void end(SharedLogger logger) throws IOException {
            logger.endBurst();
        }
    }
}
