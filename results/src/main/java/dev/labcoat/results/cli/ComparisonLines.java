package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Comparer;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonTable;
import dev.labcoat.results.publish.text.Counted;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A line for each row that is decided, and for each discarded pair. */
final class ComparisonLines implements Comparer.Progress, AutoCloseable {

    private final ProgressBar bar;
    private final Plan plan;
    private final Set<String> said = new HashSet<>();

    /**
     * Lines to a terminal or a log.
     *
     * @param plan what is compared
     */
    ComparisonLines(PrintWriter out, Plan plan) {
        this.bar = new ProgressBar(out);
        this.plan = plan;
    }

    @Override
    public void begins(ComparisonRow row, Comparer.Work work) {
        String state = Counted.of(work.decided(), "row") + " decided, " + work.open() + " open";
        ProgressBar.Work rounds = new ProgressBar.Work(
                work.rounds(),
                work.rounds() + work.likelyRounds(),
                work.secondsLeft(),
                row.cell().shortName() + (plan.rows() == 1 ? "" : " (" + state + ")"));
        bar.show(rounds);
        if (!bar.watched() && said.add(work.decided() + " decided")) {
            bar.line(state + ", " + rounds.left());
        }
    }

    @Override
    public void ended(List<ComparisonRow> rows) {
        for (ComparisonRow row : rows) {
            String name = name(row);
            for (int i = 0; i < row.discarded().size(); i++) {
                if (said.add(name + " discarded " + i)) {
                    bar.line("  discarded a pair of " + name + ": "
                            + row.discarded().get(i));
                }
            }
            for (ComparisonRow figure : row.figures()) {
                if (decided(figure) && said.add(name(figure))) {
                    bar.line("  " + name(figure) + ": " + ComparisonTable.sentence(figure, plan.rows()));
                }
            }
        }
    }

    private String name(ComparisonRow row) {
        return plan.subjects().size() == 2
                ? row.cell().toString()
                : row.cell() + " ("
                        + plan.subjects().get(row.variant()).variant().name() + ")";
    }

    private static boolean decided(ComparisonRow row) {
        return !row.verdict().open() && row.verdict() != Verdict.TOO_NOISY;
    }

    @Override
    public void close() {
        bar.close();
    }
}
