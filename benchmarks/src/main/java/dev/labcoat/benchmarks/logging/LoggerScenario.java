package dev.labcoat.benchmarks.logging;

import dev.labcoat.fixtures.logging.LoggingScenario;
import dev.labcoat.fixtures.logging.LoggingSetUp;
import dev.labcoat.fixtures.logging.MessageShape;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A logger that gets bursts, each of which its queue can hold, and is drained after each. */
public class LoggerScenario extends LoggerState {

    /** Events of a burst: those of four callers fit the queue, and one takes long enough to be timed by itself. */
    public static final int BURST = 2048;

    @Param
    public LoggingScenario scenario;

    @Param
    public MessageShape message;

    /** Held for reading by each caller during its burst, for writing while nobody may log; fair, so that bursts coincide. */
    private final ReadWriteLock logging = new ReentrantReadWriteLock(true);

    private final AtomicLong unaccounted = new AtomicLong();

    /** A burst of one caller. */
    public void burst() {
        burst(BURST);
    }

    @Override
    protected LoggingSetUp setUp() {
        return scenario.setUp();
    }

    @Override
    protected MessageShape message() {
        return message;
    }

    private void accountAfterBurst() throws IOException {
        logging.writeLock().lock();
        try {
            long calls = unaccounted.getAndSet(0);
            if (calls > 0) {
                drain();
                account(calls);
            }
        } finally {
            logging.writeLock().unlock();
        }
    }

    /** One of the threads that log: what it does around a burst is not timed. */
    @State(Scope.Thread)
    public static class Caller {

        @Setup(Level.Invocation)
        public void begin(LoggerScenario logger) {
            logger.logging.readLock().lock();
        }

        @TearDown(Level.Invocation)
        public void end(LoggerScenario logger) throws IOException {
            logger.unaccounted.addAndGet(BURST);
            logger.logging.readLock().unlock();
            logger.accountAfterBurst();
        }
    }
}
