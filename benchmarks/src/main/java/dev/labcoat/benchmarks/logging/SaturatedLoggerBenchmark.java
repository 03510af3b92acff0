package dev.labcoat.benchmarks.logging;

import dev.labcoat.fixtures.logging.LoggingBackend;
import dev.labcoat.fixtures.logging.LoggingKnobs;
import dev.labcoat.fixtures.logging.LoggingSetUp;
import dev.labcoat.fixtures.logging.MessageShape;
import dev.labcoat.fixtures.logging.QueueScenario;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how many calls per second a logger takes that never gets a rest: one caller logs many times what the queue holds,
 * and the time until the last event has arrived in the file counts too. Left out are the burst that a queue is good for, which
 * LoggerCallBenchmark has, and the disk itself, as the file's writes end in the kernel's page cache and it is emptied before
 * it grows past some 10 MB. Expect a queue that blocks to be no faster than the file behind it, whatever its size, and one
 * that drops to be as much faster as events are missing, which the column of dropped events shows. Run it with {@code
 * ./run-bench.sh run SaturatedLoggerBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SaturatedLoggerBenchmark {

    /** Events between two drainings: sixteen times what the largest queue holds. */
    private static final int EVENTS = 65_536;

    /** The control: the caller writes. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void noQueue(Direct logger) throws IOException {
        logger.burstAndDrain();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void queue(Queue logger) throws IOException {
        logger.burstAndDrain();
    }

    /** A logger that is drained while the clock runs, and accounted for while it stands still. */
    public abstract static class Saturated extends LoggerState {

        @Override
        protected MessageShape message() {
            return MessageShape.PARAMETERISED;
        }

        void burstAndDrain() throws IOException {
            burst(EVENTS);
            drain();
        }

        @TearDown(Level.Invocation)
        public void accountForBurst() throws IOException {
            account(EVENTS);
        }
    }

    public static class Direct extends Saturated {

        @Param
        public LoggingBackend backend;

        @Override
        protected LoggingSetUp setUp() {
            return new LoggingSetUp(backend, LoggingKnobs.BASELINE);
        }
    }

    public static class Queue extends Saturated {

        @Param
        public QueueScenario scenario;

        @Param({"256", "4096"})
        public int queueSize;

        @Override
        protected LoggingSetUp setUp() {
            return scenario.setUp(queueSize);
        }
    }
}
