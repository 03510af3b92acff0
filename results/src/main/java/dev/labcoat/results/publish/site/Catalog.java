package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.RowNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a track.
 *
 * @param title of the track
 * @param commitUrl see {@link CommitLinks}
 * @param charts by name, in the order in which they were first seen
 * @param sliced the runs of which the slices are shown, each by the name of its file
 */
record Catalog(String title, String commitUrl, Map<String, Chart> charts, List<String> sliced) {

    /**
     * A benchmark, of which each setting is a line.
     *
     * @param benchmark its class and method, with as much of the package as tells the class from the track's others
     * @param layer empty when its class is in none
     * @param question what its class asks; empty when that is not said
     * @param mode JMH's label
     * @param unit base unit of its scores
     * @param higherIsBetter which way they get better
     * @param size the param along which the newest scores make a curve; null when there is none
     * @param ladder the param along which they make a waterfall; null when there is none
     * @param lines its settings
     * @param metrics its secondary results, those first that the jar has a title for
     */
    record Chart(
            String benchmark,
            String layer,
            String question,
            String mode,
            String unit,
            boolean higherIsBetter,
            @Nullable String size,
            Suite.@Nullable Ladder ladder,
            List<Setting> lines,
            List<Metric> metrics) {

        /** The benchmark's class. */
        String topic() {
            return benchmark.substring(0, benchmark.lastIndexOf('.'));
        }

        /** Its method, and its mode if that is not the usual one. */
        String method() {
            return benchmark.substring(benchmark.lastIndexOf('.') + 1)
                    + (mode.equals("thrpt") ? "" : " [" + mode + "]");
        }
    }

    /**
     * A secondary result, which has a file of its own.
     *
     * @param name as JMH has it
     * @param title for people
     * @param unit its base unit
     * @param file name of its file
     */
    record Metric(String name, String title, String unit, String file) {}

    /** What one line is measured with: its params, and of the JVM what differs from line to line. */
    record Setting(SortedMap<String, String> params, int threads) {

        static Setting of(CellId cell, RowNames names) {
            return new Setting(new TreeMap<>(names.settings(cell)), cell.threads());
        }

        /** What an address calls it: its params, and its threads if they are not one. */
        String words() {
            Map<String, String> all = new LinkedHashMap<>(params);
            if (threads != 1) {
                all.put("threads", Integer.toString(threads));
            }
            return all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
        }
    }

    static Catalog of(Track.State track, CommitLinks links) {
        Map<String, List<Line>> linesOf = new LinkedHashMap<>();
        track.lines()
                .forEach(line -> linesOf.computeIfAbsent(line.chart(), key -> new ArrayList<>())
                        .add(line));
        Map<String, Chart> charts = new LinkedHashMap<>();
        Suite suite = track.newest().suite();
        RowNames names = RowNames.of(track.lines().stream().map(Line::id).toList());
        linesOf.forEach((name, lines) -> charts.put(name, chart(lines, suite, names, metrics(name, track))));
        return new Catalog(title(track.newest()), links.pattern(), charts, track.sliced());
    }

    private static List<Metric> metrics(String chart, Track.State track) {
        SortedMap<String, String> units = track.secondary().getOrDefault(chart, Collections.emptySortedMap());
        Map<String, String> titles = new LinkedHashMap<>();
        track.newest().suite().costs().forEach(cost -> titles.put(cost.metric(), cost.title()));
        units.keySet().forEach(name -> titles.putIfAbsent(name, name));
        List<Metric> metrics = new ArrayList<>();
        titles.forEach((name, title) -> {
            String unit = units.get(name);
            if (unit != null) {
                metrics.add(new Metric(name, title, unit, Track.fileOf(chart, name)));
            }
        });
        return metrics;
    }

    private static Chart chart(List<Line> lines, Suite suite, RowNames names, List<Metric> metrics) {
        CellId first = lines.get(0).id();
        String className = first.className();
        return new Chart(
                names.benchmark(first),
                suite.layerOf(className).map(Suite.Layer::name).orElse(""),
                suite.question(className).map(Suite.Question::question).orElse(""),
                first.mode(),
                unit(lines),
                Direction.of(first.mode(), unit(lines)) == Direction.HIGHER_IS_BETTER,
                suite.question(className).map(Catalog::curve).orElse(null),
                suite.question(className)
                        .map(Suite.Question::ladder)
                        .filter(ladder -> lines.stream()
                                .anyMatch(line -> line.id().params().containsKey(ladder.param())))
                        .orElse(null),
                lines.stream().map(line -> Setting.of(line.id(), names)).toList(),
                metrics);
    }

    private static String unit(List<Line> lines) {
        return lines.stream()
                .map(Line::unit)
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static @Nullable String curve(Suite.Question question) {
        return question.scalesWith() == null
                ? question.size()
                : question.scalesWith().param();
    }

    /** What a track is of, on one line. */
    private static String title(Run run) {
        return run.preset() + " on " + run.machine().title();
    }
}
