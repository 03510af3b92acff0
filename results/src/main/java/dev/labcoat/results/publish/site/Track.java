package dev.labcoat.results.publish.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.FlameGraph;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Versions;
import dev.labcoat.results.publish.text.Answers;
import dev.labcoat.results.publish.text.StackSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may stand on one line: the runs of one machine with one preset and one jar. Its data is a folder of scripts. */
final class Track {

    /** Of so many of the newest runs the slices are shown: those of all would be as large as the history. */
    static final int MOST_SLICED = 10;

    private final Path folder;
    private final ScriptLog runLog;
    private final Map<String, ScriptLog> files = new LinkedHashMap<>();
    private final Map<CellId, Line> lines = new LinkedHashMap<>();
    private final Map<String, Integer> linesOfChart = new HashMap<>();
    private final Map<String, SortedMap<String, String>> secondary = new LinkedHashMap<>();
    private final Deque<String> sliced = new ArrayDeque<>();
    private final Map<List<Object>, StackSide> sides = new LinkedHashMap<>();
    private final Map<String, Run> added = new LinkedHashMap<>();
    private int runs;
    private int newestCommit;
    private @Nullable Run newest;
    private List<Answers.Answer> answers = List.of();

    /**
     * What has to be known of a track to go on with it.
     *
     * @param runs how many runs it has
     * @param newestCommit number of the first run of the newest commit
     * @param newest the newest run, without its cells
     * @param answers what that run answers
     * @param lines every line, in the order in which they were first seen
     * @param secondary the secondary results of each chart: their base units by their names
     * @param sliced the runs of which the slices are shown, the newest last, each by the name of its file
     * @param sides what is said of stack files' requests, the newest of each file
     */
    record State(
            int runs,
            int newestCommit,
            Run newest,
            List<Answers.Answer> answers,
            List<Line> lines,
            Map<String, SortedMap<String, String>> secondary,
            List<String> sliced,
            List<StackSide> sides) {

        State {
            Objects.requireNonNull(newest, "newest is missing");
            answers = List.copyOf(answers);
            lines = List.copyOf(lines);
            sliced = List.copyOf(sliced);
            sides = List.copyOf(sides);
        }

        /** Name of the track's folder. */
        String name() {
            return Track.name(newest);
        }
    }

    /** A track without runs. */
    Track(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.runLog = new ScriptLog(folder.resolve("runs.js"));
    }

    /** Goes on with a track. */
    Track(Path folder, State state) throws IOException {
        this(folder);
        runs = state.runs();
        newestCommit = state.newestCommit();
        newest = state.newest();
        answers = state.answers();
        state.lines().forEach(this::keep);
        state.secondary().forEach((chart, units) -> secondary.put(chart, new TreeMap<>(units)));
        sliced.addAll(state.sliced());
        state.sides().forEach(this::keep);
    }

    /** Name of the track that a run is in. */
    static String name(Run run) {
        return Slug.of(run.preset(), run.preset() + "\n" + run.jarName());
    }

    /**
     * Adds the next run.
     *
     * @param scores of its cells
     * @param flameGraphs pages that are published with it
     */
    void add(Run run, List<Score> scores, List<Path> flameGraphs) throws IOException {
        if (newest == null || !newest.revision().sameSource(run.revision())) {
            newestCommit = runs;
        }
        List<String> changes = changes(newest, run);
        Map<String, StringJoiner> points = new LinkedHashMap<>();
        for (Score score : scores) {
            Line line = line(score).after(runs, score);
            keep(line);
            add(points, line.chart(), line, score.json());
            score.secondary().forEach((name, result) -> {
                secondary.computeIfAbsent(line.chart(), key -> new TreeMap<>()).put(name, result.unit());
                add(points, fileOf(line.chart(), name), line, result.json());
            });
        }
        writeScores(run, scores);
        runLog.add("run", Json.COMPACT.writeValueAsString(new RunInfo(run, changes, copy(run, flameGraphs))));
        keepSlices(run);
        StackSide.of(run).forEach(this::keep);
        for (Map.Entry<String, StringJoiner> file : points.entrySet()) {
            files.computeIfAbsent(file.getKey(), name -> new ScriptLog(folder.resolve(name + ".js")))
                    .add("points", file.getValue().toString());
        }
        newest = run;
        runs++;
    }

    /** All rows of a commit, for the page that shows two commits side by side. */
    private void writeScores(Run run, List<Score> scores) throws IOException {
        Map<String, StringJoiner> charts = new LinkedHashMap<>();
        for (Score score : scores) {
            Line line = line(score);
            charts.computeIfAbsent(line.chart(), key -> new StringJoiner(",", "\"" + key + "\":[", "]"))
                    .add(point(line, score.json()));
        }
        StringJoiner all = new StringJoiner(",", "{", "}");
        charts.values().forEach(chart -> all.add(chart.toString()));
        Path commits = Files.createDirectories(folder.resolve("commits"));
        ScriptLog log = new ScriptLog(commits.resolve(fileOf(run.revision()) + ".js"));
        log.add("scores", all.toString());
        log.flush();
    }

