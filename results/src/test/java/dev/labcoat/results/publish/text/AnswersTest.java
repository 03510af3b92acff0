package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final String CLASS = "demo.IndexBenchmark";

    private static List<String> answers(Suite.@Nullable Ladder ladder, Cell... cells) {
        return of(ladder, cells).lines(100);
    }

    private static Answers of(Suite.@Nullable Ladder ladder, Cell... cells) {
        Suite.Question question = new Suite.Question(
                CLASS, "index?", "roundTrip", Map.of(), null, List.of(), List.of("index"), null, null, ladder);
        Suite suite = new Suite(
                "",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer("database", "", null, null, null, List.of(question))));
        return new Answers(run(suite, cells));
    }

    private static CellId lookup(String index, String rows) {
        return id(CLASS + ".lookup", "avgt", 1, "index", index, "rows", rows);
    }

    /** A row with a fork in each round, from the first on. */
    private static Cell cell(CellId id, double... scores) {
        List<Fork> forks = new ArrayList<>();
        for (double score : scores) {
            forks.add(Samples.fork(score, "us/op").inRound(forks.size() + 1, 1));
        }
        return new Cell(id, "v", forks);
    }

    @Test
    void theFastestRowIsHeldAgainstTheSlowest() {
        assertThat(answers(
                        null,
                        cell(lookup("NONE", "100"), 4000, 4400, 3800),
                        cell(lookup("HASH", "100"), 200, 200, 200),
                        cell(lookup("B_TREE", "100"), 100, 109, 95)))
                .singleElement()
                .asString()
                .startsWith("database  Index: index=B_TREE is 40x as fast as NONE (")
                .endsWith("x, 3 rounds)");
    }

    @Test
    void belowAnAnswerStandsWhatItRestsOn() {
        Cell marked = new Cell(
                lookup("NONE", "100"),
                "v",
                List.of(Samples.fork(4_000, "us/op").inRound(1, 1).launched(List.of("warming", "disturbed"), 9, 2, 3)));

        assertThat(of(null, marked, cell(lookup("B_TREE", "100"), 100)).linesWithDetails(100))
                .containsExactly(
                        "database  Index: index=B_TREE measured 40x as fast as NONE (1 round: no range)",
                        "          100 µs and 4.00 ms; rows=100 [disturbed, warming]");
        assertThat(of(null, sampled("NONE", 100, 9_000), sampled("B_TREE", 50, 1_000))
                        .linesWithDetails(100))
                .as("of the tail of samples, which is what is compared, and without params that they share")
                .last()
                .isEqualTo("          1.00 ms and 9.00 ms");
    }

    private static Fork sliced(List<Double> scores, List<Long> operations) {
        return new Fork("us/op", scores, List.of(), Map.of(), List.of(), 5, 2, 3, null)
                .seen(operations, 1, List.of())
                .inRound(1, 1);
    }

    @Test
    void whatItRestsOnIsWhatItsRatioIsMadeOf() {
        Cell stalling =
                new Cell(lookup("NONE", "100"), "v", List.of(sliced(List.of(100.0, 1_000.0), List.of(10L, 1L))));
        Cell even = new Cell(lookup("B_TREE", "100"), "v", List.of(sliced(List.of(100.0, 100.0), List.of(10L, 10L))));

        assertThat(of(null, stalling, even).linesWithDetails(100))
                .as("2,000 µs for 11 operations, and not 550 µs, which is the mean of two slices")
                .last()
                .isEqualTo("          100 µs and 182 µs; rows=100");
    }

    @Test
    void aDriftThatBothShareWidensNoRange() {
        assertThat(answers(null, cell(lookup("NONE", "1"), 100, 300, 50), cell(lookup("B_TREE", "1"), 40, 120, 20)))
                .containsExactly("database  Index: index=B_TREE is 2.5x as fast as NONE (2.5 … 2.5x, 3 rounds)");
    }

    @Test
    void whatCannotBeToldApartIsNotRanked() {
        assertThat(answers(null, cell(lookup("NONE", "1"), 100, 90, 110), cell(lookup("B_TREE", "1"), 101, 110, 91)))
                .singleElement()
                .asString()
                .contains("cannot be told apart (");
    }

    @Test
    void inThePlaceOfARangeThatTellsNothingStandsWhatTheRoundsShowed() {
        assertThat(answers(null, cell(lookup("NONE", "1"), 100, 900), cell(lookup("B_TREE", "1"), 99, 100)))
                .containsExactly(
                        "database  Index: index=B_TREE and NONE cannot be told apart (2 rounds of 1.01 to 9.0x)");
    }

    @Test
    void ofARangeWithAFarUpperEndTheLowerOneIsSaid() {
        assertThat(answers(null, cell(lookup("NONE", "1"), 100, 80), cell(lookup("B_TREE", "1"), 1, 1)))
                .containsExactly("database  Index: index=B_TREE is at least 22x as fast as NONE (2 rounds)");
        assertThat(answers(null, cell(lookup("NONE", "1"), 1, 1), cell(lookup("B_TREE", "1"), 100, 80)))
                .containsExactly("database  Index: index=NONE is at least 22x as fast as B_TREE (2 rounds)");
    }

    @Test
    void samplesAreComparedByTheirTail() {
        assertThat(answers(null, sampled("NONE", 100, 9_000), sampled("B_TREE", 50, 1_000)))
                .containsExactly("database  Index p99: index=B_TREE measured 9.0x as fast as NONE (1 round: no range)");
    }

    private static Cell sampled(String index, double mean, double tail) {
        return new Cell(
                id(CLASS + ".lookup", "sample", 1, "index", index),
                "v",
                List.of(new Fork(
                                "us/op",
                                List.of(mean),
                                List.of(),
                                Map.of("p0.99", new Metric("us/op", List.of(tail))),
                                List.of(),
                                5,
                                2,
                                3,
                                null)
                        .inRound(1, 1)));
    }

    @Test
    void oneRoundHasNoRange() {
        assertThat(answers(null, cell(lookup("NONE", "1"), 100), cell(lookup("B_TREE", "1"), 95)))
                .containsExactly("database  Index: index=B_TREE measured 1.05x as fast as NONE (1 round: no range)");
    }

    @Test
    void answersShareWhatTheyKnowOfNoise() {
        List<Cell> cells = new ArrayList<>();
        for (int rows = 1; rows <= 6; rows++) {
            cells.add(cell(lookup("NONE", "" + rows), 100, 100 + rows % 3));
            cells.add(cell(lookup("B_TREE", "" + rows), 10, 10.1));
        }
        cells.add(cell(lookup("NONE", "7"), 100));
        cells.add(cell(lookup("B_TREE", "7"), 10));

        assertThat(answers(null, cells.toArray(Cell[]::new)))
                .hasSize(7)
                .noneMatch(line -> line.contains("no range"))
                .noneMatch(line -> line.contains("cannot be told apart"))
                .last()
                .asString()
                .endsWith(", 1 round, pooled noise)");
    }

    @Test
    void aRowAloneIsHeldAgainstItsControlAndTheFasterIsSaidFirst() {
        assertThat(answers(
                        null,
                        cell(id(CLASS + ".roundTrip", "avgt", 1), 100, 100),
                        cell(lookup("B_TREE", "1"), 400, 400)))
                .singleElement()
                .asString()
                .startsWith("database  Index: roundTrip is 4.0x as fast as lookup (");
    }

    @Test
    void ofNumbersTheParamIsSaidTwice() {
        assertThat(answers(null, cell(lookup("1", "1"), 100, 100), cell(lookup("8", "1"), 10, 10)))
                .singleElement()
                .asString()
                .contains("index=8 is 10x as fast as index=1 (");
    }

    @Test
    void aLadderIsAnsweredByItsEnds() {
        Suite.Ladder ladder = new Suite.Ladder("index", "NONE", List.of("HASH"), "ALL");

        assertThat(answers(
                        ladder,
                        cell(lookup("NONE", "1"), 100, 100),
                        cell(lookup("HASH", "1"), 10, 10),
                        cell(lookup("ALL", "1"), 20, 20)))
                .singleElement()
                .asString()
                .contains("index=ALL is 5.0x as fast as NONE");
    }

    @Test
    void eachWorkHasItsAnswerAndNoLineIsWiderThanATerminal() {
        String rows = "1".repeat(60);

        assertThat(answers(
                        null,
                        cell(lookup("NONE", "1"), 100, 100),
                        cell(lookup("B_TREE", "1"), 10, 10),
                        cell(lookup("NONE", rows), 100, 100),
                        cell(lookup("B_TREE", rows), 10, 10)))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .anySatisfy(line -> assertThat(line).contains("Index rows=1: "));
    }

    @Test
    void forksThatWereNotAliveTogetherAnswerNothing() {
        Cell apart = new Cell(lookup("NONE", "1"), "v", List.of(Samples.fork(100, "us/op"), Samples.fork(99, "us/op")));

        assertThat(answers(null, apart, cell(lookup("B_TREE", "1"), 10, 10))).isEmpty();
    }
}
