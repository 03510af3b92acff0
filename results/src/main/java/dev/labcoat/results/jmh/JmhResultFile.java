package dev.labcoat.results.jmh;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.Aggregate;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Distinction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Histogram;
import dev.labcoat.results.model.JmhSetting;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Reported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what JMH writes with {@code -rf json}. */
public final class JmhResultFile {

    /** Where a list begins: at the beginning of a line, so that a bracket in a log is none, or right behind the list before it. */
    private static final Pattern LIST =
            Pattern.compile("(?:^|\\G)[ \\t\\x{feff}]*+(?=\\[\\s*+[{\\]])", Pattern.MULTILINE);

    /** As older versions of JMH have it before a name; a question mark or worse where the encoding has none. */
    private static final Pattern DOT = Pattern.compile("^(?:\u00c2?\u00b7|\ufffd|\\?)");

    private static final Pattern QUANTILE =
            Pattern.compile("(?<method>.+?)(?:\u00c2?\u00b7|\ufffd|\\?)(?<quantile>p[01]\\.\\d+)");

    private static final Pattern INNER_QUANTILE = Pattern.compile("p0\\.(?!0+$)\\d+$");

    /** Units of JMH's profilers and of {@code @AuxCounters(EVENTS)} for what is added up. */
    private static final Set<String> COUNTS = Set.of("counts", "#");

    /** Times that are added up too. */
    private static final Set<String> TIMES_IN_ALL = Set.of("gc.time", "compiler.time.profiled");

    /** What JMH writes where JSON has no number. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "+INF", "INF", "Infinity", "-INF", "-Infinity");

    /** As other programs than JMH write its numbers. */
    private static final JsonMapper FOREIGN = Json.COMPACT
            .rebuild()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Entries are read one by one.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Tells what is there twice from what is there once. */
    private static final JsonMapper ONCE = FOREIGN.rebuild()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** Where JMH begins to say what it measured, after how it did so. */
    private static final String MEASURED = "\"primaryMetric\"";

    private JmhResultFile() {}

    /**
     * What a file holds.
     *
     * @param entries those that are whole, in their order
     * @param leftOut of each that is not: which, where, and why
     */
    public record Contents(List<Entry> entries, List<String> leftOut) {

