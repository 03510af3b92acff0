package dev.labcoat.results.jmh;

import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

    @Test
    void eachForkHasItsOwnMetrics(@TempDir Path folder) throws IOException {
        String metrics = """
                "gc.count": {"scoreUnit": "counts", "rawData": [[1, 2], [3, 4]]},
                "of.first": {"scoreUnit": "#", "rawData": [[5]]}
                """;
        JmhResultFile.Entry entry = onlyEntry(file(folder, entry("[[10, 20], [30, 40]]", metrics)));

        assertThat(entry.forks()).extracting(Fork::score).containsExactly(15.0, 35.0);
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
    void anEntryWithoutRawDataIsRefused(@TempDir Path folder) throws IOException {
        Path file = file(folder, entry("[]", ""));

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.B.c has no raw data");
    }

    private static String entry(String rawData, String metrics) {
        return """
                [{"benchmark": "a.B.c", "mode": "avgt", "threads": 2, "jdkVersion": "17",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s},
                  "secondaryMetrics": {%s}}]
                """.formatted(rawData, metrics);
    }

    private static JmhResultFile.Entry onlyEntry(Path file) throws IOException {
        List<JmhResultFile.Entry> entries = JmhResultFile.read(file);
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
