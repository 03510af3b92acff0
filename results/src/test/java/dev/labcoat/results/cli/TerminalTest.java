package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private Terminal terminal(Display display) {
        return new Terminal(new PrintStream(sent, true, StandardCharsets.UTF_8), display);
    }

    private String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linesAreBrokenBetweenWordsOnATerminalOnly() {
        terminal(new Display(true, 40, false)).println("  a message that is longer than its terminal is wide");
        assertThat(sent()).isEqualTo("  a message that is longer than its\n    terminal is wide\n");

        sent.reset();
        terminal(Display.NONE).println("x ".repeat(200));
        assertThat(sent().lines()).hasSize(1);
    }

    @Test
    void verdictsAndMarksHaveColoursAndNamesHaveNone() {
        Terminal terminal = terminal(new Display(true, 80, true));
        terminal.println("A.slower mode=faster 5 % slower [warming, late]");
        terminal.print("SLOWER: 1 of 2 rows got slower.\n");
        terminal.flush();

        assertThat(sent())
                .isEqualTo("A.slower mode=faster 5 % \u001B[31mslower\u001B[0m"
                        + " [\u001B[33mwarming\u001B[0m, \u001B[33mlate\u001B[0m]\n"
                        + "\u001B[31mSLOWER:\u001B[0m 1 of 2 rows got slower.\n");
    }

    @Test
    void whatIsPrintedCommandsNothing() {
        Terminal terminal = terminal(new Display(true, 80, true));
        terminal.println("a\u001B[2Jb");
        terminal.print("c\u001B[31md");
        terminal.flush();

        assertThat(sent()).isEqualTo("a\\u001b[2Jb\nc\\u001b[31md");
    }

    @Test
    void coloursCanBeSwitchedOff() {
        assertThat(Display.of(Map.of("TERM", "xterm"), 80).colour()).isTrue();
        assertThat(Display.of(Map.of("TERM", "xterm", "NO_COLOR", ""), 80).colour())
                .isTrue();
        assertThat(Display.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), 80).colour())
                .isFalse();
        assertThat(Display.of(Map.of("TERM", "dumb"), 80).colour()).isFalse();
        assertThat(Display.NONE.colour()).isFalse();
    }

    @Test
    void aTerminalThatDoesNotSayItsWidthHasThatOfTheEnvironment() {
        assertThat(Display.of(Map.of("COLUMNS", "120"), 0).columns()).isEqualTo(120);
        assertThat(Display.of(Map.of("COLUMNS", "wide"), 0).columns()).isEqualTo(80);
        assertThat(Display.of(Map.of("COLUMNS", "120"), 90).columns()).isEqualTo(90);
    }
}
