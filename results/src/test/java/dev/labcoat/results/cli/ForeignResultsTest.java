package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** JMH result files of other projects: what differs in anything that the file says is another row, in every table and export. */
class ForeignResultsTest {

    @ParameterizedTest
    @CsvSource({"flags, -XX:+UseZGC", "vms, Eclipse OpenJ9 VM"})
    void whatRanInAnotherWayIsAnotherRowAndSaysInWhatItDiffers(String file, String difference, @TempDir Path results)
            throws IOException {
        imported(results, "02-same-row-two-flag-sets/" + file);

        String table = table(results, "text");
        assertThat(table).contains("4.00 µs", "8.00 µs", difference).doesNotContain("6.00 µs");
        assertThat(json(results, "json")).hasSize(2);
        assertThat(json(results, "bmf")).hasSize(2);
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(table(results, "csv")).contains("jvm:", difference);
    }

    @Test
    void aUnitIsConverted(@TempDir Path results) throws IOException {
        imported(results, "02-same-row-two-flag-sets/units");

        assertThat(table(results, "text")).contains("3.00 µs", "ns/op").doesNotContain("1.50 ms");
    }

    @Test
    void entriesOfWhichTheFileSaysNothingDifferentAreNumberedAndNamed(@TempDir Path results) throws IOException {
        assertThat(imported(results, "02-same-row-two-flag-sets/no-difference"))
                .contains("Warning", "more than one entry of C.x");

        assertThat(json(results, "bmf")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown"})
    void classesOfOneNameHaveAsMuchOfTheirPackageAsPartsThem(String format, @TempDir Path results) throws IOException {
        imported(results, "09-two-packages/two");

        assertThat(table(results, format)).contains("v1.Parser", "v2.Parser");
    }

    @Test
    void anotherJvmIsNotHeldAgainstThisOne(@TempDir Path results) throws IOException {
        imported(results, "16-other-jvm-same-version/a", "--commit=a", "--machine=m");
        imported(results, "16-other-jvm-same-version/b", "--commit=b", "--machine=m");
        assertThat(table(results, "text")).contains("15.0 µs").doesNotContain("slower");

        Path same = results.resolve("same");
        imported(same, "16-other-jvm-same-version/a", "--commit=a", "--machine=m");
        imported(same, "16-other-jvm-same-version/b", "--commit=a", "--machine=m");
        assertThat(table(same, "text")).contains("10.0 µs", "15.0 µs", "OpenJ9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "long"})
    void noKeySpellsAnotherAndNoneIsTooLong(String file, @TempDir Path results) throws IOException {
        imported(results, "19-keys-that-spell-each-other/" + file);

        assertThat(json(results, "bmf").propertyNames())
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(1_024));
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .doesNotHaveDuplicates()
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(1_024));
        assertThat(table(results, "text").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(250));
    }

    @Test
    void aTimeIsATimeWhateverTheModeSays(@TempDir Path results) throws IOException {
        imported(results, "24-mode-and-unit-contradict/odd");

        assertThat(json(results, "bmf").findValue("latency").path("value").asDouble())
                .isEqualTo(10_100);
        assertThat(json(results, "customBiggerIsBetter")).isEmpty();
        assertThat(json(results, "customSmallerIsBetter")).hasSize(1);
    }

    @Test
    void nothingOfAFileIsSentToTheTerminalUnseen(@TempDir Path results) throws IOException {
        imported(results, "29-terminal-escapes/esc");

        assertThat(table(results, "text"))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]")
                .contains("one\\ntwo");
        assertThat(json(results, "json").findValuesAsString("t")).contains("one\ntwo", "\u202egnp");
    }

    @Test
    void theJdkIsThatOfEachEntry(@TempDir Path results) throws IOException {
        imported(results, "30-jdk-of-each-entry/two");

        assertThat(json(results, "jmh").findValuesAsString("jdkVersion")).containsExactly("17.0.13", "21.0.5");
        assertThat(table(results, "text")).contains("JDK 17.0.13, 21.0.5");
    }

    @Test
    void theOrderIsThatOfTheImportsAndNotOfTheFilesTimes(@TempDir Path results, @TempDir Path copies)
            throws IOException {
        for (int i = 1; i <= 3; i++) {
            Path copy = Files.copy(input("05-import-order/" + i), copies.resolve(i + ".json"));
            Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2025-03-0" + (4 - i) + "T00:00:00Z")));
            labcoat("import", copy.toString(), "--commit=v" + i, "--machine=m", "--results=" + results);
        }

        assertThat(table(results, "text")).startsWith("Labcoat v3").contains("20.0 µs", "slower than v2");
        assertThat(labcoat("table", "v1", "--results=" + results)).doesNotContain("than v2", "than v3");
    }

    @Test
    void aDateThatIsGivenOrdersTheImports(@TempDir Path results) throws IOException {
        imported(results, "05-import-order/1", "--commit=v1", "--machine=m", "--commit-date=2025-03-02T00:00:00Z");
        imported(results, "05-import-order/3", "--commit=v0", "--machine=m", "--commit-date=2025-03-01T00:00:00Z");

        assertThat(labcoat("table", "v1", "--results=" + results)).contains("faster than v0");
    }

    @Test
    void anUnknownMachineIsNotSaidToHaveNoCpus(@TempDir Path results) throws IOException {
        imported(results, "09-two-packages/two", "--machine=ci");

        assertThat(table(results, "text"))
                .contains("ci (nothing else is known of this machine)")
                .doesNotContain("0 CPUs");
    }

    private static String imported(Path results, String input, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", input(input).toString(), "--results=" + results));
        arguments.addAll(List.of(more));
        return labcoat(arguments.toArray(String[]::new));
    }

    private static String table(Path results, String format) {
        return labcoat("table", "--format=" + format, "--results=" + results);
    }

    private static JsonNode json(Path results, String format) {
        return Json.COMPACT.readTree(table(results, format));
    }

    private static String labcoat(String... arguments) {
        return Said.by(arguments).done();
    }

    private static Path input(String name) {
        URL resource = Objects.requireNonNull(ForeignResultsTest.class.getResource("/cases/" + name + ".json"), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
