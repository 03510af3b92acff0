package dev.labcoat.results.jmh;

import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.model.Aggregate;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultFileTest {

    @Test
    void throughputHasParamsMetricsAndMarks() throws IOException {
        JmhResultFile.Entry entry = onlyEntry(sample("throughput.json"));

        assertThat(entry.id())
                .isEqualTo(id(
                        "dev.labcoat.benchmarks.serving.StaticFileBenchmark.rawLoopback",
                        "thrpt",
                        1,
                        "connections",
                        "32",
                        "fileSizeBytes",
                        "1024"));
        assertThat(entry.launch().jdk()).isEqualTo("25.0.3");
        Fork fork = entry.forks().get(0);
        assertThat(entry.forks()).hasSize(1);
        assertThat(fork.unit()).isEqualTo("ops/s");
        assertThat(fork.scores()).containsExactly(93779.03681273761);
        assertThat(fork.metrics()).containsEntry("subject.cpu", new Metric("us/op", List.of(8.549640900919954)));
        assertThat(fork.marks()).as("flags above 0").containsExactly("disturbed", "warming");
    }

    @Test
    void samplesAreMeansOfEachIterationsHistogram() throws IOException {
        JmhResultFile.Entry entry = onlyEntry(sample("sample.json"));

        assertThat(entry.id()).isEqualTo(id("demo.LogBenchmark.log", "sample", 1));
        assertThat(entry.forks())
                .hasSize(2)
                .allSatisfy(fork -> assertThat(fork.scores()).hasSize(2));
        // 22 × 0.03, and once each 0.031, 0.04, 0.041, 0.17 and 0.861
        assertThat(entry.forks().get(0).scores().get(0)).isCloseTo(1.803 / 27, within(1e-12));
        assertThat(entry.forks().get(1).metrics()).containsEntry("p0.50", new Metric("us/op", List.of(0.03, 0.03)));
    }

    @Test
    void aBenchmarkWithoutParamsHasNone() throws IOException {
        JmhResultFile.Entry entry = onlyEntry(sample("single-shot.json"));

        assertThat(entry.id()).isEqualTo(id("demo.LogBenchmark.log", "ss", 1));
        assertThat(entry.forks().get(0).scores()).containsExactly(7.852);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"NaN\"', NaN",
        "'\"+INF\"', Infinity",
        "'\"-INF\"', -Infinity",
        "1.5, 1.5",
        "-2, -2",
        "'\"12\"', NaN",
        "null, NaN",
        "'{}', NaN"
    })
    void numbersThatJsonCannotSayAreText(String json, double expected, @TempDir Path folder) throws IOException {
        JmhResultFile.Entry entry = onlyEntry(file(folder, entry("[[" + json + "]]", "")));

        assertThat(entry.forks().get(0).scores()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"score\": 1,', '', a score or its error is not a number",
        "'\"scoreError\": 0.1,', '', a score or its error is not a number",
        "'\"scoreUnit\": \"us/op\",', '', a scoreUnit is not a text",
        "'\"avgt\"', 7, it has no mode",
        "'\"big\"', 7, its param size is not a text"
    })
    void anEntryThatHasLostWhatJmhWritesIsNamed(String lost, String instead, String why, @TempDir Path folder)
            throws IOException {
        String whole = """
                [{"benchmark": "a.B.c", "mode": "avgt", "params": {"size": "big"}, "primaryMetric": {
                "score": 1, "scoreError": 0.1, "scoreConfidence": [0.9, 1.1], "scorePercentiles": {"0.0": 1},
                "scoreUnit": "us/op", "rawData": [[1]]}}]
                """;
        assertThat(onlyEntry(file(folder, whole)).forks()).hasSize(1);
        Path damaged = file(folder, whole.replace(lost, instead));

        assertThatThrownBy(() -> JmhResultFile.read(damaged))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.B.c: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"threads\": 1, \"threads\": 2 | it has something twice: Duplicate",
                "\"params\": {\"a\": \"1\", \"a\": \"2\"} | it has something twice: Duplicate",
                "\"params\": [\"a\"] | its params are not values by name",
                "\"jvmArgs\": \"-Da=\\\"b\" | its jvmArgs cannot be read",
                "\"jvmArgs\": [7] | its jvmArgs are not a list of texts"
            })
    void whatCannotBeTakenAtItsWordIsNamed(String said, String why, @TempDir Path folder) throws IOException {
        Path file = file(
                folder,
                entry("[[1]]", "").replace("\"mode\"", said + ", \"mode\"").replace("\"threads\": 2, \"jdk", "\"jdk"));

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.B.c: " + why);
    }

    @Test
    void whatIsThereTwiceSpoilsNoOtherEntry(@TempDir Path folder) throws IOException {
        String whole = entry("[[1]]", "").strip();
        String twice = whole.replace("\"threads\": 2", "\"threads\": 2, \"threads\": 3");
        Path file = file(folder, "[" + twice.substring(1, twice.length() - 1) + "," + whole.substring(1));

        JmhResultFile.Contents contents = JmhResultFile.read(file);
        assertThat(contents.entries()).hasSize(1);
        assertThat(contents.leftOut()).singleElement().asString().contains("entry 1, at line 1", "twice", "threads");
    }

    @Test
    void flagsMayBeOneText(@TempDir Path folder) throws IOException {
        Path file = file(folder, entry("[[1]]", "").replace("\"mode\"", "\"jvmArgs\": \"-Xmx1g '-Da=b c'\", \"mode\""));

        assertThat(onlyEntry(file).launch().flags()).containsExactly("-Xmx1g", "-Da=b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "\"2\"", "null"})
    void aCountThatIsNoneIsNamed(String count, @TempDir Path folder) throws IOException {
        String histogram = "[], \"rawDataHistogram\": [[[[0.5, " + count + "]]]]";
        Path file = file(folder, entry(histogram, ""));

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.B.c: a count of its histogram is not a whole number from 0 on: " + count);
    }

    /** Older versions of JMH wrote no percentiles, but a unit behind the confidence all the same. */
    @Test
    void aUnitThatIsMissingBehindTheConfidenceIsNamed(@TempDir Path folder) throws IOException {
        Path damaged = file(folder, """
                [{"benchmark": "a.B.c", "mode": "avgt", "primaryMetric": {
                "score": 1, "scoreError": 0.1, "scoreConfidence": [0.9, 1.1], "rawData": [[1]]}}]
                """);

        assertThatThrownBy(() -> JmhResultFile.read(damaged))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.B.c: a scoreUnit is not a text");
    }

    @Test
    void eachForkHasItsOwnMetrics(@TempDir Path folder) throws IOException {
        String metrics = """
                "gc.count": {"scoreUnit": "counts", "rawData": [[1, 2], [3, 4]]},
                "of.first": {"scoreUnit": "#", "rawData": [[5]]}
                """;
        JmhResultFile.Entry entry = onlyEntry(file(folder, entry("[[10, 20], [30, 40]]", metrics)));

        assertThat(entry.forks())
                .extracting(fork -> fork.score(Direction.HIGHER_IS_BETTER))
                .containsExactly(15.0, 35.0);
        assertThat(entry.forks().get(0).metrics())
                .containsEntry("gc.count", new Metric("counts", List.of(1.0, 2.0)))
                .containsKey("of.first");
        assertThat(entry.forks().get(1).metrics())
                .containsEntry("gc.count", new Metric("counts", List.of(3.0, 4.0)))
                .doesNotContainKey("of.first");
    }

    @Test
    void aMarkIsWhatTheLastIterationSays(@TempDir Path folder) throws IOException {
        String metrics = """
                "mark.settled": {"scoreUnit": "flag", "rawData": [[1, 0]]},
                "mark.warming": {"scoreUnit": "flag", "rawData": [[0, 1]]},
                "mark.empty": {"scoreUnit": "flag", "rawData": [[]]}
                """;
        JmhResultFile.Entry entry = onlyEntry(file(folder, entry("[[1, 2]]", metrics)));

        assertThat(entry.forks().get(0).marks()).containsExactly("warming");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "{}", "[]", "null", "3", "[{}]", "[3]", "[null]", "[{\"benchmark\":\"a.B.c\"}]"})
    void whatIsNoResultFileIsRefused(String json, @TempDir Path folder) throws IOException {
        Path file = file(folder, json);

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aResultFileOfAJmhThatCrashedIsRefused(@TempDir Path folder) throws IOException {
        String whole = Files.readString(sample("throughput.json"));
        Path file = file(folder, whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("only a part");
    }

    @Test
    void anEntryWithoutAScoreAndRawDataIsRefused(@TempDir Path folder) throws IOException {
        Path file = file(folder, entry("[]", ""));

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 1, a.B.c: it has neither a score nor raw data");
    }

    @Test
    void whatIsWholeIsReadAndTheRestIsNamedWithItsPlace(@TempDir Path folder) throws IOException {
        String whole = entry("[[1]]", "").strip();
        String one = whole.substring(1, whole.length() - 1);
        Path file = file(
                folder,
                "[main] INFO starting\n" + "[\n" + one + ",\n{\"mode\": \"avgt\"},\n3,\n" + one.replace("avgt", "")
                        + ",\n" + one.replace("a.B.c", "a.B.d") + "\n]\ndone\n[\n" + one.replace("a.B.c", "a.B.e")
                        + ",\n"
                        + one.substring(0, 90));

        JmhResultFile.Contents contents = JmhResultFile.read(file);

        assertThat(contents.entries())
                .extracting(entry -> entry.id().benchmark())
                .containsExactly("a.B.c", "a.B.d", "a.B.e");
        assertThat(contents.leftOut()).hasSize(4);
        assertThat(contents.leftOut().get(0)).isEqualTo("entry 2, at line 6: it has no benchmark");
        assertThat(contents.leftOut().get(1)).isEqualTo("entry 3, at line 7: it has no benchmark");
        assertThat(contents.leftOut().get(2)).isEqualTo("entry 4, at line 8, a.B.c: it has no mode");
        assertThat(contents.leftOut().get(3)).contains("entry 7, at line 20", "not JSON, or only a part of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00b7gc.count", "gc.count", "?gc.count", "\ufffdgc.count", "\u00c2\u00b7gc.count"})
    void aSecondaryResultHasOneNameWhicheverJmhWroteIt(String written, @TempDir Path folder) throws IOException {
        String metric = "\"" + written + "\": {\"scoreUnit\": \"counts\", \"rawData\": [[1]]}";

        assertThat(onlyEntry(file(folder, entry("[[1]]", metric)))
                        .forks()
                        .get(0)
                        .metrics())
                .containsOnlyKeys("gc.count");
    }

    @ParameterizedTest
    @CsvSource({
        "c\u00b7p0.99, p0.99",
        "p0.99, p0.99",
        "c?p1.00, p1.00",
        "other\u00b7p0.99, other:p0.99",
        "c.p0.99, c.p0.99"
    })
    void aQuantileHasTheNameThatANewJmhGivesIt(String written, String name, @TempDir Path folder) throws IOException {
        String metric = "\"" + written + "\": {\"scoreUnit\": \"us/op\", \"rawData\": [[1]]}";

        assertThat(onlyEntry(file(folder, entry("[[1]]", metric)))
                        .forks()
                        .get(0)
                        .metrics())
                .containsOnlyKeys(name);
    }

    @ParameterizedTest
    @CsvSource({
        "gc.count, counts, 15, SUM",
        "gc.time, ms, 15, SUM",
        "events, #, 15, SUM",
        "gc.alloc.rate.norm, B/op, 5, MEAN",
        "mempool.total.used, KiB, 6, MAX",
        "least, KiB, 4, MIN",
        "p0.99, us/op, 6, MEAN"
    })
    void whatJmhMadeOfTheIterationsIsFoundOut(
            String name, String unit, double score, Aggregate expected, @TempDir Path folder) throws IOException {
        String metric = String.format(
                Locale.ROOT,
                "\"%s\": {\"score\": %s, \"scoreUnit\": \"%s\", \"rawData\": [[4, 5, 6]]}",
                name,
                score,
                unit);
        JmhResultFile.Entry entry = onlyEntry(file(folder, entry("[[1, 1, 1]], \"score\": 1", metric)));

        assertThat(metric(entry.forks().get(0), name).how()).isEqualTo(expected);
        assertThat(metric(entry.onlyFork(), name).value())
                .as("the number of a fork of ours is JMH's")
                .isEqualTo(score);
    }

    private static Metric metric(Fork fork, String name) {
        return Objects.requireNonNull(fork.metrics().get(name), name);
    }

    @Test
    void aDotInTheEncodingOfAnotherLocaleIsRead(@TempDir Path folder) throws IOException {
        String metric = "\"\u00b7gc.count\": {\"scoreUnit\": \"counts\", \"rawData\": [[1]]}";
        Path file =
                Files.writeString(folder.resolve("latin.json"), entry("[[1]]", metric), StandardCharsets.ISO_8859_1);

        assertThat(onlyEntry(file).forks().get(0).metrics()).containsOnlyKeys("gc.count");
    }

    @Test
    void aListRightBehindAnotherIsReadToo(@TempDir Path folder) throws IOException {
        String list = entry("[[1]]", "").strip();

        assertThat(JmhResultFile.read(file(folder, list + list + " " + list)).entries())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "null", "99999999999", "\"2\""})
    void threadsThatAreNoWholeNumberAreNotTakenForOne(String threads, @TempDir Path folder) throws IOException {
        String whole = entry("[[1]]", "");
        Path file = file(folder, whole + whole.replace("\"threads\": 2", "\"threads\": " + threads));

        JmhResultFile.Contents contents = JmhResultFile.read(file);
        assertThat(contents.entries()).hasSize(1);
        assertThat(contents.leftOut())
                .singleElement()
                .asString()
                .contains("entry 2, at line 4, a.B.c: its threads are not a whole number: " + threads);
    }

    @Test
    void whatIsCompressedIsSaidToBe(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("result.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(entry("[[1]]", "").getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + " is compressed by gzip: unpack it first");
    }

    @Test
    void theEntryIsNamedThatIsCutOffAndNotTheOneBeforeIt(@TempDir Path folder) throws IOException {
        Path file = file(folder, entry("[[1]]", "").strip().replaceFirst("]$", ", "));

        assertThat(JmhResultFile.read(file).leftOut())
                .singleElement()
                .asString()
                .startsWith("what begins with entry 2 ");
    }

    private static String entry(String rawData, String metrics) {
        return """
                [{"benchmark": "a.B.c", "mode": "avgt", "threads": 2, "jdkVersion": "17",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s},
                  "secondaryMetrics": {%s}}]
                """.formatted(rawData, metrics);
    }

    private static JmhResultFile.Entry onlyEntry(Path file) throws IOException {
        List<JmhResultFile.Entry> entries = JmhResultFile.read(file).entries();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static Path file(Path folder, String json) throws IOException {
        return Files.writeString(folder.resolve("result.json"), json);
    }

    private static Path sample(String name) {
        URL resource = Objects.requireNonNull(JmhResultFileTest.class.getResource("/jmh/" + name), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
