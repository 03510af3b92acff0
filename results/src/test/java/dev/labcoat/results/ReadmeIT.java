package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Checkout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer types: the README, from the first command to the last, in a fresh checkout. */
class ReadmeIT {

    private static final Map<String, String> SMOKE = Map.of("LABCOAT_PRESET", "smoke");

    @Test
    void everyCommandOfTheReadmeWorksInTheOrderOfTheReadme(@TempDir Path temporary) throws IOException {
        Checkout checkout = Checkout.built(Files.createDirectory(temporary.resolve("lab coat")));
        List<String> commands = commands(Files.readString(checkout.folder().resolve("README.md")));
        assertThat(commands).startsWith("./run-bench.sh", "./mvnw verify");
        assertThat(Files.readString(checkout.folder().resolve(".ci/run")))
                .as("this test cannot run itself, so it sees to it that CI does")
                .contains("./mvnw verify");
        commands.remove("./mvnw verify");

        for (String command : commands) {
            Ended ended = checkout.run(SMOKE, "bash", "-c", command);

            assertThat(ended.status()).as(command + "\n" + ended.output()).isZero();
            assertThat(ended.output()).as(command).isNotBlank();
        }
        assertThat(checkout.leftovers()).isEmpty();
    }

    private static List<String> commands(String readme) {
        Matcher blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(readme);
        List<String> commands = new ArrayList<>();
        while (blocks.find()) {
            blocks.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
        }
        // The README resumes a run that was stopped; here it was not.
        commands.removeIf(command -> command.endsWith("--resume"));
        return commands;
    }
}
