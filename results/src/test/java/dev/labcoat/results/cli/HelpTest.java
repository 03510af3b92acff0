package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the help of every command has to be. */
class HelpTest {

    /** All of it: the manual page has the help of each command. */
    private static List<String> lines() {
        return Stream.concat(
                        Said.by("man").done().replace("\\-", "-").lines().dropWhile(line -> !line.startsWith("Usage")),
                        Said.by("stack", "export", "--help").done().lines())
                .toList();
    }

    @Test
    void everyValueHasAWordThatSaysWhatItIs() {
        assertThat(lines()).noneMatch(line -> line.matches(".*=<\\w+>.*"));
    }

    @Test
    void noCommandAndNoAddressIsBrokenOverLines() {
        assertThat(lines()).anyMatch(line -> line.contains("source <(./run-bench.sh completion bash)"));
        assertThat(lines()).anyMatch(line -> line.contains("http://127.0.0.1:8080/"));
        assertThat(lines()).noneMatch(line -> line.strip().startsWith("/") || line.endsWith("http:"));
    }

    @Test
    void helpFitsANarrowTerminal() {
        assertThat(lines()).allMatch(line -> line.length() <= 80);
    }
}
