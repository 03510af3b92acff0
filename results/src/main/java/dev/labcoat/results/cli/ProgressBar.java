package dev.labcoat.results.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Lines, and, on a terminal, a bar with the time left below them. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 20;
    private final PrintWriter out;
    private final @Nullable Terminal watched;

    ProgressBar(PrintWriter out) {
        this.out = out;
        this.watched = out instanceof Terminal terminal && terminal.isWatched() ? terminal : null;
    }

    /** Whether anybody watches. */
    boolean watched() {
        return watched != null;
    }

    /** A line that stays. */
    void line(String text) {
        erase();
        out.println(text);
    }

    /** The bar, in place of the one before; nothing where nobody watches. */
    void show(int done, int all, String text) {
        if (watched != null) {
            erase();
            int filled = all == 0 ? 0 : WIDTH * done / all;
            out.print("[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + text);
            out.flush();
        }
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
    public void close() {
        erase();
        out.flush();
    }
}
