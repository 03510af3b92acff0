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
        assertThat(change.timesAsFast()).isCloseTo(1.25, within(1e-9));
        assertThat(change.text("old")).isEqualTo("~20 % faster than old");
        assertThat(change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 80))
                        .text("old"))
                .isEqualTo("~25 % slower than old");
        assertThat(change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 240))
                        .text("old"))
                .isEqualTo("~2.4x as fast as old");
        assertThat(change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 100))
                        .text("old"))
                .isEqualTo("~as fast as old");
    }

    @Test
    void moreTimeIsSlower() {
        Change change = change(cell("avgt", "us/op", 100), cell("avgt", "us/op", 125));
        assertThat(change.timesAsFast()).isCloseTo(0.8, within(1e-9));
        assertThat(change.text("old")).isEqualTo("~25 % slower than old");
        assertThat(change(cell("sample", "us/op", 100), cell("sample", "us/op", 80))
                        .text("old"))
                .isEqualTo("~20 % faster than old");
    }

    @Test
    void unitsAreBroughtToOneBeforeTheyAreCompared() {
        assertThat(change(cell("avgt", "ns/op", 990), cell("avgt", "us/op", 1.1))
                        .timesAsFast())
                .isCloseTo(0.9, within(1e-9));
    }

    @Test
    void errorsOfBothSidesArePropagated() {
        // Two forks 99 and 101: half width 12.7062, of 100
        Change change = change(cell("thrpt", "ops/s", 99, 101), cell("thrpt", "ops/s", 198, 202));
        assertThat(change.timesAsFast()).isCloseTo(2, within(1e-9));
        assertThat(change.error()).isCloseTo(Math.hypot(0.127062, 0.127062), within(1e-5));
        assertThat(change.text("old")).isEqualTo("~50 % faster than old (±18 %)");
    }

    @Test
    void aSingleForkHasNoRange() {
        Change change = change(cell("thrpt", "ops/s", 100), cell("thrpt", "ops/s", 99, 101));
        assertThat(change.error()).isNaN();
        assertThat(change.text("old")).doesNotContain("±");
    }

    @Test
    void ofNothingNothingIsAMultiple() {
        assertThat(Change.between(
                        new Earlier(revision("old", 0), cell("thrpt", "ops/s", 0)), cell("thrpt", "ops/s", 1)))
                .isEmpty();
        assertThat(Change.between(
                        new Earlier(revision("old", 0), cell("thrpt", "ops/s", 1)), cell("thrpt", "ops/s", 0)))
                .isEmpty();
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
