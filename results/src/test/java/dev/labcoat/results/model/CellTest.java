package dev.labcoat.results.model;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {

    @Test
    void scoreIsTheMeanOfForksNotOfIterations() {
        Fork three = new Fork("ops/s", List.of(1.0, 1.0, 1.0), List.of(), Map.of(), List.of(), 1, 0, 1, null);
        Cell cell = cell(three, fork(5, "ops/s"));
        assertThat(cell.score()).map(Estimate::mean).contains(3.0);
    }

    @Test
    void anIterationThatStalledWeighsNoMoreThanItsOperations() {
        // 16 operations in a second, beside 1,000 in a tenth of one.
        Fork stalled =
                new Fork("ops/s", List.of(16.0, 10_000.0), List.of(16L, 1_000L), Map.of(), List.of(), 1, 0, 1, null);
        assertThat(cell(stalled).score())
                .hasValueSatisfying(score -> assertThat(score.mean()).isCloseTo(1_016 / 1.1, within(1e-9)));
    }

    @Test
    void failedForksAreNotInTheScore() {
        Cell cell = cell(fork(4, "ops/s"), Fork.failed("boom", 1), fork(6, "ops/s"));
        assertThat(cell.good()).hasSize(2);
        assertThat(cell.score()).map(Estimate::mean).contains(5.0);
        assertThat(cell.unit()).isEqualTo("ops/s");
    }

    @Test
    void aCellWithoutAGoodForkHasNoScore() {
        assertThat(cell().score()).isEmpty();
        assertThat(cell(Fork.failed("boom", 1)).score()).isEmpty();
        assertThat(cell(Fork.failed("boom", 1)).unit()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNotInTheScore() {
        assertThat(cell(fork(Double.NaN, "us/op")).score()).isEmpty();
        assertThat(cell(fork(Double.POSITIVE_INFINITY, "us/op"), fork(2, "us/op"))
                        .score())
                .map(Estimate::forks)
                .contains(1);
    }

    @Test
    void metricIsOfTheForksThatHaveIt() {
        Cell cell = cell(fork(4, "ops/s"), fork(100, 20, 900), fork(100, 22, 900));
        assertThat(cell.metric("subject.cpu"))
                .hasValueSatisfying(cpu -> assertThat(cpu.mean()).isEqualTo(21));
        assertThat(cell.unit("subject.cpu")).isEqualTo("us/op");
        assertThat(cell.metric("no.such")).isEmpty();
        assertThat(cell.unit("no.such")).isEmpty();
    }

    @Test
    void marksAndErrorsOfAllForksAreToldOnce() {
        Cell cell = cell(
                fork(1, 2, 3, "warming", "client-bound"),
                fork(1, 2, 3, "warming"),
                Fork.failed("boom", 1),
                Fork.failed("boom", 1),
                Fork.failed("bang", 1));
        assertThat(cell.marks()).containsExactly("warming", "client-bound");
        assertThat(cell.errors()).containsExactly("boom", "bang");
    }

    @Test
    void oneMoreForkMakesAnotherCell() {
        Cell planned = cell();
        Cell measured = planned.with(fork(1, "ops/s"));
        assertThat(planned.forks()).isEmpty();
        assertThat(measured.forks()).hasSize(1);
        assertThat(measured.version()).isEqualTo(planned.version());
    }

    @Test
    void onlyThroughputGetsBetterByRising() {
        assertThat(Direction.of("thrpt", "")).isEqualTo(Direction.HIGHER_IS_BETTER);
        for (String rate : List.of("ops/s", "MB/sec", "req/min", "B/\u00b5s")) {
            assertThat(Direction.of("avgt", rate)).as(rate).isEqualTo(Direction.HIGHER_IS_BETTER);
        }
        assertThat(Direction.of("thrpt", "us/op")).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(Direction.ofMetric("MB/sec"))
                .as("such as of memory that is taken")
                .isEmpty();
        for (String time : List.of("avgt", "sample", "ss")) {
            assertThat(new Cell(id("a.B.c", time, 1), "v", List.of()).direction())
                    .isEqualTo(Direction.LOWER_IS_BETTER);
        }
    }

    private static Cell cell(Fork... forks) {
        return new Cell(id("get"), "v1", List.of(forks));
    }
}
