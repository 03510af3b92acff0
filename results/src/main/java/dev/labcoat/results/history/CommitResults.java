package dev.labcoat.results.history;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of one source on one machine and JDK with one preset and jar: every cell with its newest results, and the same cell of the
 * newest earlier source.
 *
 * @param latest the newest of the runs
 * @param rows in the order in which the cells were first planned
 */
public record CommitResults(Run latest, List<Row> rows) {

    public CommitResults {
        rows = List.copyOf(rows);
    }

    /**
     * Orders runs by their source and then by time, so that a run made today of an old commit is an old result. Of commits of one
     * second, as a rebase makes them, the parent comes first. What was changed after a commit is later than the commit, also when the
     * commit was measured again afterwards.
     *
     * @param all the runs that are to be ordered
     */
    private static Comparator<Run> bySource(List<Run> all) {
        Map<String, Revision> known = all.stream()
                .map(Run::revision)
                .collect(Collectors.toMap(Revision::commit, revision -> revision, (one, same) -> one));
        return Comparator.comparing((Run run) -> run.revision().committedAt())
                .thenComparingInt(run -> parentsOfOneSecond(run.revision(), known))
                .thenComparing(run -> run.revision().dirty())
                .thenComparing(Run::startedAt);
    }

    private static int parentsOfOneSecond(Revision revision, Map<String, Revision> known) {
        int parents = 0;
        for (Revision parent = known.get(String.valueOf(revision.parent()));
                parent != null && parent.committedAt().equals(revision.committedAt()) && parents < known.size();
                parent = known.get(String.valueOf(parent.parent()))) {
            parents++;
        }
        return parents;
    }

    /**
     * A cell and what it may be compared with.
     *
     * @param cell the newest results
     * @param earlier the same cell and version in the newest earlier source; empty when there is none
     */
    public record Row(Cell cell, Optional<Earlier> earlier) {}

    /** An earlier result. */
    public record Earlier(Revision revision, Cell cell) {}

    /**
     * Puts together what belongs to the source, machine, JDK, preset and jar of a run.
     *
     * @param run one of the runs
     * @param all all runs there are
     */
    public static CommitResults of(Run run, List<Run> all) {
        Comparator<Run> bySource = bySource(all);
        List<Run> comparable = all.stream()
                .filter(other -> comparable(run, other))
                .sorted(bySource)
                .toList();
        List<Run> same = comparable.stream()
                .filter(other -> other.revision().sameSource(run.revision()))
                .toList();
        Map<CellId, Cell> newest = new LinkedHashMap<>();
        for (Run one : same) {
            one.cells().stream()
                    .filter(cell -> !cell.forks().isEmpty() || !newest.containsKey(cell.id()))
                    .forEach(cell -> newest.put(cell.id(), cell));
        }
        Run latest = same.isEmpty() ? run : same.get(same.size() - 1);
        List<Run> earlier = comparable.stream()
                .filter(other -> !other.revision().sameSource(run.revision()) && bySource.compare(other, latest) < 0)
                .sorted(bySource.reversed())
                .toList();
        List<Row> rows = newest.values().stream()
                .map(cell -> new Row(cell, earlier(cell, earlier)))
                .toList();
        return new CommitResults(latest, rows);
    }

    /** These results, with no others than those of some cells. */
    public CommitResults only(Collection<Cell> cells) {
        Set<CellId> ids = cells.stream().map(Cell::id).collect(Collectors.toSet());
        return new CommitResults(
                latest,
                rows.stream().filter(row -> ids.contains(row.cell().id())).toList());
    }

    private static boolean comparable(Run run, Run other) {
        return other.machine().key().equals(run.machine().key())
                && other.sameKind(run)
                && other.environment().jdk().equals(run.environment().jdk());
    }

    private static Optional<Earlier> earlier(Cell cell, List<Run> newestFirst) {
        return newestFirst.stream()
                .flatMap(run -> run.cells().stream()
                        .filter(other -> other.id().equals(cell.id())
                                && other.version().equals(cell.version())
                                && other.score().isPresent())
                        .map(other -> new Earlier(run.revision(), other)))
                .findFirst();
    }
}
