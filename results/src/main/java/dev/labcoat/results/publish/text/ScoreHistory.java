package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The scores of a machine's last commits side by side, as Markdown: rows are benchmarks, columns commits. */
public final class ScoreHistory {

    private static final String CHANGED = "‡ ";

    private final List<Column> columns = new ArrayList<>();

    /**
     * The scores of some runs.
     *
     * @param runs of one machine, preset and jar, oldest commit first
     */
    public ScoreHistory(List<Run> runs) {
        Map<String, List<Run>> byCommit = runs.stream()
                .collect(
                        Collectors.groupingBy(run -> run.revision().commit(), LinkedHashMap::new, Collectors.toList()));
        byCommit.values().forEach(ofCommit -> columns.add(Column.of(ofCommit)));
    }

    /** A commit's newest results. */
    private record Column(String label, Map<String, String> versions, Map<CellId, Cell> cells) {

        static Column of(List<Run> ofCommit) {
            CommitResults results = CommitResults.of(ofCommit.get(ofCommit.size() - 1), ofCommit);
            return new Column(
                    results.latest().revision().label(),
                    Versions.of(
                            results.latest().suite(),
                            results.latest().environment(),
                            results.latest().machine()),
                    results.rows().stream()
                            .map(CommitResults.Row::cell)
                            .collect(Collectors.toMap(
                                    Cell::id, Function.identity(), (one, same) -> one, LinkedHashMap::new)));
        }
    }

    /** Lines of Markdown. */
    public List<String> markdown() {
        VersionNotes versions = new VersionNotes();
        List<String> heads = new ArrayList<>(List.of("benchmark"));
        columns.forEach(column -> heads.add(versions.head(column.label(), column.versions())));
        RowNames names = RowNames.of(rowIds());
        List<List<String>> rows = rowIds().stream().map(id -> line(id, names)).toList();
        List<String> lines = new ArrayList<>(new Grid(heads, 1, rows).markdown());
        List<String> notes = new ArrayList<>(versions.notes());
        if (rows.stream().flatMap(List::stream).anyMatch(text -> text.startsWith(CHANGED))) {
            notes.add("- " + CHANGED.strip() + " the benchmark itself changed: a new series begins, which the scores"
                    + " to its left say nothing of");
        }
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes);
        }
        return lines;
    }

    /** The newest commit's rows first, then those that only earlier ones have. */
    private Set<CellId> rowIds() {
        Set<CellId> ids = new LinkedHashSet<>();
        for (int i = columns.size() - 1; i >= 0; i--) {
            ids.addAll(columns.get(i).cells().keySet());
        }
        return ids;
    }

    private List<String> line(CellId id, RowNames names) {
        List<String> line = new ArrayList<>(List.of(names.line(id)));
        Optional<Cell> before = Optional.empty();
        for (Column column : columns) {
            Optional<Cell> cell = Optional.ofNullable(column.cells().get(id));
            boolean changed = cell.isPresent()
                    && before.filter(one -> !one.version().equals(cell.get().version()))
                            .isPresent();
            line.add((changed ? CHANGED : "") + cell.map(CommitTable::score).orElse(Grid.NONE));
            before = cell.isPresent() ? cell : before;
        }
        return line;
    }
}
