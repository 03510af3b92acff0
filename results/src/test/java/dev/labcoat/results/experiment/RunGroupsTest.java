package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunGroupsTest {

    private static final Suite SUITE = suite();

    private static final CellId CONTROL = id("demo.B.control", "thrpt", 1);
    private static final CellId SMALL_A = id("demo.B.file", "thrpt", 1, "server", "A", "size", "1");
    private static final CellId SMALL_B = id("demo.B.file", "thrpt", 1, "server", "B", "size", "1");
    private static final CellId SMALL_C = id("demo.B.file", "thrpt", 1, "server", "C", "size", "1");
    private static final CellId LARGE_A = id("demo.B.file", "thrpt", 1, "server", "A", "size", "9");
    private static final CellId FOREIGN = id("other.B.spin", "avgt", 1);

    private static Suite suite() {
        Suite.Question question = new Suite.Question(
                "demo.B", "what?", "control", Map.of(), null, List.of(), List.of("server"), null, null, null);
        return new Suite(
                "",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer("demo", "", true, null, null, List.of(question))));
    }

    @Test
    void rowsOfTheSameWorkAreAliveTogetherWithTheirControl() {
        assertThat(new RunGroups(SUITE, cells -> true).of(List.of(CONTROL, SMALL_A, LARGE_A, SMALL_B)))
                .containsExactly(List.of(SMALL_A, SMALL_B, CONTROL), List.of(LARGE_A));
    }

    @Test
    void aModeOfItsOwnIsAGroupOfItsOwn() {
        CellId sampled = id("demo.B.file", "sample", 1, "server", "B", "size", "1");

        assertThat(new RunGroups(SUITE, cells -> true).of(List.of(SMALL_A, sampled)))
                .containsExactly(List.of(SMALL_A), List.of(sampled));
    }

    @Test
    void aRowOfAJarThatAsksNothingIsAlone() {
        CellId other = id("other.B.sleep", "avgt", 1);

        assertThat(new RunGroups(SUITE, cells -> true).of(List.of(FOREIGN, other)))
                .containsExactly(List.of(FOREIGN), List.of(other));
    }

    @Test
    void whatMemoryDoesNotHoldIsSplitAndSharesItsFirstRow() {
        assertThat(new RunGroups(SUITE, cells -> cells.size() <= 2).of(List.of(CONTROL, SMALL_A, SMALL_B, SMALL_C)))
                .containsExactly(List.of(SMALL_A, SMALL_B), List.of(SMALL_A, SMALL_C), List.of(SMALL_A, CONTROL));
    }

    @Test
    void aRowIsMeasuredAlsoWhereMemoryHoldsNoTwo() {
        assertThat(new RunGroups(SUITE, cells -> false).of(List.of(SMALL_A))).containsExactly(List.of(SMALL_A));
    }
}
