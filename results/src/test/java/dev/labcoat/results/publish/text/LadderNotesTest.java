package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LadderNotesTest {

    private static final Suite.Ladder LADDER = new Suite.Ladder("knobs", "OLD", List.of("POOL", "INDEX"), "ALL");

    private static Cell cell(String mode, String server, String knobs, double... scores) {
        String unit = mode.equals("avgt") ? "us/op" : "ops/s";
        List<Fork> forks =
                Arrays.stream(scores).mapToObj(score -> fork(score, unit)).toList();
        return new Cell(id("demo.Stack.request", mode, 1, "server", server, "knobs", knobs), "v", forks);
    }

    private static Cell cell(String server, String knobs, double... scores) {
        return cell("thrpt", server, knobs, scores);
    }

    @Test
    void stepsThatNeedOneAnotherGiveMoreThanTheirProduct() {
        assertThat(LadderNotes.of(
                        List.of(
                                cell("jetty", "OLD", 99.9, 100.1),
                                cell("jetty", "POOL", 199.9, 200.1),
                                cell("jetty", "INDEX", 97, 105),
                                cell("jetty", "ALL", 399, 401),
                                cell("undertow", "OLD", 100, 100)),
                        LADDER))
                .containsExactly(
                        "server=jetty: alone, POOL 2.00x as fast, INDEX 1.01x as fast (cannot be told from OLD);"
                                + " their product would be 2.02x as fast, and ALL gives 4.00x as fast, which is more: they gain from one another.");
    }

    @Test
    void stepsThatRemoveTheSameCostGiveLessThanTheirProduct() {
        assertThat(LadderNotes.of(
                        List.of(
                                cell("avgt", "a", "OLD", 100, 100.1),
                                cell("avgt", "a", "POOL", 50, 50.1),
                                cell("avgt", "a", "INDEX", 50, 50.1),
                                cell("avgt", "a", "ALL", 40, 40.1)),
                        LADDER))
                .singleElement()
                .asString()
                .endsWith(
                        "their product would be 4.00x as fast, and ALL gives 2.50x as fast, which is less: they share what they gain.");
    }

    @Test
    void whatNoiseCouldHaveMadeIsNotCalledAnInteraction() {
        assertThat(LadderNotes.of(
                        List.of(
                                cell("a", "OLD", 90, 110),
                                cell("a", "POOL", 190, 210),
                                cell("a", "INDEX", 90, 115),
                                cell("a", "ALL", 200, 230)),
                        LADDER))
                .singleElement()
                .asString()
                .endsWith("which cannot be told from it.");
    }

    @Test
    void whereAStepIsMissingNothingIsSaidOfAllTogether() {
        assertThat(LadderNotes.of(
                        List.of(
                                cell("a", "OLD", 99.9, 100.1),
                                cell("a", "POOL", 199.9, 200.1),
                                cell("a", "INDEX"),
                                cell("a", "ALL", 399, 401)),
                        LADDER))
                .containsExactly(
                        "server=a: alone, POOL 2.00x as fast; ALL gives 4.00x as fast, which is not compared with their product,"
                                + " for INDEX was not measured.");
        assertThat(LadderNotes.of(comparison(row("POOL", 2), row("ALL", 4))))
                .singleElement()
                .asString()
                .endsWith("for INDEX was not measured.");
    }

    @Test
    void aLadderThatWasClimbedInLockstepIsHeldAgainstItsBaseline() {
        assertThat(LadderNotes.of(comparison(
                        row("POOL", 2).decided(Verdict.FASTER, null),
                        row("INDEX", 1.001).decided(Verdict.NO_CHANGE, null),
                        row("ALL", 4).decided(Verdict.FASTER, null))))
                .containsExactly(
                        "server=jetty: alone, POOL 2.00x as fast, INDEX 1.00x as fast (cannot be told from OLD);"
                                + " their product would be 2.00x as fast, and ALL gives 4.00x as fast, which is more: they gain from one another.");
        assertThat(LadderNotes.of(comparison(row("POOL", 2)))).isEmpty();
    }

    private static Comparison comparison(ComparisonRow... rows) {
        Suite suite = new Suite(
                "1",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer(
                        "stack",
                        "All of it.",
                        true,
                        null,
                        null,
                        List.of(new Suite.Question(
                                "demo.Stack",
                                "do the gains add up?",
                                null,
                                Map.of(),
                                null,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                LADDER)))));
        Comparison plain = ComparisonSamples.comparison(rows);
        return new Comparison(
                plain.schemaVersion(),
                plain.id(),
                plain.startedAt(),
                plain.seed(),
                plain.preset(),
                plain.slices(),
                plain.sliceMillis(),
                suite,
                plain.variants(),
                plain.machine(),
                plain.environment(),
                plain.rows(),
                plain.seconds());
    }

    private static ComparisonRow row(String knobs, double multiple) {
        ComparisonRow row = ComparisonSamples.row(stack(knobs), "ops/s", 1_000, multiple);
        return row.pairs().stream()
                .reduce(
                        ComparisonRow.open(stack("OLD"), row.cell(), 1, row.margin(), null),
                        ComparisonRow::with,
                        (first, second) -> second);
    }

    private static CellId stack(String knobs) {
        return id("demo.Stack.request", "thrpt", 1, "server", "jetty", "knobs", knobs);
    }

    @Test
    void aLadderThatWasNotClimbedToItsEndSaysNothing() {
        assertThat(LadderNotes.of(List.of(cell("a", "OLD", 1, 1), cell("a", "POOL", 2, 2)), LADDER))
                .isEmpty();
        assertThat(LadderNotes.of(List.of(cell("a", "OLD", 1), cell("a", "POOL", 2), cell("a", "ALL", 3)), LADDER))
                .as("one fork has no spread")
                .isEmpty();
    }
}
