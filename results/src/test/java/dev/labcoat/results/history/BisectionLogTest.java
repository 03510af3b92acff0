package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.BisectionLog.Step;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BisectionLogTest {

    private static final BisectionLog.Request REQUEST =
            new BisectionLog.Request("a".repeat(40), "b".repeat(40), Samples.id("demo.B.get", "avgt", 1), "quick");

    private static final List<Step> STEPS =
            List.of(Step.comparing("20260305T000000Z-comparison"), Step.leavingOut("c".repeat(40), "it has no row"));

    @TempDir
    private Path folder = Path.of("");

    private BisectionLog log() throws IOException {
        return BisectionLog.open(folder, REQUEST, 3);
    }

    private Path begun() throws IOException {
        BisectionLog log = log();
        for (Step step : STEPS) {
            log.append(step);
        }
        try (Stream<Path> files = Files.list(folder.resolve("bisections"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void theSameSearchGoesOnAsItBegan() throws IOException {
        begun();

        BisectionLog again = BisectionLog.open(folder, REQUEST, 1);
        assertThat(again.together()).isEqualTo(3);
        assertThat(again.steps()).isEqualTo(STEPS);
    }

    @Test
    void aStepThatWasHalfWrittenIsNone() throws IOException {
        Path file = begun();
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 2));

        assertThat(log().steps()).isEqualTo(STEPS.subList(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "20260305, 20260306, checksum",
        "c, ' ', checksum",
        "'\"leftOut\":null', '\"leftOut\":\"x\"', a step is either",
        "'\"together\":3', '\"together\":0', together is not 1 or more"
    })
    void whatWasChangedSinceIsNamedWithWhatToDo(String written, String changed, String why) throws IOException {
        Path file = begun();
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)(.*)" + written, "$1" + changed));

        assertThatThrownBy(() -> {
                    log().together();
                    log().steps();
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(file.toString(), why, "delete it to search anew");
    }
}
