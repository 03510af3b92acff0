package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadUsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tabel | there is no command 'tabel'; did you mean table, help or stack?",
                "help tabel | there is no command 'tabel'",
                "stack foo | there is no command 'foo'",
                "stack | stack needs one of its commands: export",
                "run --nosuch | there is no option --nosuch",
                "run --presett quick | there is no option --presett; did you mean --preset or --profile?",
                "man extra | 'extra' is one argument too many for man: leave it out",
                "import | FILE is missing",
                "bisect | GOOD, BAD and ROW are missing",
                "stack export | --url=URL, --rate=N, --duration=TIME and STACK are missing",
                "site --out | --out needs a value, such as --out=DIR",
                "stack export x --rate=1 --duration=1s --url | --url needs a value, such as --url=URL",
                "run --preset fast | --preset: there is no 'fast'; choose smoke, quick, standard or nightly",
                "completion fish | SHELL: there is no 'fish'; choose bash or zsh",
                "run --seed abc | --seed: 'abc' is not a whole number, or too large",
                "reload x --reloads=many | --reloads: 'many' is not a whole number, or too large",
                "stack export x --rate=much | --rate: 'much' is not a number",
                "run --tables=maybe | --tables takes no value: leave 'maybe' out",
                "run -p abc | -p: 'abc' is not NAME=V1,V2",
                "run --tables --tables | --tables is given more than once: give it once",
                "run --budget 5x | --budget: '5x' is not a duration; write it as 90s, 20m or 1h30m",
            })
    void whatNoCommandTakesIsSaidPlainly(String line, String message) {
        String[] arguments = line.split(" ", -1);

        assertThat(Said.by(arguments).refused()).startsWith("run-bench.sh: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({"nosuch, ''", "run --nosuch, ' run'", "stack export, ' stack export'"})
    void theNextStepIsACommandThatThereIs(String line, String command) {
        String next = "./run-bench.sh" + command + " --help";
        assertThat(Said.ofCheck(line.split(" ", -1)).refused()).endsWith("\nWhat it takes: " + next + "\n");

        assertThat(Said.by(next.substring("./run-bench.sh ".length()).split(" ", -1))
                        .done())
                .startsWith("Usage: run-bench.sh" + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare HEAD --fail-on sluggish", "table --format yaml", "run --profile x"})
    void whatThereIsToChooseIsNamedOnceAndAsItIsShown(String line) {
        assertThat(Said.ofCheck(line.split(" ", -1)).refused())
                .contains("; choose ", " or ")
                .doesNotContain("[", "(case-insensitive)", "_");
    }
}
