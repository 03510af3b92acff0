package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {

    @Test
    void linesEndBetweenWordsAndHang() {
        assertThat(Wrapped.lines("one two three four", 9, 2)).containsExactly("one two", "  three", "  four");
    }

    @Test
    void aNumberStaysWithItsUnit() {
        assertThat(Wrapped.lines("it took about 12,345 ms of ±0.5 % each", 16, 0))
                .containsExactly("it took about", "12,345 ms of", "±0.5 % each");
    }

    @Test
    void aSpeedStaysInOnePiece() {
        assertThat(Wrapped.lines("1.22 … 2.85x as fast", 14, 0)).containsExactly("1.22 …", "2.85x as fast");
    }

    @Test
    void aLongWordStaysWhole() {
        assertThat(Wrapped.lines("see results/local/20260304T060000Z/report.html now", 10, 0))
                .containsExactly("see", "results/local/20260304T060000Z/report.html", "now");
    }

    @Test
    void blanksOfColumnsStay() {
        assertThat(Wrapped.lines("  tls    Tls: a b", 10, 9))
                .containsExactly("  tls    Tls:", "         a", "         b");
    }
}
