package dev.labcoat.results.publish.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Trends;
import org.junit.jupiter.api.Test;

class RegressionIssuesTest {

    private static final int NIGHTS = 14;

    private boolean accepted;
    private final Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> accepted);

    /** From commit 8 on it is slower, until it is made up for. */
    private void nights(int madeUpForBy) {
        for (int commit = 1; commit <= NIGHTS; commit++) {
            trends.add(Nights.night(commit, (commit >= 8 && commit < madeUpForBy ? 0.05 : 0) + 0.0001 * (commit % 3)));
        }
    }

    @Test
    void beforeItIsConfirmedThereIsNone() {
        nights(NIGHTS + 1);
        assertThat(RegressionIssues.of(trends.machines())).isEmpty();
    }

    @Test
    void aConfirmedRegressionHasOneInWhichTextStaysText() {
        nights(NIGHTS + 1);
        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));

        assertThat(RegressionIssues.of(trends.machines())).singleElement().satisfies(issue -> {
            assertThat(issue.open()).isTrue();
            assertThat(issue.key()).matches("[0-9a-f]{16}");
            assertThat(issue.title()).isEqualTo("Regression: SortBenchmark.sort words=100 [avgt]");
            assertThat(issue.body())
                    .startsWith("- REGRESSION, confirmed in lockstep: ")
                    .contains("since 00000008 (Change \\| 8 &lt;script>", "run-bench.sh accept 00000008 '")
                    .doesNotContain("<script>");
        });
    }

    @Test
    void itEndsWhenItIsAcceptedAndWhenItIsMadeUpFor() {
        nights(NIGHTS + 1);
        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        String key = RegressionIssues.of(trends.machines()).get(0).key();
        accepted = true;
        assertThat(RegressionIssues.of(trends.machines())).singleElement().satisfies(issue -> {
            assertThat(issue.open()).isFalse();
            assertThat(issue.key()).isEqualTo(key);
            assertThat(issue.body()).startsWith("Accepted");
        });
    }

    @Test
    void whatALaterCommitHasMadeUpForIsClosed() {
        nights(NIGHTS);
        for (int commit = NIGHTS + 1; commit < 2 * NIGHTS; commit++) {
            trends.add(Nights.night(commit, 0.0001 * (commit % 3)));
        }
        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(RegressionIssues.of(trends.machines())).singleElement().satisfies(issue -> {
            assertThat(issue.open()).isFalse();
            assertThat(issue.body()).startsWith("Made up for");
        });
    }

    @Test
    void asJsonItIsAList() {
        assertThat(Json.COMPACT
                        .readTree(RegressionIssues.json(trends.machines()))
                        .isArray())
                .isTrue();
    }
}
