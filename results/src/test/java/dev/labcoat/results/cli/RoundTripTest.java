package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Any number of any file that JMH could have written comes out again, of every export that has a place for it. */
class RoundTripTest {

    private static final double DIGITS = 1e-12;

    /** What one of a unit is in the base unit of its kind: operations per second, seconds, bytes. */
    private static final Map<String, Double> BASE = Map.ofEntries(
            Map.entry("ops/s", 1.0),
            Map.entry("ops/ms", 1e3),
            Map.entry("ops/us", 1e6),
            Map.entry("ops/ns", 1e9),
            Map.entry("ops/min", 1 / 60.0),
            Map.entry("ns/op", 1e-9),
            Map.entry("us/op", 1e-6),
            Map.entry("ms/op", 1e-3),
            Map.entry("s/op", 1.0),
            Map.entry("min/op", 60.0),
            Map.entry("ms", 1e-3));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyNumberComesOutAgain(long seed, @TempDir Path folder) throws IOException {
        String text = Json.PRETTY.writeValueAsString(new RandomJmhFile(seed).entries());
        JsonNode written = Json.COMPACT.readTree(text);
        Path file = Files.writeString(folder.resolve("in.json"), text);
        Path results = folder.resolve("results");
        assertThat(Said.by("import", file.toString(), "--results=" + results).done())
                .contains("Imported " + written.size() + " result")
                .doesNotContain("Warning", "Left out");

        checkJmh(written, Json.COMPACT.readTree(table(results, "jmh")));
        checkJson(written, Json.COMPACT.readTree(table(results, "json")));
        checkCsv(written, table(results, "csv"));
        checkBencher(written, Json.COMPACT.readTree(table(results, "bmf")));
        List<JsonNode> both = new ArrayList<>();
        Json.COMPACT.readTree(table(results, "customBiggerIsBetter")).forEach(both::add);
        Json.COMPACT.readTree(table(results, "customSmallerIsBetter")).forEach(both::add);
        checkActionBenchmark(written, both);
    }

    private static void checkJmh(JsonNode written, JsonNode read) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < written.size(); i++) {
            JsonNode in = written.path(i);
            JsonNode out = read.path(i);
            for (String name :
                    List.of("benchmark", "mode", "threads", "jvmArgs", "jdkVersion", "vmName", "vmVersion", "params")) {
                assertThat(out.path(name)).as(name).isEqualTo(in.path(name));
            }
            checkResult(in.path("primaryMetric"), out.path("primaryMetric"));
            JsonNode secondary = out.path("secondaryMetrics");
            assertThat(secondary).hasSameSizeAs(in.path("secondaryMetrics"));
            in.path("secondaryMetrics")
                    .properties()
                    .forEach(metric -> checkResult(metric.getValue(), secondary.path(name(metric.getKey()))));
        }
    }

    private static void checkResult(JsonNode in, JsonNode out) {
        for (String name : List.of(
                "score",
                "scoreError",
                "scoreConfidence",
                "scorePercentiles",
                "scoreUnit",
                "rawData",
                "rawDataHistogram")) {
            assertThat(out.path(name)).as(name).isEqualTo(in.path(name));
        }
    }

    private static void checkJson(JsonNode written, JsonNode read) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < written.size(); i++) {
            JsonNode in = written.path(i);
            JsonNode out = read.path(i);
            JsonNode primary = in.path("primaryMetric");
            assertThat(out.path("score").asDouble()).is(near(base(primary)));
            if (primary.path("scoreError").isNumber()) {
                assertThat(out.path("error").asDouble())
                        .is(near(primary.path("scoreError").asDouble() * factor(primary)));
            }
            for (Map.Entry<String, JsonNode> metric :
                    in.path("secondaryMetrics").properties()) {
                assertThat(out.path("metrics").path(name(metric.getKey())).asDouble())
                        .is(near(base(metric.getValue())));
                assertThat(out.path("metricUnits").path(name(metric.getKey())).asString(""))
                        .isNotEmpty();
            }
        }
    }

    private static void checkCsv(JsonNode written, String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        List<CSVRecord> rows = format.parse(new StringReader(csv)).getRecords();
        assertThat(rows).hasSize(written.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode in = written.path(i);
            CSVRecord row = rows.get(i);
            assertThat(Double.parseDouble(row.get("score"))).is(near(base(in.path("primaryMetric"))));
            for (Map.Entry<String, JsonNode> param : in.path("params").properties()) {
                assertThat(row.get("param:" + param.getKey()))
                        .isEqualTo(param.getValue().asString());
            }
            for (Map.Entry<String, JsonNode> metric :
                    in.path("secondaryMetrics").properties()) {
                assertThat(Double.parseDouble(row.get(name(metric.getKey())))).is(near(base(metric.getValue())));
            }
        }
    }

    private static void checkBencher(JsonNode written, JsonNode read) {
        List<JsonNode> rows = new ArrayList<>();
        read.forEach(rows::add);
        assertThat(rows).hasSize(written.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode primary = written.path(i).path("primaryMetric");
            boolean throughput = primary.path("scoreUnit").asString().startsWith("ops/");
            assertThat(rows.get(i)
                            .path(throughput ? "throughput" : "latency")
                            .path("value")
                            .asDouble())
                    .is(near(base(primary) * (throughput ? 1 : 1e9)));
            for (Map.Entry<String, JsonNode> metric :
                    written.path(i).path("secondaryMetrics").properties()) {
                String unit = metric.getValue().path("scoreUnit").asString();
                boolean time = unit.equals("ms") || (unit.endsWith("/op") && !unit.equals("B/op"));
                assertThat(rows.get(i).path(name(metric.getKey())).path("value").asDouble())
                        .is(near(base(metric.getValue()) * (time ? 1e9 : 1)));
            }
        }
    }

    private static void checkActionBenchmark(JsonNode written, List<JsonNode> read) {
        List<Double> values =
                read.stream().map(score -> score.path("value").asDouble()).toList();
        int expected = 0;
        for (JsonNode in : written) {
            assertThat(values).contains(in.path("primaryMetric").path("score").asDouble());
            for (JsonNode metric : in.path("secondaryMetrics")) {
                assertThat(values).contains(metric.path("score").asDouble());
            }
            expected += 1 + in.path("secondaryMetrics").size();
        }
        assertThat(read).hasSize(expected);
        assertThat(read.stream().map(score -> score.path("name").asString())).doesNotHaveDuplicates();
    }

    private static String table(Path results, String format) {
        return Said.by("table", "--format=" + format, "--metrics=all", "--results=" + results)
                .done();
    }

    /** As JMH 1.37 names it. */
    private static String name(String written) {
        return written.substring(written.indexOf('\u00b7') + 1);
    }

    private static double base(JsonNode result) {
        return result.path("score").asDouble() * factor(result);
    }

    private static double factor(JsonNode result) {
        return Objects.requireNonNullElse(BASE.get(result.path("scoreUnit").asString()), 1.0);
    }

    private static Condition<Double> near(double expected) {
        return new Condition<>(value -> Math.abs(value - expected) <= DIGITS * Math.abs(expected), "near " + expected);
    }
}