    /** Puts pages where the site can show them. */
    private List<FlameGraphLink> copy(Run run, List<Path> pages) throws IOException {
        List<FlameGraphLink> links = new ArrayList<>();
        for (Path page : pages) {
            FlameGraph graph = FlameGraph.of(page.getFileName().toString()).orElseThrow();
            // Differences are of the rows of a comparison, and its report shows them.
            Line line = !graph.isDifference()
                            && graph.row() > 0
                            && graph.row() <= run.cells().size()
                    ? lines.get(run.cells().get(graph.row() - 1).id())
                    : null;
            if (line != null) {
                String name = fileOf(run) + "-" + graph.row() + "-" + graph.subject() + ".html";
                DurableFile.write(folder.resolve("flame-graphs").resolve(name), RegularFile.bytes(page));
                links.add(new FlameGraphLink(line.chart(), line.number(), graph.process(), "flame-graphs/" + name));
            }
        }
        return links;
    }

    /** In place of those of the oldest run that has them, where there are enough. */
    private void keepSlices(Run run) throws IOException {
        sliced.addLast(fileOf(run));
        added.put(fileOf(run), run);
        if (sliced.size() > MOST_SLICED) {
            String oldest = sliced.removeFirst();
            added.remove(oldest);
            Files.deleteIfExists(slices(oldest));
        }
    }

    private Path slices(String run) {
        return folder.resolve("slices").resolve(run + ".js");
    }

    /** What was measured in each slice of a run's forks. */
    private void writeSlices(String file, Run run) throws IOException {
        Map<String, List<Slices>> charts = new LinkedHashMap<>();
        for (Cell cell : run.cells()) {
            Line line = lines.get(cell.id());
            if (line != null && !cell.forks().isEmpty()) {
                charts.computeIfAbsent(line.chart(), chart -> new ArrayList<>()).add(Slices.of(line.number(), cell));
            }
        }
        DurableFile.write(
                slices(file), ScriptLog.call("slices", Json.COMPACT.writeValueAsString(new SlicedRun(file, charts))));
    }

    /** See {@link #writeSlices}: the run by the name of its file, and the lines of each chart. */
    record SlicedRun(String run, Map<String, List<Slices>> charts) {}

    private static String fileOf(Run run) {
        return Slug.of(run.id(), run.id());
    }

    private static String fileOf(Revision revision) {
        return Slug.of(revision.label(), revision.commit());
    }

    private void add(Map<String, StringJoiner> points, String file, Line line, String json) {
        points.computeIfAbsent(file, key -> new StringJoiner(",", "[" + runs + ",[", "]]"))
                .add(point(line, json));
    }

    private static String point(Line line, String json) {
        return "[" + line.number() + "," + line.series() + "," + json + "]";
    }

    /** Name of the file of a chart's secondary result. */
    static String fileOf(String chart, String secondary) {
        return chart + "-" + Slug.of(secondary, secondary);
    }

    private Line line(Score score) {
        Line known = lines.get(score.id());
        if (known != null) {
            return known;
        }
        return Line.first(score, linesOfChart.getOrDefault(Line.chartOf(score.id()), 0));
    }

    private void keep(Line line) {
        if (lines.put(line.id(), line) == null) {
            linesOfChart.merge(line.chart(), 1, Integer::sum);
        }
    }

    private void keep(StackSide side) {
        sides.merge(List.of(side.production(), side.stack(), side.hash()), side, StackSide::newer);
    }

    /** Where the flame graph of a line is, and whose time it shows. */
    record FlameGraphLink(String chart, int line, String process, String file) {}

    /** What the chart knows of a run: {@code file} has the scores of its commit, {@code slices} those of its slices. */
    record RunInfo(
            String commit,
            String label,
            String subject,
            String committedAt,
            String startedAt,
            String jdk,
            String file,
            String slices,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FlameGraphLink> flameGraphs,
            List<String> changes) {
        RunInfo(Run run, List<String> changes, List<FlameGraphLink> flameGraphs) {
            this(
                    run.revision().commit(),
                    run.revision().label(),
                    run.revision().subject(),
                    run.revision().committedAt().toString(),
                    run.startedAt().toString(),
                    run.environment().jdk(),
                    fileOf(run.revision()),
                    fileOf(run),
                    flameGraphs,
                    changes);
        }
    }

    /** The versions that differ from those of the run before. */
    private static List<String> changes(@Nullable Run before, Run now) {
        return before == null ? List.of() : Versions.changes(versions(before), versions(now));
    }

    private static Map<String, String> versions(Run run) {
        return Versions.of(run.suite(), run.environment(), run.machine());
    }

    /** Brings everything to the disk. */
    State finish(CommitLinks links) throws IOException {
        if (newest == null) {
            throw new IllegalStateException("a track is made for its first run");
        }
        runLog.flush();
        for (ScriptLog file : files.values()) {
            file.flush();
        }
        // Those of a track to which nothing was added are known.
        if (!newest.cells().isEmpty()) {
            answers = new Answers(newest).all();
        }
        for (Map.Entry<String, Run> run : added.entrySet()) {
            writeSlices(run.getKey(), run.getValue());
        }
        State state = new State(
                runs,
                newestCommit,
                newest.withCells(List.of()),
                answers,
                List.copyOf(lines.values()),
                secondary,
                List.copyOf(sliced),
                List.copyOf(sides.values()));
        DurableFile.write(
                folder.resolve("track.js"),
                ScriptLog.call("track", Json.COMPACT.writeValueAsString(Catalog.of(state, links))));
        return state;
    }
}
