package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments of {@code stack export} that make no sense are refused before anything is asked. */
class StackExportTest {

    @ParameterizedTest
    @CsvSource({
        "--url=http://10.0.0.7:8080/path, the stack file says the path",
        "--url=10.0.0.7:8080, the scheme",
        "--url=ftp://10.0.0.7, the scheme",
        "--rate=0, --rate is above 0",
        "--rate=NaN, --rate is above 0",
        "--connections=0, at least 1"
    })
    void whatMakesNoLoadIsRefused(String argument, String why) {
        assertThat(export(argument, "--hyperfoil").refused()).contains(why);
    }

    @Test
    void theToolMustBeSaid() {
        assertThat(export("--connections=1").refused()).contains("--hyperfoil");
    }

    @Test
    void aDurationOfNothingIsRefused() {
        assertThat(export("--duration=0s", "--hyperfoil").err()).contains("is not a duration");
    }

    private static Said export(String... more) {
        List<String> arguments = new ArrayList<>(List.of("stack", "export", "node"));
        List<String> given = List.of(more);
        for (String usual : List.of("--url=http://10.0.0.7:8080", "--rate=100", "--duration=10s")) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (given.stream().noneMatch(argument -> argument.startsWith(name))) {
                arguments.add(usual);
            }
        }
        arguments.addAll(given);
        return Said.by(arguments.toArray(String[]::new));
    }
}
