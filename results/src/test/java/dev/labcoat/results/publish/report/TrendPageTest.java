package dev.labcoat.results.publish.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Trends;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendPageTest {

    private boolean accepted;
    private final Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> accepted);

    private String page() {
        return new TrendPage(trends.machines(), Nights.commit(0), List.of()).markdown();
    }

    private void addASlowdown() {
        for (int commit = 0; commit < 12; commit++) {
            trends.add(Nights.comparison(
                    0,
                    commit,
                    (commit < 8 ? 0 : 0.05) + 0.001 * (commit % 3),
                    Verdict.INCONCLUSIVE,
                    commit < 10 ? "17.0.15" : "17.0.16"));
        }
    }

    @Test
    void theLastCommitsStandSideBySideWithTheVersionsThatChanged() {
        addASlowdown();

        assertThat(page())
                .contains(" 00000007 | ", " 0000000a † | ")
                .contains("| SortBenchmark.sort words=100 \\[avgt] |")
                .contains("- † 0000000a: JDK 17.0.15 → 17.0.16")
                .contains("\\~0.1\u00a0%\u00a0slower");
    }

    @Test
    void aSlowdownIsARegressionOnlyWhenItIsConfirmedAndNotAccepted() {
        addASlowdown();
        assertThat(page()).contains("Change \\| 8", "not confirmed yet").doesNotContain("REGRESSION");

        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(page()).contains("REGRESSION, confirmed in lockstep");
        accepted = true;
        assertThat(page()).contains("- accepted: ").doesNotContain("REGRESSION");

        accepted = false;
        trends.add(Nights.comparison(7, 8, 0, Verdict.NO_CHANGE, "17.0.15"));
        trends.add(Nights.comparison(6, 9, 0, Verdict.NO_CHANGE, "17.0.15"));
        assertThat(page()).contains("a comparison of commits before and after says no change");
    }

    @Test
    void rowsWithoutAFigureAreNamedWithTheReason() {
        trends.add(Nights.night(0, 0));
        trends.add(Nights.apart(1, Verdict.NOT_COMPARABLE, "the benchmark itself changed"));

        assertThat(page())
                .contains("- not comparable, the benchmark itself changed: SortBenchmark.sort words=100 \\[avgt]\n");
    }

    @Test
    void scoresOfTheLastRunsStandSideBySideWithWhatChanged() {
        Run changed = Samples.run(
                "r2",
                Nights.commit(2),
                200_000,
                new Cell(
                        Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "text"),
                        "v2",
                        List.of(Samples.fork(1_000, "ns/op"), Samples.fork(1_100, "ns/op"))));
        String page = new TrendPage(
                        trends.machines(), Nights.commit(0), List.of(Samples.parent(), Samples.head(), changed))
                .markdown();

        assertThat(page)
                .contains("### Scores, preset quick")
                .containsPattern("\\| +aaaaaaaa \\| +bbbbbbbb \\| +00000002 \\|")
                .contains("40,000\u00a0ops/s\u00a0±0.0\u00a0%", "FAILED", "| ‡\u00a01.05\u00a0µs\u00a0±61\u00a0% |")
                .contains("- ‡ the benchmark itself changed")
                .doesNotContain("Compared with", "No confirmed regressions", "measured commits to detect regressions");
    }

    @Test
    void aQuietMachineSaysSo() {
        trends.add(Nights.night(0, 0));
        assertThat(page()).contains("measured commits to detect regressions");

        for (int commit = 1; commit < 5; commit++) {
            trends.add(Nights.night(commit, 0));
        }
        assertThat(page()).contains("No confirmed regressions.");
    }

    @Test
    void whatOneNightCanSayStandsBesideItsFigure() {
        trends.add(Nights.comparison(0, 1, Math.log(1.05), Verdict.SLOWER, "17.0.15"));
        trends.add(Nights.comparison(0, 2, Math.log(1.01), Verdict.NO_CHANGE, "17.0.15"));

        assertThat(page())
                .contains(" 5.0\u00a0%\u00a0slower | ")
                .contains("no\u00a0change\u00a0(1.0\u00a0%\u00a0slower)");

        trends.add(Nights.night(3, Math.log(1.02)));
        assertThat(page()).contains("\\~2.0\u00a0%\u00a0slower |");
    }

    @Test
    void aNightThatMissedACanarySaysSoFirstAndTheFiguresHaveIntervals() {
        trends.add(Nights.night(1, 0));
        trends.add(Nights.night(2, 0));
        trends.addSelfCheck(Nights.selfCheck(1, true, 0.05, Verdict.SLOWER));
        trends.addSelfCheck(Nights.selfCheck(2, true, 0.01, Verdict.INCONCLUSIVE));
        trends.addSelfCheck(Nights.selfCheck(2, false, 0, Verdict.NO_CHANGE));

        String page = new TrendPage(trends.machines(), Nights.commit(0), List.of()).markdown();

        assertThat(page)
                .containsSubsequence(
                        "**This night may have missed slowdowns: a canary, 5 % slower by construction, was not found:",
                        "Needs 5 measured commits",
                        "False alarms: 0 of 1 row compared with itself (95 % interval of the share: 0.0 to 97.5 %)",
                        "Known slowdowns found: 1 of 2 canaries (95 % interval of the share: 1.3 to 98.7 %)",
                        "### Compared with");
    }
}
