package dev.labcoat.results.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines, and, on a terminal, a bar below them that says how many rounds are done, for how long it has been going on, and how long
 * it will. The bar is cut to the width of the terminal, and drawn again each second.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 20;

    private final PrintWriter out;
    private final @Nullable Terminal watched;
    private final @Nullable ScheduledExecutorService clock;
    private final LongSupplier nanos;
    private final long begin;
    private @Nullable Work work;
    private long since;
    private int columns;

    ProgressBar(PrintWriter out) {
        this(out, System::nanoTime);
    }

    ProgressBar(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.watched = out instanceof Terminal terminal && terminal.isWatched() ? terminal : null;
        this.clock = watched == null ? null : Executors.newSingleThreadScheduledExecutor(ProgressBar::thread);
        if (clock != null) {
            ScheduledFuture<?> unused = clock.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        }
    }

    private static Thread thread(Runnable drawing) {
        Thread thread = new Thread(drawing, "progress");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The work that is going on.
     *
     * @param done rounds that have ended
     * @param all rounds that there will likely be
     * @param secondsLeft until all are done, likely
     * @param what is measured now
     */
    record Work(int done, int all, double secondsLeft, String what) {

        /** For people. */
        String left() {
            return "about " + time(secondsLeft) + " left";
        }
    }

    /** Whether anybody watches. */
    boolean watched() {
        return watched != null;
    }

    /** A line that stays. */
    synchronized void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    /** A round begins; nothing is shown where nobody watches. */
    synchronized void show(Work next) {
        if (watched != null) {
            columns = watched.measuredAgain();
            work = next;
            since = nanos.getAsLong();
            draw();
        }
    }

    /** The bar as it is now, in place of the one before. */
    synchronized void draw() {
        if (watched != null && work != null) {
            erase();
            out.print(cut(text(work), columns - 1));
            out.flush();
        }
    }

    private String text(Work now) {
        int all = Math.max(now.all(), now.done() + 1);
        int filled = WIDTH * now.done() / all;
        long time = nanos.getAsLong();
        Work rest = new Work(now.done(), all, now.secondsLeft() - seconds(since, time), now.what());
        String left = Math.round(rest.secondsLeft()) > 0 ? rest.left() : "longer than expected";
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] round " + (now.done() + 1) + " of " + all
                + ", " + time(seconds(begin, time)) + ", " + left + ": " + now.what();
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private void erase() {
        if (watched != null) {
            watched.eraseLine();
        }
    }

    /** For people. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        work = null;
        erase();
        out.flush();
    }
}
