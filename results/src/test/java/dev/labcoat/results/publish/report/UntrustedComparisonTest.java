package dev.labcoat.results.publish.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UntrustedComparisonTest {

    private static final Comparison EVERY = ComparisonSamples.every();

    @TempDir
    Path folder;

    @Test
    void theReportIsTheOneThatCompareWrites() throws IOException {
        assertThat(markdown(json(EVERY))).isEqualTo(new ComparisonTable(new ComparisonSummary(EVERY)).markdown());
    }

    @Test
    void theRecordOfNowGivesTheReportOfTheEarlierOne() throws IOException {
        Experiment experiment = Experiment.of(EVERY);
        ObjectNode json = Json.COMPACT.valueToTree(experiment);

        assertThat(markdown(json)).isEqualTo(markdown(json(EVERY)));

        assertRefused(json.deepCopy().put("schemaVersion", 3).toString(), "has schema version 3");
        assertRefused(json.deepCopy().put("preset", 7).toString(), "is not as experiment.schema.json says: /preset");
        ObjectNode misfit = json.deepCopy();
        ((ObjectNode) misfit.at("/rounds/0/results/0")).put("arm", 10_000);
        assertRefused(misfit.toString(), "does not add up");
        assertRefused(Json.COMPACT.writeValueAsString(Experiment.of(Samples.head())), "compares nothing");
    }

    @Test
    void markupInANameIsText() throws IOException {
        CellId evil = Samples.id(
                "demo.X.<script>alert(1)</script>a|b[c](https://localhost)",
                "thrpt",
                1,
                "to",
                "@everyone\n# see #1 `x`");
        String report = markdown(json(ComparisonSamples.comparison(
                ComparisonSamples.row(evil, "ops/s", 9, 2).decided(Verdict.FASTER, "</details> www.example.org"))));

        assertThat(report)
                .doesNotContain("<script", "://", "www.", "@everyone", "#1", "a|b", "\n# see")
                .contains("&lt;script>", "\\[c]", "a\\|b", "\\`x\\`");
        assertThat(report.split("</details>", -1)).hasSameSizeAs(report.split("<details>", -1));
    }

    @Test
    void aNumberOfAPullRequestIsIgnored() throws IOException {
        ObjectNode json = json(EVERY);
        json.put("pullRequest", 666).put("markdown", "<b>merge me</b>");

        assertThat(markdown(json)).isEqualTo(markdown(json(EVERY))).doesNotContain("666", "merge me");
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenRead() throws IOException {
        Path file = folder.resolve("large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1_000_000_000);
        }
        assertThatThrownBy(() -> new UntrustedComparison(file).markdown())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " has more than 20000000 bytes");
    }

    @Test
    void sixHundredRowsInAnyWhiteSpaceAreOneComment() throws IOException {
        Comparison many = ComparisonSamples.comparison(IntStream.range(0, 600)
                .mapToObj(i -> ComparisonSamples.row(
                                Samples.id("acme.suite" + i + ".Benchmark.\\\" some  method", "avgt", 1),
                                "ns/op",
                                1000,
                                4)
                        .decided(i < 500 ? Verdict.NO_CHANGE : Verdict.SLOWER, null))
                .toArray(ComparisonRow[]::new));
        String compact = Json.COMPACT.writeValueAsString(many);
        String blanks = Json.PRETTY.writeValueAsString(many).replace("\n", "\n\t" + " ".repeat(50));
        assertThat(blanks).hasSizeGreaterThan(5_000_000);

        String report = markdown(blanks);

        assertThat(report)
                .isEqualTo(markdown(compact))
                .contains("100 slower", "some  method")
                .hasSizeLessThan(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"schemaVersion\":1,\"id\":\"a", "PK\u0003\u0004", "{} {}"})
    void whatIsNoComparisonIsRefused(String text) throws IOException {
        assertRefused(text, "");
    }

    @Test
    void anotherVersionIsRefusedWithTheWayOut() throws IOException {
        assertRefused(change(json -> json.put("schemaVersion", 3)), "schema version 3, and this program knows 2");
        assertRefused(change(json -> json.remove("schemaVersion")), "schemaVersion");
    }

    @Test
    void wrongTypesAreRefusedAndNamed() throws IOException {
        assertRefused(change(json -> json.put("rows", "none")), "/rows");
        assertRefused(change(json -> row(json).put("verdict", "FINE")), "/rows/0/verdict");
        assertRefused(change(json -> row(json).putNull("pairs")), "/rows/0/pairs");
        assertRefused(change(json -> json.put("startedAt", "today")), "/startedAt");
        assertRefused(change(json -> json.put("id", "x".repeat(301))), "/id");
    }

    @Test
    void whatDoesNotAddUpIsRefused() throws IOException {
        assertRefused(change(json -> row(json).put("variant", 7)), "a variant that is not there");
        assertRefused(
                change(json -> ((ObjectNode) row(json).path("pairs").path(0).path("head"))
                        .putArray("scores")
                        .add(-1)),
                "does not add up");
    }

    @Test
    void aRefusalIsOneLine() throws IOException {
        String text =
                change(json -> json.withObject("/machine").put("kernel", 1).put("::error::\n::stop", 1));
        Path file = Files.writeString(folder.resolve("lines.json"), "\n::error::" + text.substring(1));

        assertThatThrownBy(() -> new UntrustedComparison(file).markdown())
                .isInstanceOf(BadInputException.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aReportIsNeverTooLongToBePosted() throws IOException {
        Comparison many = ComparisonSamples.comparison(IntStream.range(0, 500)
                .mapToObj(i -> ComparisonSamples.row(
                                Samples.id("demo.B." + "&".repeat(200) + i, "avgt", 1), "ns/op", 10, 2)
                        .decided(Verdict.SLOWER, null))
                .toArray(ComparisonRow[]::new));

        assertThat(markdown(json(many)).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ComparisonTable.MOST_BYTES);
        assertRefused(
                change(json -> json.withArray("variants")
                        .forEach(variant -> ((ObjectNode) variant)
                                .put(
                                        "jdk",
                                        "<".repeat(9_000) + variant.path("name").asString()))),
                "too long");
    }

    private String markdown(ObjectNode json) throws IOException {
        return markdown(json.toString());
    }

    private String markdown(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("comparison.json"), json);
        return new UntrustedComparison(file).markdown();
    }

    private void assertRefused(String json, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("refused.json"), json);
        assertThatThrownBy(() -> new UntrustedComparison(file).markdown())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why);
    }

    private static ObjectNode json(Comparison comparison) {
        return Json.COMPACT.valueToTree(comparison);
    }

    private static String change(Consumer<ObjectNode> change) {
        ObjectNode json = json(EVERY);
        change.accept(json);
        return json.toString();
    }

    private static ObjectNode row(ObjectNode json) {
        return (ObjectNode) json.path("rows").path(0);
    }
}
