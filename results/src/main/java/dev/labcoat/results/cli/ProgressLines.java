package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Answers;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Quantity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A line for each finished fork of a run, and below those of a round what they answer so far. */
final class ProgressLines implements Recorder.Progress, AutoCloseable {

    private static final String INDENT = "         ";

    private final PrintWriter out;
    private final Suite suite;
    private final ProgressBar bar;
    private int done;
    private int all;

    ProgressLines(PrintWriter out, Suite suite) {
        this.out = out;
        this.suite = suite;
        this.bar = new ProgressBar(out);
    }

    @Override
    public void begins(List<CellId> cells, Recorder.Work work) {
        this.done = work.doneForks();
        this.all = work.allForks();
        String which = cells.get(0).shortName() + (cells.size() == 1 ? "" : " and " + (cells.size() - 1) + " more");
        ProgressBar.Work rounds = new ProgressBar.Work(work.doneRounds(), work.allRounds(), work.secondsLeft(), which);
        bar.show(rounds);
        if (work.doneForks() == 0 && !bar.watched()) {
            bar.line(Counted.of(work.allForks(), "fork") + " to go, " + rounds.left());
        }
    }

    @Override
    public void ended(Cell cell) {
        Fork fork = cell.forks().get(cell.forks().size() - 1);
        String result = fork.succeeded()
                ? Quantity.of(fork.score(cell.direction()), fork.unit()).text()
                        + (fork.marks().isEmpty() ? "" : " [" + String.join(", ", fork.marks()) + "]")
                : (fork.wasSkipped() ? "skipped: " : "FAILED: ") + fork.error();
        done++;
        bar.line(String.format(Locale.ROOT, "%3d/%d  %s: %s", done, all, cell.id(), result));
    }

    @Override
    public void roundEnded(List<Cell> cells) {
        new Answers(suite, cells).lines(Terminal.width(out) - INDENT.length()).forEach(line -> bar.line(INDENT + line));
    }

    @Override
    public void outOfTime(List<CellId> cells, String where) {
        done += cells.size();
        bar.line(String.format(Locale.ROOT, "%3d/%d  %s: not measured: %s", done, all, which(cells), where));
    }

    private static String which(List<CellId> cells) {
        return cells.get(0) + (cells.size() == 1 ? "" : " and " + (cells.size() - 1) + " more");
    }

    @Override
    public void close() {
        bar.close();
    }
}
