package dev.labcoat.results;

import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.Checksum;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what earlier versions of this program wrote, in schema 1. */
public final class VersionOneFiles {

    private VersionOneFiles() {}

    /** A published run; returns its file. */
    public static Path publish(Path history, Run run) throws IOException {
        return write(new Archive(history).place(Experiment.of(run)), line(run));
    }

    /** A published comparison; returns its file. */
    public static Path publish(Path comparisons, Comparison comparison) throws IOException {
        return write(new Archive(comparisons).place(Experiment.of(comparison)), line(comparison));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private static String line(Object record) {
        return Checksum.addTo(Json.COMPACT.writeValueAsString(record));
    }

    /** The log of a run that goes on; returns it. */
    public static Path log(Path folder, Run run) throws IOException {
        StringBuilder log = new StringBuilder(line(run.withCells(run.cells().stream()
                        .map(cell -> Cell.planned(cell.id(), cell.version()))
                        .toList())))
                .append('\n');
        for (Cell cell : run.cells()) {
            for (Fork fork : cell.forks()) {
                log.append(line(Map.of("cell", cell.id(), "fork", fork))).append('\n');
            }
        }
        return write(folder.resolve(run.id()).resolve("forks.jsonl"), log.toString());
    }

    /** A run that has ended; returns its file. */
    public static Path ended(Path folder, Run run) throws IOException {
        log(folder, run);
        return write(folder.resolve(run.id()).resolve("run.json"), line(run) + "\n");
    }

    /** The log of a comparison that goes on; returns it. */
    public static Path log(Path folder, Comparison comparison) throws IOException {
        StringBuilder log = new StringBuilder(line(comparison.ended(
                        comparison.rows().stream()
                                .map(row -> ComparisonRow.open(
                                        row.baseCell(),
                                        row.cell(),
                                        row.variant(),
                                        row.margin(),
                                        row.noise(),
                                        row.beside().stream()
                                                .map(judged -> JudgedFigure.open(
                                                        judged.figure(), judged.margin(), judged.noise()))
                                                .toList()))
                                .toList(),
                        comparison.environment(),
                        0)))
                .append('\n');
        for (int row = 0; row < comparison.rows().size(); row++) {
            for (Pair pair : comparison.rows().get(row).pairs()) {
                log.append(line(finished(row, pair, null))).append('\n');
            }
            for (String why : comparison.rows().get(row).discarded()) {
                log.append(line(finished(row, null, why))).append('\n');
            }
        }
        return write(folder.resolve(comparison.id()).resolve("pairs.jsonl"), log.toString());
    }

    private static Map<String, Object> finished(int row, @Nullable Pair pair, @Nullable String discarded) {
        Map<String, Object> finished = new HashMap<>();
        finished.put("row", row);
        if (pair != null) {
            finished.put("pair", pair);
        }
        if (discarded != null) {
            finished.put("discarded", discarded);
        }
        return finished;
    }

    /** A comparison that has ended; returns its file. */
    public static Path ended(Path folder, Comparison comparison) throws IOException {
        log(folder, comparison);
        return write(folder.resolve(comparison.id()).resolve("comparison.json"), line(comparison) + "\n");
    }
}
