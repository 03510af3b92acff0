package dev.labcoat.results.jmh;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Distinction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what JMH writes with {@code -rf json}. */
public final class JmhResultFile {

    /** What JMH says of how it measured, as it names it. */
    private static final List<String> DETAILS = List.of(
            "threadGroups",
            "measurementBatchSize",
            "warmupBatchSize",
            "measurementIterations",
            "measurementTime",
            "warmupIterations",
            "warmupTime",
            "forks",
            "jmhVersion");

    private JmhResultFile() {}

    /**
     * One entry: a cell with its forks.
     *
     * @param id the cell, without the JVM that ran it
     * @param launch the JVM that ran it
     * @param details what else the file says of how it was measured, by name, what matters most first
     * @param forks raw data, marks included, without times
     */
    public record Entry(CellId id, Launch launch, Map<String, String> details, List<Fork> forks) {

        private CellId row() {
            return id.with(launch);
        }
    }

    /**
     * The row of each entry: its cell with the JVM that ran it, and where two entries differ in neither, with what else the file
     * says that tells them apart. Entries that the file says nothing different of are numbered.
     */
    public static List<CellId> rows(List<Entry> entries) {
        Map<CellId, List<Entry>> alike =
                entries.stream().collect(Collectors.groupingBy(Entry::row, LinkedHashMap::new, Collectors.toList()));
        Map<CellId, Integer> seen = new HashMap<>();
        List<CellId> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<String> telling = Distinction.names(alike.getOrDefault(entry.row(), List.of()).stream()
                    .map(Entry::details)
                    .toList());
            TreeMap<String, String> others = new TreeMap<>();
            telling.forEach(name -> others.put(name, entry.details().getOrDefault(name, "")));
            int number = seen.merge(entry.id().with(entry.launch().with(others)), 1, Integer::sum);
            if (number > 1) {
                others.put("entry", Integer.toString(number));
            }
            rows.add(entry.id().with(entry.launch().with(others)));
        }
        return rows;
    }

    /**
     * Reads all entries.
     *
     * @throws BadInputException if it is not a JMH result file
     * @throws IOException if it cannot be read
     */
    public static List<Entry> read(Path file) throws IOException {
        JsonNode root;
        try {
            root = Json.COMPACT.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new BadInputException(file + " is not JSON, or only a part of it: " + Json.problem(e), e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw notJmh(file, root.isArray() ? "it has no results" : "it is not a list");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : root) {
            try {
                entries.add(entry(file, entry));
            } catch (IllegalArgumentException | JacksonException e) {
                // Such as an entry of no threads, or a list where a text should be.
                throw notJmh(file, String.valueOf(e.getMessage()));
            }
        }
        return entries;
    }

    private static Entry entry(Path file, JsonNode entry) {
        String benchmark = entry.path("benchmark").asString("");
        String mode = entry.path("mode").asString("");
        JsonNode primary = entry.path("primaryMetric");
        if (benchmark.indexOf('.') < 0 || mode.isEmpty() || !primary.isObject()) {
            throw notJmh(file, "an entry lacks benchmark, mode or primaryMetric");
        }
        TreeMap<String, String> params = new TreeMap<>();
        entry.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asString()));
        CellId id = new CellId(benchmark, params, mode, entry.path("threads").asInt(1));

        List<List<Double>> scores = rawData(primary);
        if (scores.isEmpty()) {
            throw notJmh(file, benchmark + " has no raw data");
        }
        List<Fork> forks = new ArrayList<>();
        for (int fork = 0; fork < scores.size(); fork++) {
            Map<String, Metric> metrics = new TreeMap<>();
            for (Map.Entry<String, JsonNode> metric :
                    entry.path("secondaryMetrics").properties()) {
                List<List<Double>> values = rawData(metric.getValue());
                if (fork < values.size()) {
                    String unit = metric.getValue().path("scoreUnit").asString("");
                    metrics.put(metric.getKey(), new Metric(unit, values.get(fork)));
                }
            }
            String unit = primary.path("scoreUnit").asString("");
            forks.add(new Fork(unit, scores.get(fork), List.of(), metrics, marks(metrics), 0, 0, 0, null));
        }
        return new Entry(id, launch(entry), details(entry), forks);
    }

    private static Launch launch(JsonNode entry) {
        List<String> flags = new ArrayList<>();
        entry.path("jvmArgs").forEach(flag -> flags.add(flag.asString("")));
        return new Launch(
                entry.path("jdkVersion").asString("unknown"),
                entry.path("vmName").asString("unknown"),
                entry.path("vmVersion").asString("unknown"),
                flags,
                new TreeMap<>());
    }

    private static Map<String, String> details(JsonNode entry) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("unit", entry.path("primaryMetric").path("scoreUnit").asString(""));
        details.put("java", entry.path("jvm").asString(""));
        for (String name : DETAILS) {
            details.put(name, entry.path(name).asString(""));
        }
        return details;
    }

    /** {@code [fork][iteration]}; of a sampling mode, the mean of each iteration's histogram. */
    private static List<List<Double>> rawData(JsonNode metric) {
        List<List<Double>> forks = new ArrayList<>();
        JsonNode histograms = metric.path("rawDataHistogram");
        if (histograms.isArray()) {
            histograms.forEach(fork -> forks.add(numbers(fork, JmhResultFile::meanOfHistogram)));
        } else {
            metric.path("rawData").forEach(fork -> forks.add(numbers(fork, JmhResultFile::number)));
        }
        return forks;
    }

    private interface Reader {
        double read(JsonNode node);
    }

    private static List<Double> numbers(JsonNode iterations, Reader reader) {
        List<Double> numbers = new ArrayList<>();
        iterations.forEach(iteration -> numbers.add(reader.read(iteration)));
        return numbers;
    }

    private static double meanOfHistogram(JsonNode buckets) {
        double sum = 0;
        double count = 0;
        for (JsonNode bucket : buckets) {
            sum += number(bucket.path(0)) * number(bucket.path(1));
            count += number(bucket.path(1));
        }
        return sum / count;
    }

    /** JMH writes what JSON cannot say as text. */
    private static double number(JsonNode node) {
        return switch (node.asString("NaN")) {
            case "NaN" -> Double.NaN;
            case "+INF", "INF", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> node.isNumber() ? node.asDouble() : Double.NaN;
        };
    }

    /** The marks that a benchmark reported: those whose last value is not 0, since each value is of all iterations so far. */
    private static List<String> marks(Map<String, Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("mark."))
                .filter(metric -> !metric.getValue().values().isEmpty()
                        && metric.getValue().values().stream()
                                        .reduce((earlier, later) -> later)
                                        .orElse(0.0)
                                > 0)
                .map(metric -> metric.getKey().substring("mark.".length()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static BadInputException notJmh(Path file, String why) {
        return new BadInputException(file + " is not a JMH result file (" + why + "): make one with -rf json");
    }
}
