package dev.labcoat.benchmarks.logging;

import dev.labcoat.fixtures.logging.LoggingScenario;
import dev.labcoat.fixtures.logging.LoggingSetUp;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Param;

/** A logger that gets bursts, each of which its queue can hold, and is drained after each. */
public abstract class LoggerScenario extends LoggerState {

    /** Events of a burst: those of four callers fit the queue, and one takes long enough to be timed by itself. */
    public static final int BURST = 1024;

    @Param
    public LoggingScenario scenario;

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

    /** To be called by each caller before its burst, untimed. */
    void beginBurst() {
        logging.readLock().lock();
    }

    /** To be called by each caller after its burst, untimed. */
    void endBurst() throws IOException {
        unaccounted.addAndGet(BURST);
        logging.readLock().unlock();
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
}
