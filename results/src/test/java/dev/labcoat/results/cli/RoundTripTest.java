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
import java.util.function.DoubleConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** As charts have them. */
    private static final double FIVE_DIGITS = 0.5e-4 * (1 + DIGITS);

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

    /** The same for units in tables. */
    private static final Map<String, Double> SHOWN =
            Map.of("ns", 1e-9, "\u00b5s", 1e-6, "ms", 1e-3, "s", 1.0, "B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9);

    private static final Pattern NUMBER = Pattern.compile("(-?\\d[\\d,]*)(\\.\\d+)?(E-?\\d+)?(?: ([^\\s|]+))?");

    private static final String POINTS = "labcoat.points(";

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
        checkForReaders(written, table(results, "text"));
        checkForReaders(written, table(results, "markdown"));
        checkSite(written, site(results));
    }

    private static void checkJmh(JsonNode written, JsonNode read) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < written.size(); i++) {
            JsonNode in = written.path(i);
            JsonNode out = read.path(i);
            for (String name : List.of(
                    "jmhVersion",
                    "benchmark",
                    "mode",
                    "threads",
                    "forks",
                    "jvm",
                    "jvmArgs",
                    "jdkVersion",
                    "vmName",
                    "vmVersion",
                    "warmupIterations",
                    "warmupTime",
                    "warmupBatchSize",
                    "measurementIterations",
                    "measurementTime",
                    "measurementBatchSize",
                    "params")) {
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
            for (String name : List.of("benchmark", "mode", "threads")) {
                assertThat(out.path(name)).as(name).isEqualTo(in.path(name));
            }
            assertThat(out.path("params").properties())
                    .isEqualTo(in.path("params").properties());
            assertThat(out.path("forks").asInt()).isEqualTo(in.path("forks").asInt());
            assertThat(out.path("unit").asString()).isEqualTo(baseUnit(primary));
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
            JsonNode primary = in.path("primaryMetric");
            assertThat(row.get("benchmark")).isEqualTo(in.path("benchmark").asString());
            assertThat(row.get("mode")).isEqualTo(in.path("mode").asString());
            assertThat(row.get("threads")).isEqualTo(in.path("threads").asString());
            assertThat(row.get("unit")).isEqualTo(baseUnit(primary));
            assertThat(Double.parseDouble(row.get("score"))).is(near(base(primary)));
            if (primary.path("scoreError").isNumber()) {
                assertThat(Double.parseDouble(row.get("error")))
                        .is(near(primary.path("scoreError").asDouble() * factor(primary)));
            }
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
            double scale = throughput ? 1 : 1e9;
            JsonNode measured = rows.get(i).path(throughput ? "throughput" : "latency");
            assertThat(measured.path("value").asDouble()).is(near(base(primary) * scale));
            if (primary.path("scoreError").isNumber()) {
                double error = primary.path("scoreError").asDouble() * factor(primary);
                assertThat(measured.path("upper_value").asDouble()).is(near((base(primary) + error) * scale));
            }
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

    /** Each number, in as many digits as are shown. */
    private static void checkForReaders(JsonNode written, String table) {
        List<Shown> shown = NUMBER.matcher(table.replace('\u00a0', ' '))
                .results()
                .map(Shown::of)
                .toList();
        forEachNumber(
                written,
                number -> assertThat(shown).as(number + " in\n" + table).anyMatch(one -> one.isOf(number)));
    }

    /** What a reader sees: a number, and the half of what its last digit stands for. */
    private record Shown(double value, double half) {

        static Shown of(MatchResult found) {
            double factor = SHOWN.getOrDefault(Objects.requireNonNullElse(found.group(4), ""), 1.0);
            int decimals = found.group(2) == null ? 0 : found.group(2).length() - 1;
            int exponent =
                    found.group(3) == null ? 0 : Integer.parseInt(found.group(3).substring(1));
            double value = Double.parseDouble(found.group(1).replace(",", "")
                    + Objects.requireNonNullElse(found.group(2), "")
                    + Objects.requireNonNullElse(found.group(3), ""));
            return new Shown(value * factor, Math.pow(10, exponent - decimals) / 2 * factor);
        }

        boolean isOf(double number) {
            return Math.abs(number - value) <= half * (1 + DIGITS) + DIGITS * Math.abs(number);
        }
    }

    /** All scores on the site. */
    private static List<Double> site(Path results) throws IOException {
        Path published = results.resolve("published");
        Said.by("publish", "--results=" + results, "--published=" + published).done();
        Said.by("site", "--published=" + published).done();
        List<Double> scores = new ArrayList<>();
        try (Stream<Path> files = Files.walk(published.resolve("site/data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (text.startsWith(POINTS)) {
                    JsonNode points = Json.COMPACT.readTree(text.substring(POINTS.length(), text.lastIndexOf(')')));
                    points.path(1).forEach(point -> scores.add(point.path(2).asDouble()));
                }
            }
        }
        return scores;
    }

    private static void checkSite(JsonNode written, List<Double> scores) {
        forEachNumber(
                written,
                number -> assertThat(scores)
                        .anyMatch(score -> Math.abs(score - number) <= FIVE_DIGITS * Math.abs(number)));
    }

    private static void forEachNumber(JsonNode written, DoubleConsumer check) {
        for (JsonNode in : written) {
            check.accept(base(in.path("primaryMetric")));
            in.path("secondaryMetrics").forEach(metric -> check.accept(base(metric)));
        }
    }

    private static String table(Path results, String format) {
        return Said.by("table", "--format=" + format, "--metrics=all", "--results=" + results)
                .done();
    }

    /** As JMH 1.37 names it. */
    private static String name(String written) {
        return written.substring(written.indexOf('\u00b7') + 1);
    }

    private static String baseUnit(JsonNode result) {
        return result.path("scoreUnit").asString().startsWith("ops/") ? "ops/s" : "s/op";
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
