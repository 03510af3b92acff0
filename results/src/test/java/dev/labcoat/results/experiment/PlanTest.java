package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

class PlanTest {

    private static final CellId A = id("demo.A.run", "avgt", 1);
    private static final CellId B = id("demo.B.run", "avgt", 1, "size", "1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static JmhJars jar() {
        return new JmhJars()
                .benchmark("demo.A", "run", Mode.AverageTime, Map.of())
                .benchmark("demo.B", "run", Mode.AverageTime, Map.of("size", List.of("1", "2")));
    }

    private static Plan plan(Plan.Choice... choices) {
        return Plan.of(List.of(choices), false, sides -> true);
    }

    private static List<Verdict> apart(Plan plan) {
        return plan.apart().stream().map(ComparisonRow::verdict).toList();
    }

    @Test
    void whatBothHaveIsCompared() throws IOException {
        Plan plan = plan(choice(subject("base", jar(), folder), A, B), choice(subject("head", jar(), folder), A, B));

        assertThat(plan.rows()).isEqualTo(2);
        assertThat(plan.apart()).isEmpty();
        assertThat(plan.groups())
                .allSatisfy(group -> assertThat(group.variants()).containsExactly(0, 1));
    }

    @Test
    void newAndMissingRowsStandApart() throws IOException {
        Subject base = subject("base", jar(), folder);
        CellId gone = id("demo.B.run", "avgt", 1, "size", "2");
        Plan plan = plan(choice(base, A, gone), choice(subject("head", jar(), folder), A, B));

        assertThat(plan.rows()).isOne();
        assertThat(apart(plan)).containsExactly(Verdict.MISSING, Verdict.NEW);
    }

    @Test
    void anotherModeOtherThreadsOrOtherParamsAreNotComparable() throws IOException {
        Subject base = subject("base", jar(), folder);
        Subject head = subject("head", jar(), folder);
        for (CellId other : List.of(
                id("demo.B.run", "thrpt", 1, "size", "1"),
                id("demo.B.run", "avgt", 2, "size", "1"),
                id("demo.B.run", "avgt", 1, "length", "1"))) {
            Plan plan = plan(choice(base, A, B), choice(head, A, other));

            assertThat(apart(plan)).as(other.toString()).containsExactly(Verdict.NOT_COMPARABLE);
            assertThat(plan.apart().get(0).reason()).contains(other.toString());
        }
    }

    @Test
    void aBenchmarkThatItselfChangedIsMeasuredOnlyOnRequest() throws IOException {
        Subject base = subject("base", jar().file("demo/A.class", "old"), folder);
        Subject head = subject("head", jar().file("demo/A.class", "new"), folder);
        List<Plan.Choice> choices = List.of(choice(base, A, B), choice(head, A, B));

        assertThat(apart(Plan.of(choices, false, sides -> true))).containsExactly(Verdict.NOT_COMPARABLE);
        assertThat(Plan.of(choices, true, sides -> true).rows()).isEqualTo(2);
    }

    @Test
    void anEmptyComparisonIsAnError() throws IOException {
        Subject base = subject("base", jar(), folder);
        Subject head = subject("head", jar(), folder);
        assertThatThrownBy(() -> plan(choice(base, A), choice(head, B)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing to compare")
                .hasMessageContaining("missing");
    }

    @Test
    void manyVariantsRunInOneRoundWhereMemoryAllowsAndElseInPairs() throws IOException {
        Subject base = subject("base", jar(), folder);
        List<Plan.Choice> choices = List.of(choice(base, A), choice(base, A), choice(base, A));

        assertThat(Plan.of(choices, false, sides -> true).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.variants()).containsExactly(0, 1, 2));
        assertThat(Plan.of(choices, false, sides -> false).groups())
                .extracting(Group::variants)
                .containsExactly(List.of(0, 1), List.of(0, 2));
    }
}
