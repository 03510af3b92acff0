package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendsTest {

    private static final List<Double> NOISE = List.of(0.001, -0.002, 0.0, 0.002, -0.001, 0.001, -0.001, 0.0);

    private int accepted = Integer.MAX_VALUE;
    private final Trends trends =
            new Trends(Nights.commit(0).commit(), (cell, since) -> since.label().equals("%08x".formatted(accepted)));

    /** Eight nights at each level. */
    private void nights(double... levels) {
        int commit = 0;
        for (double level : levels) {
            for (double noise : NOISE) {
                trends.add(Nights.night(commit++, level + noise));
            }
        }
    }

    private List<Change> slowdowns() {
        return onlyMachine().slowdowns();
    }

    private List<Series> series() {
        return onlyMachine().series();
    }

    private MachineNights onlyMachine() {
        assertThat(trends.machines()).hasSize(1);
        return trends.machines().get(0);
    }

    @Test
    void aSlowdownIsNamedWithTheCommitsBeforeAndAfter() {
        nights(0, 0.05);

        assertThat(slowdowns()).singleElement().satisfies(slowdown -> {
            assertThat(slowdown.before()).isEqualTo(Nights.commit(7));
            assertThat(slowdown.since()).isEqualTo(Nights.commit(8));
            assertThat(slowdown.point().rise()).isEqualTo(0.05, within(1e-9));
        });
    }

    @Test
    void itIsConfirmedByAComparisonOfTheseCommitsOnly() {
        nights(0, 0.05);
        trends.add(Nights.comparison(6, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::known).containsExactly("not confirmed yet");

        trends.add(Nights.comparison(7, 8, 0.0, Verdict.NO_CHANGE, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::isRegression).containsExactly(false);

        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::isRegression).containsExactly(true);
    }

    @Test
    void itIsOpenUntilTheComparisonIsDecidedAndWhatIsDecidedStays() {
        nights(0, 0.05);
        assertThat(slowdowns()).extracting(Change::isOpen).containsExactly(true);

        trends.add(Nights.comparison(7, 8, 0.05, Verdict.INCONCLUSIVE, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::undecided).containsExactly(Optional.of(step(7, 8)));

        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
        trends.add(Nights.comparison(7, 8, 0.05, Verdict.INCONCLUSIVE, "17.0.15"));
        assertThat(slowdowns()).singleElement().satisfies(change -> {
            assertThat(change.isOpen()).isFalse();
            assertThat(change.isRegression()).isTrue();
        });
    }

    @Test
    void wherePlaceMayBeOffByANightThoseBesideItAreComparedToo() {
        nights(0, 0.05);
        trends.add(Nights.comparison(7, 8, 0, Verdict.NO_CHANGE, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::undecided).containsExactly(Optional.of(step(6, 9)));

        trends.add(Nights.comparison(6, 9, 0, Verdict.NO_CHANGE, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::isOpen).containsExactly(false);
        assertThat(slowdowns()).extracting(Change::isRegression).containsExactly(false);

        trends.add(Nights.comparison(6, 9, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(slowdowns()).singleElement().satisfies(change -> {
            assertThat(change.isRegression()).isTrue();
            assertThat(change.when()).as("8 was shown to be as fast as 7").startsWith("between 00000006 and 00000009");
        });
    }

    @Test
    void aSearchBetweenTheTwoCommitsNamesTheOneThatCanBeAccepted() {
        nights(0, 0.05);
        trends.add(Nights.comparison(7, 8, 0, Verdict.NO_CHANGE, "17.0.15"));
        trends.add(Nights.comparison(6, 9, 0.05, Verdict.SLOWER, "17.0.15"));
        assertThat(slowdowns()).extracting(Change::isToBeSearched).containsExactly(true);

        trends.add(search(false, 4, 9));
        assertThat(slowdowns())
                .as("of other commits")
                .extracting(Change::search)
                .containsExactly(Optional.empty());
        trends.add(search(false, 6, 9));
        assertThat(slowdowns()).extracting(Change::isToBeSearched).containsExactly(true);
        trends.add(search(true, 6, 9, new Search.Culprit(Nights.commit(7), Nights.commit(6), 0, 0.05, null)));
        assertThat(slowdowns()).singleElement().satisfies(change -> {
            assertThat(change.isToBeSearched()).isFalse();
            assertThat(change.when()).startsWith("since 00000007");
        });
        accepted = 7;
        assertThat(slowdowns()).extracting(Change::accepted).containsExactly(true);
    }

    @Test
    void theShardsOfANightAreOneNightAndOneThatIsNotThereIsNamed() {
        trends.add(Nights.shard(1, 1, 0.01));
        trends.add(Nights.shard(1, 2, 0.02));
        assertThat(onlyMachine().without()).isEmpty();
        assertThat(series())
                .extracting(row -> row.nights().get(0).slower())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(0.01, within(1e-9)),
                        other -> assertThat(other).isEqualTo(0.02, within(1e-9)));

        trends.add(Nights.shard(2, 2, 0.02));
        assertThat(onlyMachine().without()).singleElement().satisfies(row -> {
            assertThat(row.cell()).isEqualTo(Nights.ROW);
            assertThat(row.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(row.reason()).isEqualTo("shard 1/2 of the night is missing");
        });

        trends.add(Nights.shard(2, 1, 0.01));
        assertThat(onlyMachine().without()).as("it came later").isEmpty();
    }

    private static Search search(boolean done, int good, int bad, Search.Culprit... culprits) {
        return new Search(
                Search.SCHEMA_VERSION,
                "search",
                Samples.COMMITTED,
                Samples.MACHINE,
                Nights.ROW,
                Nights.commit(good),
                Nights.commit(bad),
                done,
                Nights.commit(good),
                Nights.commit(bad),
                List.of(culprits));
    }

    @Test
    void whatAsManyPairsAsThereMayBeCouldNotShowIsNotAskedAgain() {
        nights(0, 0.05);
        for (int i = 0; i < SequentialTest.MOST_PAIRS / 2; i++) {
            assertThat(slowdowns()).extracting(Change::undecided).containsExactly(Optional.of(step(7, 8)));
            trends.add(Nights.comparison(7, 8, 0.05, Verdict.TOO_NOISY, "17.0.15"));
        }
        assertThat(slowdowns()).extracting(Change::undecided).containsExactly(Optional.of(step(6, 9)));
    }

    @Test
    void whatWasAcceptedStaysSoWhenItsPlaceMovesByANight() {
        nights(0, 0.05);
        for (int commit : List.of(7, 8, 9)) {
            accepted = commit;
            assertThat(slowdowns())
                    .extracting(Change::accepted)
                    .as("commit " + commit)
                    .containsExactly(true);
        }
        accepted = 10;
        assertThat(slowdowns()).extracting(Change::accepted).containsExactly(false);
    }

    private static Change.Step step(int before, int after) {
        return new Change.Step(Nights.commit(before), Nights.commit(after));
    }

    @Test
    void whatWasMadeUpForStaysSoWhenItGetsSlowerAgain() {
        nights(0, 0.05, 0.05, 0, 0, 0.05);

        assertThat(slowdowns()).extracting(Change::since).containsExactly(Nights.commit(40));
    }

    @Test
    void aRowThatCannotBeHeldAgainstTheAnchorAnyMoreIsNoSlowdown() {
        nights(0, 0.05);
        trends.add(Nights.apart(16, Verdict.NOT_COMPARABLE, "the benchmark itself changed"));

        assertThat(slowdowns()).isEmpty();
    }

    @Test
    void ofFewCommitsItIsTooEarlyToSay() {
        trends.add(Nights.night(1, 0));
        assertThat(onlyMachine().withoutSlowdowns())
                .isEqualTo("Needs 5 measured commits to detect regressions; has 1.");

        nights(0);
        assertThat(onlyMachine().withoutSlowdowns()).isEqualTo("No confirmed regressions.");
    }

    @Test
    void whatWasMadeUpForIsNoSlowdown() {
        nights(0, 0, 0.05, 0.05, 0, 0);

        assertThat(series())
                .singleElement()
                .satisfies(series -> assertThat(series.changePoints()).hasSize(2));
        assertThat(slowdowns()).isEmpty();
    }

    @Test
    void whatGotFasterIsNoSlowdown() {
        nights(0, -0.05);

        assertThat(slowdowns()).isEmpty();
    }

    @Test
    void nightsOfOneCommitAreOneValue() {
        trends.add(Nights.night(1, 0.01));
        trends.add(Nights.night(1, 0.03));

        assertThat(series())
                .singleElement()
                .satisfies(series -> assertThat(series.nights())
                        .singleElement()
                        .satisfies(night -> assertThat(night.slower()).isEqualTo(0.02, within(1e-9))));
    }
}
