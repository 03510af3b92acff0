package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void whatCanBeSeenStays() {
        String text = "100 ± 3 µs/op, größer, 性能, 🐢, c:\\temp";

        assertThat(Visible.text(text)).isEqualTo(text);
        assertThat(Visible.lines(text + "\n\t" + text + "\r\n")).isEqualTo(text + "\n\t" + text + "\r\n");
    }

    @Test
    void whatCommandsATerminalIsAnEscape() {
        assertThat(Visible.text("\u001b[31m\u0007\0\u009b\u202e\u2028"))
                .isEqualTo("\\u001b[31m\\u0007\\u0000\\u009b\\u202e\\u2028");
    }

    @Test
    void aNameIsOneLine() {
        assertThat(Visible.text("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    }

    @Test
    void aLineThatIsOverwrittenIsShown() {
        assertThat(Visible.lines("slower\rfaster\n")).isEqualTo("slower\\rfaster\n");
    }

    @Test
    void whatIsBeyondTheBasicPlaneIsTwoEscapes() {
        assertThat(Visible.text(Character.toString(0xE0001))).isEqualTo("\\udb40\\udc01");
    }

    @Test
    void blanksOfOursStayAndThoseOfAValueAreShown() {
        assertThat(Visible.text("1.20\u00a0\u00b5s")).isEqualTo("1.20\u00a0\u00b5s");
        assertThat(Visible.value("a\u00a0b c")).isEqualTo("a\\u00a0b c");
    }
}