        public Contents {
            entries = List.copyOf(entries);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * One entry: a cell with its forks.
     *
     * @param id the cell, without the JVM that ran it
     * @param launch the JVM that ran it
     * @param details what else the file says of how it was measured, by name, what matters most first
     * @param forks raw data, marks included, without times; empty where the file has none
     * @param reported what JMH says of all forks together; null where it says no score
     */
    public record Entry(
            CellId id,
            Launch launch,
            Map<String, String> details,
            List<Fork> forks,
            @Nullable Reported reported) {

        private CellId row() {
            return id.with(launch);
        }

        /**
         * The fork of a file that has one. A secondary result that JMH did not make of the iterations' numbers, such as a quantile of
         * all their samples, has no other number than JMH's.
         */
        Fork onlyFork() {
            Fork fork = forks.get(0);
            Map<String, Metric> metrics = new TreeMap<>(fork.metrics());
            if (reported != null) {
                reported.metrics()
                        .forEach((name, told) -> metrics.computeIfPresent(
                                name,
                                (key, metric) -> Double.isNaN(told.score())
                                                || metric.how().makes(told.score(), metric.values())
                                        ? metric
                                        : new Metric(metric.unit(), List.of(told.score()))));
            }
            return fork.with(metrics);
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
            TreeMap<String, String> others = new TreeMap<>(entry.launch().others());
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
     * Reads all entries that are whole. What stands before and after the list, such as the log of a program, is passed over, and so
     * is everything from where a file is cut off.
     *
     * @throws BadInputException if it is not a JMH result file, or has no entry that is whole
     * @throws IOException if it cannot be read
     */
    public static Contents read(Path file) throws IOException {
        return read(file, RegularFile.foreignText(file));
    }

    /**
     * Reads the one fork of a file that a fork of ours has written. Only what was measured is read of it: JMH leaves control
     * characters of params out, and before 1.21 it wrote params that are no JSON.
     *
     * @throws BadInputException if it is not a JMH result file of one whole entry
     * @throws IOException if it cannot be read
     */
    static Fork ofFork(Path file, CellId id) throws IOException {
        String text = RegularFile.foreignText(file);
        int measured = text.indexOf(MEASURED);
        if (measured < 0) {
            throw new BadInputException(file + " is not a JMH result file: it has no results");
        }
        String asked = Json.COMPACT.writeValueAsString(
                Map.of("benchmark", id.benchmark(), "mode", id.mode(), "threads", id.threads()));
        Contents contents = read(file, "[" + asked.substring(0, asked.length() - 1) + "," + text.substring(measured));
        if (!contents.leftOut().isEmpty()) {
            throw new BadInputException(
                    "JMH's result is not whole: " + contents.leftOut().get(0));
        }
        if (contents.entries().size() != 1 || contents.entries().get(0).forks().size() != 1) {
            throw new BadInputException("JMH was asked for one fork of " + id + " but gave "
                    + contents.entries().size() + " entries");
        }
        return contents.entries().get(0).onlyFork();
    }

    /** Reads what is in a file that has this text, see {@link #read(Path)}. */
    public static Contents read(Path file, String text) {
        Matcher list = LIST.matcher(text);
        if (!list.find()) {
            throw new BadInputException(
                    file + " is not a JMH result file (it has no list of results): make one with -rf json");
        }
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        int end = 0;
        // Files may have been put one behind the other.
        while (end >= 0 && list.find(end)) {
            end = readList(file, text, list.end(), entries, leftOut);
        }
        if (entries.isEmpty()) {
            throw new BadInputException(file + " is not a JMH result file: it has no results"
                    + (leftOut.isEmpty() ? "" : " that are whole: " + String.join("; ", leftOut)));
        }
        return new Contents(entries, leftOut);
    }

    /** Reads a list; returns where it ends, or −1 if it does not. */
    private static int readList(Path file, String text, int start, List<Entry> entries, List<String> leftOut) {
        // With blanks in place of what was before, lines and columns are those of the file.
        String before = text.substring(0, start).replaceAll("[^\n]", " ");
        int number = entries.size() + leftOut.size();
        String next = "entry " + (number + 1);
        try (JsonParser json = FOREIGN.createParser(before + text.substring(start))) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                number++;
                String place = "entry " + number + ", at line "
                        + json.currentTokenLocation().getLineNr();
                next = place;
                int from = (int) json.currentTokenLocation().getCharOffset();
                JsonNode node = FOREIGN.readTree(json);
                int to = (int) json.currentLocation().getCharOffset();
                try {
                    checkOnce(text.substring(from, to));
                    entries.add(entry(node));
                } catch (IllegalArgumentException | JacksonException e) {
                    // Such as an entry of no threads, or with a list where a text should be.
                    String name = node.path("benchmark").asString("");
                    leftOut.add(place + (name.isEmpty() ? "" : ", " + name) + ": " + e.getMessage());
                }
                next = "entry " + (number + 1);
            }
            return (int) json.currentLocation().getCharOffset();
        } catch (JacksonException e) {
            String why = " is not JSON, or only a part of it: " + e.getOriginalMessage();
            if (entries.isEmpty() && leftOut.isEmpty()) {
                throw new BadInputException(file + why, e);
            }
            leftOut.add("what begins with " + next + why);
            return -1;
        }
    }

    /** Of two values of one name a reader takes the last, and nobody would be told. */
    private static void checkOnce(String entry) {
        try {
            ONCE.readTree(entry);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it has something twice: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is not whole: why
     */
    private static Entry entry(JsonNode entry) {
        String benchmark = text(entry, "benchmark");
        if (benchmark.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    "its benchmark '" + benchmark + "' has no dot between a class and its method");
        }
        String mode = text(entry, "mode");
        JsonNode primary = entry.path("primaryMetric");
        if (!primary.isObject()) {
            throw new IllegalArgumentException("it has no primaryMetric");
        }
        TreeMap<String, String> params = new TreeMap<>();
        byName(entry, "params").forEach(param -> params.put(param.getKey(), param(param.getKey(), param.getValue())));
        CellId id = new CellId(benchmark, params, mode, threads(entry.path("threads")));
        Map<String, JsonNode> secondary = secondary(byName(entry, "secondaryMetrics"), benchmark);
        Map<String, String> details = details(entry);
        Reported reported = reported(primary, secondary, details);
        List<Fork> forks = forks(primary, secondary);
        if (forks.isEmpty() && reported == null) {
            throw new IllegalArgumentException("it has neither a score nor raw data");
        }
        return new Entry(id, launch(entry, details), details, forks, reported);
    }

    private static Set<Map.Entry<String, JsonNode>> byName(JsonNode entry, String name) {
        JsonNode values = entry.path(name);
        if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
            throw new IllegalArgumentException("its " + name + " are not values by name");
        }
        return values.properties();
    }

    /** By the names that a new JMH gives them, but where another one has that name in the file. */
    private static Map<String, JsonNode> secondary(Set<Map.Entry<String, JsonNode>> written, String benchmark) {
        Set<String> taken = written.stream().map(Map.Entry::getKey).collect(Collectors.toCollection(HashSet::new));
        Map<String, JsonNode> secondary = new TreeMap<>();
        written.forEach(metric -> {
            String name = metricName(metric.getKey(), benchmark);
            secondary.put(taken.add(name) ? name : metric.getKey(), metric.getValue());
        });
        return secondary;
    }

    private static int threads(JsonNode threads) {
        if (threads.isMissingNode()) {
            return 1;
        }
        if (!threads.isIntegralNumber() || !threads.canConvertToInt()) {
            throw new IllegalArgumentException("its threads are not a whole number: " + threads);
        }
        return threads.intValue();
    }

    private static String text(JsonNode entry, String name) {
        String text = entry.path(name).stringValue("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }

    /** Nothing but text: a number in its place would be another row, and nobody would be told. */
    private static String param(String name, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("its param " + name + " is not a text");
        }
        return value.stringValue();
    }

    /**
     * A secondary result's name, whichever JMH wrote it: until 1.34 a middle dot stood before the name, and the benchmark's own name
     * and a dot before that of a quantile. In an encoding that has no such dot it became something else.
     */
    private static String metricName(String written, String benchmark) {
        String name = DOT.matcher(written).replaceFirst("");
        Matcher quantile = QUANTILE.matcher(name);
        if (!quantile.matches()) {
            return name;
        }
        String method = quantile.group("method");
        return benchmark.endsWith("." + method)
                ? quantile.group("quantile")
                : method + ":" + quantile.group("quantile");
    }

    private static @Nullable Reported reported(
            JsonNode primary, Map<String, JsonNode> secondary, Map<String, String> details) {
        Reported.Summary score = summary(primary);
        if (!Double.isFinite(score.score())) {
            return null;
        }
        TreeMap<String, Reported.Summary> metrics = new TreeMap<>();
        secondary.forEach((name, metric) -> metrics.put(name, summary(metric)));
        TreeMap<String, String> settings = new TreeMap<>(details);
        settings.remove("unit");
        settings.put("jvm", details.getOrDefault("java", ""));
        settings.remove("java");
        settings.values().removeIf(String::isEmpty);
        return new Reported(score, metrics, settings);
    }

    private static Reported.Summary summary(JsonNode metric) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        metric.path("scorePercentiles")
                .properties()
                .forEach(percentile -> percentiles.put(percentile.getKey(), number(percentile.getValue())));
        return new Reported.Summary(
                unit(metric),
                numberBefore("scoreError", metric, "score"),
                numberBefore("scoreConfidence", metric, "scoreError"),
                numbers(metric.path("scoreConfidence"), JmhResultFile::number),
                percentiles);
    }

    private static List<Fork> forks(JsonNode primary, Map<String, JsonNode> secondary) {
        String unit = unit(primary);
        List<List<Histogram>> histograms = new ArrayList<>();
        primary.path("rawDataHistogram").forEach(fork -> histograms.add(numbers(fork, JmhResultFile::histogram)));
        List<List<Double>> scores = histograms.isEmpty()
                ? rawData(primary, JmhResultFile::number)
                : histograms.stream()
                        .map(fork -> fork.stream().map(Histogram::mean).toList())
                        .toList();
        List<Fork> forks = new ArrayList<>();
        for (int number = 0; number < scores.size(); number++) {
            Map<String, Metric> metrics = new TreeMap<>();
            for (Map.Entry<String, JsonNode> metric : secondary.entrySet()) {
                List<List<Double>> values = rawData(metric.getValue(), JmhResultFile::anyNumber);
                if (number < values.size()) {
                    metrics.put(metric.getKey(), metric(metric.getKey(), metric.getValue(), values, number));
                }
            }
            Fork fork = new Fork(unit, scores.get(number), List.of(), metrics, marks(metrics), 0, 0, 0, null);
            forks.add(histograms.isEmpty() ? fork : fork.sampled(histograms.get(number)));
        }
        return forks;
    }

    private static Metric metric(String name, JsonNode node, List<List<Double>> values, int fork) {
        String unit = unit(node);
        double told = numberBefore("scoreError", node, "score");
        List<Double> all = values.stream().flatMap(List::stream).toList();
        boolean counted = COUNTS.contains(unit) || TIMES_IN_ALL.contains(name);
        Aggregate how = counted && Aggregate.SUM.makes(told, all)
                ? Aggregate.SUM
                // The quantile of all samples may be the highest of the iterations' by chance.
                : INNER_QUANTILE.matcher(name).find()
                        ? Aggregate.MEAN
                        : Aggregate.by(told, all).orElse(Aggregate.MEAN);
        return new Metric(unit, values.get(fork), how);
    }

    private static Launch launch(JsonNode entry, Map<String, String> details) {
        TreeMap<String, String> others = new TreeMap<>();
        for (JmhSetting setting : JmhSetting.values()) {
            String value = details.getOrDefault(setting.written(), "");
            if (setting.asksSomethingElse(value)) {
                others.put(setting.written(), value);
            }
        }
        return new Launch(
                entry.path("jdkVersion").asString("unknown"),
                entry.path("vmName").asString("unknown"),
                entry.path("vmVersion").asString("unknown"),
                flags(entry.path("jvmArgs")),
                others);
    }

    /** A list, as JMH has it, or a text with blanks between the flags. */
    private static List<String> flags(JsonNode written) {
        if (written.isString()) {
            try {
                return JvmFlags.parse(written.stringValue());
            } catch (BadInputException e) {
                throw new IllegalArgumentException("its jvmArgs cannot be read: " + e.getMessage(), e);
            }
        }
        List<String> flags = new ArrayList<>();
        for (JsonNode flag : written) {
            flags.add(flag.isString() ? flag.stringValue() : "");
        }
        boolean list = written.isArray() && flags.stream().noneMatch(String::isEmpty);
        if (!list && !written.isMissingNode() && !written.isNull()) {
            throw new IllegalArgumentException("its jvmArgs are not a list of texts: " + written);
        }
        return flags;
    }

    private static Map<String, String> details(JsonNode entry) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("unit", entry.path("primaryMetric").path("scoreUnit").asString(""));
        details.put("java", entry.path("jvm").asString(""));
        for (String name : JmhSetting.names()) {
            JsonNode value = entry.path(name);
            // Thread groups are a list.
            details.put(name, value.isContainer() ? value.toString() : value.asString(""));
        }
        return details;
    }

