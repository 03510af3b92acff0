package dev.labcoat.results.publish.site;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import dev.labcoat.results.trend.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Data of the site: where the rows of a machine changed, by the names of their charts; for each chart its rows against the anchor, night
 * by night; and the reports on the comparisons that stand behind a change. More nights may move a change, so it is all written anew
 * each time, but for the reports.
 */
final class NightScripts {

    private final Path folder;
    private final ChangeSources sources;
    private final CommitLinks links;

    /**
     * The scripts of a machine.
     *
     * @param folder of its data
     */
    NightScripts(Path folder, ChangeSources sources, CommitLinks links) {
        this.folder = folder;
        this.sources = sources;
        this.links = links;
    }

    /** A commit: its id shortened, where it can be seen (null when nowhere), and the first line of its message. */
    record Commit(String label, @Nullable String url, String subject) {}

    /** A comparison of commits before and after a change: its verdict on the row, of how many pairs, and the file of its report. */
    record Report(String id, String verdict, int pairs, String file) {}

    /**
     * What a chart knows of a change.
     *
     * @param setting which of its lines
     * @param before label of the last one measured before it; empty when the next one did it
     * @param commit the first one measured after it
     * @param label that commit, shortened
     * @param subject the first line of its message
     * @param committedAt when it was committed
     * @param change by how much
     * @param known what else is known of it
     * @param reports what stands behind that
     * @param commits those that may have done it; empty where they are not known
     */
    record Mark(
            Catalog.Setting setting,
            String before,
            String commit,
            String label,
            String subject,
            String committedAt,
            String change,
            String known,
            List<Report> reports,
            List<Commit> commits) {}

    /**
     * A row, night by night.
     *
     * @param setting which of the chart's lines
     * @param nights by the numbers of their commits: the logarithm of the time for an operation through the anchor's, and that of each
     *     pair
     */
    record Row(Catalog.Setting setting, List<Night> nights) {}

    /** See {@link Row}. */
    record Night(int commit, double slower, List<Double> pairs) {}

    /** A commit that a night measured. */
    record Measured(String commit, String label, String subject, String committedAt) {}

    /** The rows of a chart, and the commits that were measured, in their order. */
    record Nights(List<Measured> commits, List<Row> rows) {}

    /** Writes what is known now. */
    void write(@Nullable MachineNights nights) throws IOException {
        FolderTree.delete(folder.resolve("nights"));
        Map<String, List<Mark>> marks = new LinkedHashMap<>();
        if (nights != null) {
            Map<String, List<Series>> charts = new LinkedHashMap<>();
            nights.series()
                    .forEach(row -> charts.computeIfAbsent(Line.chartOf(row.cell()), key -> new ArrayList<>())
                            .add(row));
            Path ofCharts = Files.createDirectories(folder.resolve("nights"));
            for (Map.Entry<String, List<Series>> chart : charts.entrySet()) {
                marks.put(chart.getKey(), new ArrayList<>());
                DurableFile.write(
                        ofCharts.resolve(chart.getKey() + ".js"),
                        ScriptLog.call("nights", Json.COMPACT.writeValueAsString(nights(chart.getValue()))));
            }
            for (Change change : nights.changes()) {
                marks.computeIfAbsent(Line.chartOf(change.cell()), chart -> new ArrayList<>())
                        .add(mark(change, nights));
            }
        }
        DurableFile.write(
                folder.resolve("changes.js"), ScriptLog.call("changes", Json.COMPACT.writeValueAsString(marks)));
    }

    private static Nights nights(List<Series> rows) {
        // By the time of the commit, and of commits of one second by their ids, so that it is always the same.
        SortedMap<String, Revision> revisions = new TreeMap<>();
        rows.forEach(row -> row.nights().forEach(night -> revisions.put(key(night.revision()), night.revision())));
        List<String> order = List.copyOf(revisions.keySet());
        return new Nights(
                revisions.values().stream()
                        .map(revision -> new Measured(
                                revision.commit(),
                                revision.label(),
                                revision.subject(),
                                revision.committedAt().toString()))
                        .toList(),
                rows.stream()
                        .map(row -> new Row(
                                setting(row.cell()),
                                row.nights().stream()
                                        .map(night -> new Night(
                                                order.indexOf(key(night.revision())),
                                                rounded(night.slower()),
                                                night.pairs().stream()
                                                        .map(NightScripts::rounded)
                                                        .toList()))
                                        .toList()))
                        .toList());
    }

    private static String key(Revision revision) {
        return revision.committedAt() + " " + revision.commit();
    }

    private static double rounded(double logarithm) {
        return Math.rint(logarithm * 1e5) / 1e5;
    }

    private static Catalog.Setting setting(CellId cell) {
        return Catalog.Setting.of(cell, RowNames.of(List.of(cell)));
    }

    private Mark mark(Change change, MachineNights nights) throws IOException {
        List<Report> reports = new ArrayList<>();
        for (Change.Compared compared : change.comparisons()) {
            report(compared, nights).ifPresent(reports::add);
        }
        return new Mark(
                setting(change.cell()),
                change.isOfOneCommit() ? "" : change.before().label(),
                change.since().commit(),
                change.since().label(),
                change.since().subject(),
                change.since().committedAt().toString(),
                Speed.of(Math.log1p(change.growth())),
                change.known(),
                reports,
                change.isOfOneCommit()
                        ? List.of(commit(change.since()))
                        : sources.commits(change.closest()).stream()
                                .map(this::commit)
                                .toList());
    }

    private Commit commit(Revision revision) {
        return new Commit(revision.label(), links.of(revision), revision.subject());
    }

    /** Puts flame graphs where the report can show them; where that is, by the numbers of its rows. */
    private Map<Integer, String> flameGraphs(Change.Compared compared, MachineNights nights) throws IOException {
        String pages = Slug.of(compared.id(), compared.id());
        Map<Integer, String> places = new HashMap<>();
        for (Map.Entry<Integer, Path> graph :
                sources.flameGraphs(nights.machine(), compared).entrySet()) {
            String place = pages + "/" + graph.getKey() + ".html";
            DurableFile.write(folder.resolve("comparisons").resolve(place), RegularFile.bytes(graph.getValue()));
            places.put(graph.getKey(), place);
        }
        return places;
    }

    /** The report on a comparison, which is written once. */
    private Optional<Report> report(Change.Compared compared, MachineNights nights) throws IOException {
        String name = Slug.of(compared.id(), compared.id()) + ".html";
        Path file = folder.resolve("comparisons").resolve(name);
        if (Files.notExists(file)) {
            Optional<Comparison> comparison = sources.comparison(nights.machine(), compared);
            if (comparison.isEmpty()) {
                return Optional.empty();
            }
            Files.createDirectories(folder.resolve("comparisons"));
            DurableFile.write(
                    file,
                    new ComparisonPage(new ComparisonSummary(comparison.get()), flameGraphs(compared, nights)).html());
        }
        return Optional.of(
                new Report(compared.id(), compared.verdict().toString(), compared.pairs(), "comparisons/" + name));
    }
}
