package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void textAlignsWordsLeftAndNumbersRight() {
        Grid grid = new Grid(
                List.of("benchmark", "score", "±"),
                1,
                List.of(List.of("get", "48,000 ops/s", "1.5 %"), List.of("put twice", "9 µs", "-")));

        assertThat(grid.text())
                .containsExactly(
                        "benchmark         score      ±",
                        "get        48,000 ops/s  1.5 %",
                        "put twice          9 µs      -");
    }

    @Test
    void textDoesNotEndInBlanks() {
        assertThat(new Grid(List.of("a", "long head"), 2, List.of(List.of("x", "y"))).text())
                .containsExactly("a    long head", "x    y");
    }

    @Test
    void charactersOutsideTheBasicPlaneTakeOnePlace() {
        assertThat(new Grid(List.of("head", "n"), 1, List.of(List.of("\uD83D\uDE00", "1"))).text())
                .containsExactly("head    n", "\uD83D\uDE00       1");
    }

    private static final Grid WIDE = new Grid(
            List.of("benchmark", "server", "score", "server CPU/op", "marks"),
            2,
            List.of(
                    List.of("staticFile", "JETTY", "48,000 ops/s", "20.5 µs", "client-bound 2/3, warming 1/3"),
                    List.of("staticFile", "UNDERTOW", "39,000 ops/s", "24.5 µs", "-")));

    @Test
    void headsAndCellsAreWrappedBeforeNamesAre() {
        assertThat(WIDE.text(64))
                .containsExactly(
                        "                                     server",
                        "benchmark   server           score   CPU/op                marks",
                        "staticFile  JETTY     48,000 ops/s  20.5 µs    client-bound 2/3,",
                        "                                                     warming 1/3",
                        "staticFile  UNDERTOW  39,000 ops/s  24.5 µs                    -");
    }

    @Test
    void namesStandOnALineOfTheirOwnWhereItIsNarrow() {
        assertThat(WIDE.text(45))
                .containsExactly(
                        "                   server",
                        "           score   CPU/op               marks",
                        "staticFile server=JETTY",
                        "    48,000 ops/s  20.5 µs   client-bound 2/3,",
                        "                                  warming 1/3",
                        "staticFile server=UNDERTOW",
                        "    39,000 ops/s  24.5 µs                   -");
    }

    @Test
    void whatARowDoesNotHaveIsNoPartOfItsName() {
        Grid grid = new Grid(
                List.of("benchmark", "server", "cache", "score"),
                3,
                List.of(
                        List.of("rawLoopback", "-", "-", "48,000 ops/s"),
                        List.of("staticFile", "JETTY", "-", "39,000 ops/s")));

        assertThat(grid.text(30))
                .containsExactly(
                        "           score",
                        "rawLoopback",
                        "    48,000 ops/s",
                        "staticFile server=JETTY",
                        "    39,000 ops/s");
    }

    @Test
    void columnsThatDoNotFitFollowInParts() {
        assertThat(WIDE.text(30)).allMatch(line -> line.length() <= 30);
    }

    @Test
    void emptyColumnsAreLeftOut() {
        Grid grid = new Grid(List.of("row", "param", "score", "marks"), 2, List.of(List.of("a", "-", "1 s", "-")));

        assertThat(grid.withoutEmptyColumns("-"::equals))
                .isEqualTo(new Grid(List.of("row", "score"), 1, List.of(List.of("a", "1 s"))));
    }

    @Test
    void markdownIsAlignedAsRawTextToo() {
        Grid grid = new Grid(List.of("name", "n"), 1, List.of(List.of("get", "12345"), List.of("x", "1")));

        assertThat(grid.markdown())
                .containsExactly(
                        "| name |     n |", //
                        "| ---- | -----:|", //
                        "| get  | 12345 |", //
                        "| x    |     1 |");
    }

    @Test
    void markdownTakesTextAsText() {
        Grid grid = new Grid(List.of("a|b"), 1, List.of(List.of("<i>_x_*y*`z`[l](u)\\\nend")));

        assertThat(grid.markdown().get(0)).startsWith("| a\\|b ");
        assertThat(grid.markdown().get(2)).isEqualTo("| &lt;i>\\_x\\_\\*y\\*\\`z\\`\\[l](u)\\\\ end |");
    }
}