    /** {@code [fork][iteration]}. */
    private static List<List<Double>> rawData(JsonNode metric, Function<JsonNode, Double> reader) {
        List<List<Double>> forks = new ArrayList<>();
        metric.path("rawData").forEach(fork -> forks.add(numbers(fork, reader)));
        return forks;
    }

    private static <T> List<T> numbers(JsonNode list, Function<JsonNode, T> reader) {
        List<T> numbers = new ArrayList<>();
        list.forEach(one -> numbers.add(reader.apply(one)));
        return numbers;
    }

    private static Histogram histogram(JsonNode buckets) {
        return new Histogram(
                numbers(buckets, bucket -> anyNumber(bucket.path(0))),
                numbers(buckets, bucket -> count(bucket.path(1))));
    }

    private static long count(JsonNode count) {
        if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
            throw new IllegalArgumentException("a count of its histogram is not a whole number from 0 on: " + count);
        }
        return count.longValue();
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

    /**
     * A number, or what JMH writes in its place. An iteration's score that is neither fails its fork, which is told; of what JMH makes
     * of all iterations, and of a secondary result, nothing would be told.
     *
     * @throws IllegalArgumentException if it is neither
     */
    private static double anyNumber(JsonNode node) {
        if (!node.isNumber() && !NO_NUMBERS.contains(node.asString(""))) {
            throw new IllegalArgumentException("a score or its error is not a number");
        }
        return number(node);
    }

    /** The same of one that JMH writes before another one. A file of another program may have neither. */
    private static double numberBefore(String next, JsonNode metric, String name) {
        return metric.has(name) || metric.has(next) ? anyNumber(metric.path(name)) : Double.NaN;
    }

    private static String unit(JsonNode metric) {
        JsonNode unit = metric.path("scoreUnit");
        // JMH writes its confidence and percentiles before it, a file of another program may have none of them.
        boolean mayBeLeftOut =
                unit.isMissingNode() && !metric.has("scorePercentiles") && !metric.has("scoreConfidence");
        if (!unit.isString() && !mayBeLeftOut) {
            throw new IllegalArgumentException("a scoreUnit is not a text");
        }
        return unit.asString("");
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
}
