package dev.labcoat.results.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, or a plain kill, into an interrupt of a thread, and keeps the JVM alive until that thread has brought its
 * work to an end. The exit status is then the JVM's own: 130 or 143.
 */
final class Interruption implements AutoCloseable {

    static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    private Interruption(Thread worker) {
        this.hook = new Thread(() -> stop(worker), "interruption");
    }

    /**
     * Of the thread that calls this.
     *
     * @param notice is not needed from now on: whoever is interrupted says so
     */
    static Interruption ofThisThread(StopNotice notice) {
        notice.leaveToCommand();
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the user wants to stop. */
    boolean requested() {
        return requested;
    }

    private void stop(Thread worker) {
        requested = true;
        worker.interrupt();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(Program.here().said("still busy after " + PATIENCE_SECONDS + " s, giving up"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
