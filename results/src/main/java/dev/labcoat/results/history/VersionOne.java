package dev.labcoat.results.history;

import dev.labcoat.results.files.Journal;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what was recorded in schema 1, in which a run and a comparison were two records: {@code run.json} with its log {@code forks.jsonl},
 * which has a line for each fork, and {@code comparison.json} with {@code pairs.jsonl}. Nothing is written in it any more.
 */
final class VersionOne {

    private static final String RUN = "run.json";
    private static final String FORKS = "forks.jsonl";
    private static final String COMPARISON = "comparison.json";
    private static final String PAIRS = "pairs.jsonl";

    private VersionOne() {}

    private record FinishedFork(CellId cell, Fork fork) {}

    private record FinishedPair(
            int row, @Nullable Pair pair, @Nullable String discarded) {}

    /** Whether a folder holds something of it, or may: of a folder without permission that cannot be known. */
    static boolean isOne(Path folder) {
        return Stream.of(RUN, FORKS, COMPARISON, PAIRS).map(folder::resolve).anyMatch(RegularFile::mayBe);
    }

    /** Whether a file is the log of what was stopped before it began. */
    static boolean isUnbegun(Path file) throws IOException {
        return (file.endsWith(FORKS) || file.endsWith(PAIRS)) && new Journal(file).isUnbegun();
    }

    /** What a folder holds, as its file or first line says. */
    static RecordHead head(Path folder) {
        boolean run = Stream.of(RUN, FORKS).map(folder::resolve).anyMatch(RegularFile::mayBe);
        return new RecordHead(1, run, !run);
    }

    /** Deletes what was written anew. */
    static void delete(Path folder) throws IOException {
        for (String name : List.of(RUN, COMPARISON, FORKS, PAIRS)) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** Parses the record of a run or of a comparison that has ended. */
    static Experiment parse(Path file, byte[] json, RecordHead head) {
        return head.ratios()
                ? Experiment.of(RecordJson.COMPARISON.parse(file, json, Json.COMPACT, Comparison.class))
                : Experiment.of(RecordJson.RUN.parse(file, json, Json.COMPACT, Run.class));
    }

    /** Parses the record of a comparison that has ended. */
    static Comparison comparison(Path file, byte[] json, JsonMapper mapper) {
        return RecordJson.COMPARISON.parse(file, json, mapper, Comparison.class);
    }

    /**
     * Reads a folder, whether it has ended or not.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not of this version
     */
    static Experiment read(Path folder) throws IOException {
        return head(folder).scores() ? Experiment.of(run(folder)) : Experiment.of(comparison(folder));
    }

    private static Run run(Path folder) throws IOException {
        Path log = folder.resolve(FORKS);
        Optional<Run> ended = Finished.read(folder.resolve(RUN), log, RecordJson.RUN, Run.class);
        if (ended.isPresent()) {
            return ended.get();
        }
        List<String> lines = lines(log);
        Run planned = RecordJson.RUN.parse(log, lines.get(0), Run.class);
        Map<CellId, Cell> cells = new LinkedHashMap<>();
        planned.cells().forEach(cell -> cells.put(cell.id(), cell));
        for (String line : lines.subList(1, lines.size())) {
            FinishedFork finished = RecordJson.RUN.parse(log, line, FinishedFork.class);
            if (cells.computeIfPresent(finished.cell(), (id, cell) -> cell.with(finished.fork())) == null) {
                throw new BadInputException(log + " has a fork of a cell that was not planned: " + finished.cell());
            }
        }
        return planned.withCells(List.copyOf(cells.values()));
    }

    private static Comparison comparison(Path folder) throws IOException {
        Path log = folder.resolve(PAIRS);
        Optional<Comparison> ended =
                Finished.read(folder.resolve(COMPARISON), log, RecordJson.COMPARISON, Comparison.class);
        if (ended.isEmpty()) {
            return replay(log);
        }
        int known = ended.get().rows().stream()
                .mapToInt(row -> row.pairs().size() + row.discarded().size())
                .sum();
        return Files.exists(log) && new Journal(log).lines().size() - 1 > known
                ? withMore(ended.get(), replay(log))
                : ended.get();
    }

    /** What had ended, but for rows to which more was added. */
    private static Comparison withMore(Comparison ended, Comparison replayed) {
        return ended.ended(ComparisonRow.goneOn(ended.rows(), replayed.rows()), ended.environment(), ended.seconds());
    }

    private static Comparison replay(Path log) throws IOException {
        List<String> lines = lines(log);
        Comparison planned = RecordJson.COMPARISON.parse(log, lines.get(0), Comparison.class);
        List<ComparisonRow> rows = new ArrayList<>(planned.rows());
        for (String line : lines.subList(1, lines.size())) {
            FinishedPair finished = RecordJson.COMPARISON.parse(log, line, FinishedPair.class);
            if (finished.row() < 0 || finished.row() >= rows.size()) {
                throw new BadInputException(log + " has a pair of a row that was not planned: " + finished.row());
            }
            rows.set(finished.row(), with(finished, rows.get(finished.row())));
        }
        for (int row = 0; row < rows.size(); row++) {
            if (planned.has(row)) {
                rows.set(row, rows.get(row).stopped());
            }
        }
        return planned.ended(rows, planned.environment(), planned.seconds());
    }

    private static ComparisonRow with(FinishedPair finished, ComparisonRow row) {
        Pair pair = finished.pair();
        return pair == null ? row.withDiscarded(String.valueOf(finished.discarded())) : row.with(pair);
    }

    private static List<String> lines(Path log) throws IOException {
        List<String> lines = new Journal(log).lines();
        if (lines.isEmpty()) {
            throw new BadInputException(log + " is empty: it was stopped before it began; delete its folder");
        }
        return lines;
    }
}
