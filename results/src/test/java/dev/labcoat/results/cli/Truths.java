package dev.labcoat.results.cli;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.verdict.Range;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Compares both sides of changes whose effect is known, and compares the verdicts with it and with what plain JMH says: the
 * trials behind {@code results/truths.sh}.
 */
final class Truths {

    private static final String ROW = "%-54s %-6s %8s %26s  %-14s %24s %5s %7s  %s%n";

    private final Path jar;
    private final Path folder;

    private Truths(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * A report.
     *
     * @param rows regular expressions of benchmark names
     * @param preset how much each fork measures
     * @param budget how long it may take
     */
    private record Report(String rows, String preset, String budget) {}

    /** How much is tried. */
    private enum Extent {
        /** The smooth changes in one mode, and the three that earlier editions of the comparison were wrong about. */
        QUICK(
                new Report("SmoothBenchmark.averageTime", "smoke", "10m"),
                new Report(
                        "RareStallBenchmark.averageTime,BackgroundThreadBenchmark.averageTime,ColdStartBenchmark",
                        "quick",
                        "10m")),
        /** Every change in every mode in which it makes sense. */
        ALL(
                new Report("SmoothBenchmark", "smoke", "1h"),
                new Report("calibration.change.(?!SmoothBenchmark)", "quick", "3h"));

        private final List<Report> reports;

        Extent(Report... reports) {
            this.reports = List.of(reports);
        }
    }

    /** A row of a report with what is known of it. */
    private record Trial(
            CellId base,
            CellId head,
            Verdict verdict,
            double margin,
            double change,
            double lowest,
            double highest,
            int pairs,
            double seconds) {

        private static Trial of(JsonNode row) {
            String verdict = row.path("verdict").asString();
            return new Trial(
                    cell(row, "baseParams"),
                    cell(row, "params"),
                    Arrays.stream(Verdict.values())
                            .filter(known -> known.toString().equals(verdict))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no verdict is called " + verdict)),
                    row.path("marginPercent").asDouble() / 100,
                    moreTime(row, "timesAsFast"),
                    moreTime(row, "mostTimesAsFast"),
                    moreTime(row, "leastTimesAsFast"),
                    row.path("pairs").asInt(),
                    row.path("seconds").asDouble());
        }

        private static CellId cell(JsonNode row, String params) {
            SortedMap<String, String> values = new TreeMap<>();
            row.path(params)
                    .properties()
                    .forEach(
                            param -> values.put(param.getKey(), param.getValue().asString()));
            return new CellId(
                    row.path("benchmark").asString(),
                    values,
                    row.path("mode").asString(),
                    row.path("threads").asInt());
        }

        private static double moreTime(JsonNode row, String name) {
            return 1 / row.path(name).asDouble(Double.NaN) - 1;
        }

        Truth truth() {
            return KnownChange.of(head.benchmark()).truth(head.params());
        }

        String name() {
            SortedMap<String, String> params = new TreeMap<>(head.params());
            params.remove("variant");
            return new CellId(head.benchmark(), params, "thrpt", head.threads()).toString();
        }

        /** Where plain JMH's figure lies, seen from the range that was printed. */
        Place placeOf(Range plain) {
            if (!(lowest <= highest)) {
                return Place.NO_RANGE;
            }
            double mean = Math.expm1(plain.mean());
            if (lowest <= mean && mean <= highest) {
                return Place.INSIDE;
            }
            return Math.expm1(plain.lowest()) <= highest && lowest <= Math.expm1(plain.highest())
                    ? Place.OVERLAPS
                    : Place.APART;
        }
    }

    /** Where plain JMH's figure lies, seen from a range. */
    private enum Place {
        INSIDE("plain inside"),
        OVERLAPS("plain's range overlaps"),
        APART("PLAIN APART"),
        NO_RANGE("no range");

        private final String text;

        Place(String text) {
            this.text = text;
        }
    }

    /**
     * Runs the trials, and ends with 1 if a verdict was wrong or a row failed.
     *
     * @param arguments {@code JAR quick|all FORKS}: the jar of the changes, how much of them, and plain JMH's forks of each side
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("truths-");
        Truths truths = new Truths(Path.of(arguments[0]), folder);
        Extent extent = Extent.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        System.exit(truths.hold(extent, Integer.parseInt(arguments[2])) ? 0 : 1);
    }

    private boolean hold(Extent extent, int forks) throws IOException, InterruptedException {
        System.out.println("records and logs: " + folder);
        List<Trial> trials = new ArrayList<>();
        for (Report report : extent.reports) {
            trials.addAll(compare(report));
        }
        System.out.printf(
                ROW, "change", "mode", "truth", "plain JMH (99 % range)", "verdict", "its range", "pairs", "s", "");
        PlainJmh plain = new PlainJmh(jar, Files.createDirectory(folder.resolve("plain")), forks);
        Map<String, Integer> counts = new TreeMap<>();
        boolean right = true;
        for (Trial trial : trials) {
            right &= hold(trial, plain.difference(trial.base(), trial.head()), counts);
        }
        System.out.println(trials.size() + " rows: " + counts);
        return right;
    }

    /** Prints a row; returns whether its verdict may stand. */
    private static boolean hold(Trial trial, Range plain, Map<String, Integer> counts) {
        boolean wrong = trial.truth().narrowedBy(plain).refutes(trial.verdict(), trial.margin());
        boolean failed = !trial.verdict().measured() || trial.verdict() == Verdict.FAILED;
        String place = trial.placeOf(plain).text;
        counts.merge(trial.verdict().toString(), 1, Integer::sum);
        counts.merge(place, 1, Integer::sum);
        counts.merge("WRONG", wrong ? 1 : 0, Integer::sum);
        System.out.printf(
                ROW,
                trial.name(),
                trial.head().mode(),
                trial.truth(),
                Speed.of(plain.mean()) + " " + Speed.range(plain.lowest(), plain.highest()),
                trial.verdict(),
                Speed.of(Math.log1p(trial.change())) + " "
                        + Speed.range(Math.log1p(trial.lowest()), Math.log1p(trial.highest())),
                trial.pairs(),
                "%.0f".formatted(trial.seconds()),
                (wrong ? "WRONG, " : "") + place);
        return !wrong && !failed;
    }

    /** As a user does it. */
    private List<Trial> compare(Report report) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(json, true, StandardCharsets.UTF_8);
        int status = Labcoat.execute(
                out,
                System.err,
                "compare",
                "--jar=" + jar,
                "--rows=" + report.rows(),
                "--vary=variant=BASE,HEAD",
                "--preset=" + report.preset(),
                "--budget=" + report.budget(),
                "--results=" + folder.resolve("results"),
                "--json");
        if (status != Labcoat.DONE && status != Labcoat.FAILED) {
            throw new IOException("the comparison ended with status " + status);
        }
        List<Trial> trials = new ArrayList<>();
        Json.COMPACT.readTree(json.toByteArray()).path("rows").forEach(row -> trials.add(Trial.of(row)));
        return trials;
    }
}
