package dev.labcoat.results.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.RandomExperiments;
import dev.labcoat.results.Samples;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScoresOfARunAreThoseOfItsExperiment(long seed) {
        Run run = new RandomExperiments(seed).run();
        Experiment experiment = Experiment.of(run);

        assertThat(experiment.scores()).contains(run);
        assertThat(experiment.ratios()).isEmpty();
        assertThat(readAgain(experiment)).isEqualTo(experiment);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRatiosOfAComparisonAreThoseOfItsExperiment(long seed) {
        Comparison comparison = new RandomExperiments(seed).comparison();
        Experiment experiment = Experiment.of(comparison);

        assertThat(experiment.ratios()).contains(comparison);
        assertThat(experiment.scores()).isEmpty();
        assertThat(readAgain(experiment)).isEqualTo(experiment);
    }

    private static Experiment readAgain(Experiment experiment) {
        return Json.COMPACT.readValue(Json.COMPACT.writeValueAsString(experiment), Experiment.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aForkOfABaselineIsRecordedOnceHoweverManyAreHeldAgainstIt(long seed) {
        Comparison comparison = new RandomExperiments(seed).comparison();
        List<Pair> pairs =
                comparison.rows().stream().flatMap(row -> row.pairs().stream()).toList();
        List<Fork> forks = pairs.stream().map(Pair::base).distinct().toList();

        Experiment experiment = Experiment.of(comparison);

        List<Fork> recorded = experiment.rounds().stream()
                .flatMap(round -> round.results().stream())
                .filter(result -> experiment.arms().get(result.arm()).variant() == 0)
                .flatMap(result -> Stream.ofNullable(result.fork()))
                .toList();
        if (pairs.stream().allMatch(pair -> pair.base().round() != null)) {
            assertThat(recorded).hasSameSizeAs(forks);
        } else {
            // In the oldest records nobody knows the order of all of them.
            assertThat(recorded).hasSizeBetween(forks.size(), pairs.size());
        }
    }

    @Test
    void rowsThatWereAliveTogetherAreInOneRound() {
        Fork fork = Samples.fork(1, "ns/op");
        Run run = Samples.run(
                Samples.SUITE,
                new Cell(Samples.id("a"), "v", List.of(fork.ofRound(1), fork.ofRound(3))),
                new Cell(Samples.id("b"), "v", List.of(fork.ofRound(2), fork.ofRound(3))));

        assertThat(Experiment.of(run).rounds())
                .extracting(Round::number, round -> round.results().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 1),
                        org.assertj.core.groups.Tuple.tuple(2, 1),
                        org.assertj.core.groups.Tuple.tuple(3, 2));
    }

    @Test
    void scoresAndRatiosAreOfTheSameForks() {
        CellId compared = Samples.id("compared");
        CellId added = Samples.id("added");
        Comparison planned = comparison(
                ComparisonRow.open(compared, compared, 1, 0.05, null),
                ComparisonRow.apart(Samples.id("gone"), 1, Verdict.MISSING, "head does not have it"));
        Fork base = Samples.fork(1, "ns/op");
        Fork head = Samples.fork(2, "ns/op");

        Experiment experiment = Experiment.of(planned)
                .scoring(1, "suite.jar", List.of(Cell.planned(added, "v1"), Cell.planned(compared, "v2")));
        assertThat(experiment.ratios().orElseThrow().rows()).isEqualTo(planned.rows());
        Decision row = experiment.rows().get(0);
        Experiment measured = experiment
                .with(new Round(
                        1,
                        Instant.EPOCH.plusSeconds(1),
                        List.of(new Round.Result(row.base(), base, null), new Round.Result(row.arm(), head, null))))
                .with(new Round(
                        2, Instant.EPOCH.plusSeconds(2), List.of(new Round.Result(row.arm(), null, "base: crashed"))))
                .with(new Round(3, Instant.EPOCH.plusSeconds(3), List.of(new Round.Result(0, head, null))));

        Run scores = measured.scores().orElseThrow();
        assertThat(scores.revision()).isEqualTo(Samples.revision("head", 1));
        assertThat(scores.jarName()).isEqualTo("suite.jar");
        assertThat(scores.cells())
                .containsExactly(
                        new Cell(added, "v1", List.of(head.ofRound(3)), null, Instant.EPOCH.plusSeconds(3)),
                        new Cell(compared, "v2", List.of(head.ofRound(1)), null, Instant.EPOCH.plusSeconds(1)));
        assertThat(scores.measuredAt()).isEqualTo(Instant.EPOCH.plusSeconds(3));
        ComparisonRow ratio = measured.ratios().orElseThrow().rows().get(0);
        assertThat(ratio.pairs()).containsExactly(new Pair(base.ofRound(1), head.ofRound(1)));
        assertThat(ratio.discarded()).containsExactly("base: crashed");
        assertThat(readAgain(measured)).isEqualTo(measured);
    }

    private static Comparison comparison(ComparisonRow... rows) {
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                "c",
                Samples.COMMITTED,
                0,
                "smoke",
                1,
                100,
                Samples.SUITE,
                Stream.of("base", "head")
                        .map(name -> new Variant(
                                name, name + ".jar", name, Samples.revision(name, 1), "17", "/jdk", List.of()))
                        .toList(),
                Samples.MACHINE,
                Samples.ENVIRONMENT,
                List.of(rows),
                0);
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        CellId cell = Samples.id("m");
        Experiment experiment = Experiment.of(comparison(ComparisonRow.open(cell, cell, 1, 0.05, null)));
        Fork fork = Samples.fork(1, "ns/op");

        assertThatThrownBy(() -> experiment.with(new Round(1, null, List.of(new Round.Result(2, fork, null)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arm");
        assertThatThrownBy(() -> experiment.with(new Round(
                        1,
                        null,
                        List.of(new Round.Result(0, fork, null), new Round.Result(1, Samples.fork(1, 1, 1), null)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slices");
        assertThatThrownBy(() ->
                        new Round(1, null, List.of(new Round.Result(0, fork, null), new Round.Result(0, fork, null))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
