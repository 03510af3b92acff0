package dev.labcoat.results.cli;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.publish.Quantity;
import dev.labcoat.results.record.Recorder;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each finished fork, and, on a terminal, a bar with the time left below them. */
final class ProgressLines implements Recorder.Progress, AutoCloseable {

    private static final int BAR = 20;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean terminal = Boolean.getBoolean("labcoat.terminal");
    private int done;
    private int all;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begins(CellId cell, int doneForks, int allForks, double secondsLeft) {
        this.done = doneForks;
        this.all = allForks;
        if (terminal) {
            int filled = BAR * doneForks / allForks;
            out.print(ERASE_LINE + "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + doneForks + "/"
                    + allForks + " forks, about " + time(secondsLeft) + " left: " + cell.shortName());
            out.flush();
        } else if (doneForks == 0) {
            out.println(allForks + " forks to go, about " + time(secondsLeft));
        }
    }

    @Override
    public void ended(Cell cell) {
        Fork fork = cell.forks().get(cell.forks().size() - 1);
        String error = fork.error();
        String result = error == null
                ? Quantity.of(fork.score(), fork.unit()).text()
                        + (fork.marks().isEmpty() ? "" : " [" + String.join(", ", fork.marks()) + "]")
                : "FAILED: " + error;
        String line = String.format(Locale.ROOT, "%3d/%d  %s: %s", done + 1, all, cell.id(), result);
        out.println((terminal ? ERASE_LINE : "") + line);
    }

    @Override
    public void close() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
