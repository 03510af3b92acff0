package dev.labcoat.results.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says in one line that the user stopped the program, by Ctrl-C or a plain kill, wherever it was: while it reads, builds or plans,
 * nothing else would. A command that has more to say takes that over, and has the time to say it. The exit status is the JVM's own:
 * 130 or 143.
 */
final class StopNotice implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile boolean left;

    private StopNotice(PrintStream err) {
        this.hook = new Thread(() -> say(err), "stop notice");
    }

    /** One that is said there, until it is closed. */
    static StopNotice to(PrintStream err) {
        StopNotice notice = new StopNotice(err);
        Runtime.getRuntime().addShutdownHook(notice.hook);
        return notice;
    }

    /** One of a program that is a part of another: that says itself when it is stopped. */
    static StopNotice none() {
        return new StopNotice(System.err);
    }

    /** A command has begun what it can end by itself, and says what became of it. */
    void leaveToCommand() {
        left = true;
    }

    /** Whether nobody has said yet that the program was stopped; whoever asks says it now. */
    boolean isFirst() {
        return said.compareAndSet(false, true);
    }

    private void say(PrintStream err) {
        if (!left) {
            if (isFirst()) {
                err.println(Program.here().said("stopped"));
            }
            return;
        }
        try {
            ended.await(Interruption.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the user has stopped the program.
        }
    }
}
