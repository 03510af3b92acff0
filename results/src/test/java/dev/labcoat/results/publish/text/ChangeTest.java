package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.history.CommitResults.Earlier;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void moreThroughputIsFaster() {
        Change change = change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 125));
        assertThat(change.percent()).isCloseTo(25, within(1e-9));
        assertThat(change.text()).isEqualTo("~25 % faster");
        assertThat(change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 96))
                        .text())
                .isEqualTo("~4.0 % slower");
    }

    @Test
    void moreTimeIsSlower() {
        Change change = change(cell("avgt", "us/op", 100), cell("avgt", "us/op", 125));
        assertThat(change.percent()).isCloseTo(-25, within(1e-9));
        assertThat(change.text()).isEqualTo("~25 % slower");
        assertThat(change(cell("sample", "us/op", 100), cell("sample", "us/op", 80))
                        .text())
                .isEqualTo("~20 % faster");
    }

    @Test
    void unitsAreBroughtToOneBeforeTheyAreCompared() {
        assertThat(change(cell("avgt", "ns/op", 990), cell("avgt", "us/op", 1.1))
                        .percent())
                .isCloseTo(-100.0 / 9, within(1e-9));
    }

    @Test
    void errorsOfBothSidesArePropagated() {
        // Two forks 99 and 101: half width 12.7062, of 100
        Change change = change(cell("thrpt", "ops/s", 99, 101), cell("thrpt", "ops/s", 198, 202));
        assertThat(change.percent()).isCloseTo(100, within(1e-9));
        assertThat(change.error()).isCloseTo(2 * Math.hypot(12.7062, 12.7062), within(1e-3));
        assertThat(change.text()).isEqualTo("~100 % ±36 % faster");
    }

    @Test
    void aSingleForkHasNoRange() {
        Change change = change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 99, 101));
        assertThat(change.error()).isNaN();
        assertThat(change.text()).doesNotContain("±");
    }

    private static Change change(Cell before, Cell now) {
        return Change.between(new Earlier(revision("old", 0), before), now).orElseThrow();
    }

    private static Cell cell(String mode, String unit, double... scores) {
        List<Fork> forks =
                DoubleStream.of(scores).mapToObj(score -> fork(score, unit)).toList();
        return new Cell(id("a.B.c", mode, 1), "v1", forks);
    }
}
