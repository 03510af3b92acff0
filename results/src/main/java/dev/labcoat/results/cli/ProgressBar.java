package dev.labcoat.results.cli;

import java.io.PrintWriter;

/** Lines, and, on a terminal, a bar with the time left below them. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 20;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean terminal = Boolean.getBoolean("labcoat.terminal");

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** Whether anybody watches. */
    boolean watched() {
        return terminal;
    }

    /** A line that stays. */
    void line(String text) {
        out.println((terminal ? ERASE_LINE : "") + text);
    }

    /** The bar, in place of the one before; nothing where nobody watches. */
    void show(int done, int all, String text) {
        if (terminal) {
            int filled = all == 0 ? 0 : WIDTH * done / all;
            out.print(ERASE_LINE + "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + text);
            out.flush();
        }
    }

    /** For people. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    @Override
    public void close() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
