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
