package dev.labcoat.results.history;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import java.time.Instant;
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
 * newest earlier source. The newest results are those of which the last fork was measured last, whichever run was begun first.
 *
 * @param latest the run in which the last fork was measured
 * @param rows in the order in which the cells were first planned
 */
public record CommitResults(Run latest, List<Row> rows) {

    public CommitResults {
        rows = List.copyOf(rows);
    }

    /**
     * Orders runs by their source, so that a run made today of an old commit is an old result. Of commits of one second, as a rebase
     * makes them, the parent comes first. What was changed after a commit is later than the commit, also when the commit was measured
     * again afterwards.
     *
     * @param all the runs that are to be ordered
     */
    private static Comparator<Run> bySource(List<Run> all) {
        Map<String, Revision> known = all.stream()
                .map(Run::revision)
                .collect(Collectors.toMap(Revision::commit, revision -> revision, (one, same) -> one));
        return Comparator.comparing((Run run) -> run.revision().committedAt())
                .thenComparingInt(run -> parentsOfOneSecond(run.revision(), known))
                .thenComparing(run -> run.revision().dirty());
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
     * @param run that they are of
     * @param earlier the same cell and version in the newest earlier source; empty when there is none
     */
    public record Row(Cell cell, Run run, Optional<Earlier> earlier) {

        /** When the last of its forks was measured; where the record does not say, when its run began; empty where it was not run. */
        public Optional<Instant> measuredAt() {
            return cell.forks().isEmpty() ? Optional.empty() : Optional.of(run.timeOf(cell));
        }
    }

    /** An earlier result. */
    public record Earlier(Revision revision, Cell cell) {}

    /** A cell in the run that it is of. */
    private record Measured(Run run, Cell cell) {

        Instant at() {
            return run.timeOf(cell);
        }

        /** What was not measured hides nothing. */
        Measured or(Measured other) {
            if (other.cell().forks().isEmpty()) {
                return this;
            }
            return cell.forks().isEmpty() || !other.at().isBefore(at()) ? other : this;
        }
    }

    /**
     * Puts together what belongs to the source, machine, JDK, preset and jar of a run.
     *
     * @param run one of the runs
     * @param all all runs there are
     */
    public static CommitResults of(Run run, List<Run> all) {
        Comparator<Run> bySource = bySource(all);
        List<Run> comparable =
                all.stream().filter(other -> comparable(run, other)).toList();
        List<Run> same = comparable.stream()
                .filter(other -> other.revision().sameSource(run.revision()))
                .sorted(Comparator.comparing(Run::startedAt))
                .toList();
        Map<CellId, Measured> newest = new LinkedHashMap<>();
        for (Run one : same) {
            one.cells().forEach(cell -> newest.merge(cell.id(), new Measured(one, cell), Measured::or));
        }
        Run latest = same.stream()
                .reduce((one, other) -> measuredBefore(other, one) ? one : other)
                .orElse(run);
        Comparator<Run> bySourceAndTime = bySource.thenComparing(Run::measuredAt);
        List<Run> earlier = comparable.stream()
                .filter(other ->
                        !other.revision().sameSource(run.revision()) && bySourceAndTime.compare(other, latest) < 0)
                .toList();
        Comparator<Measured> byAge =
                Comparator.comparing(Measured::run, bySource).thenComparing(Measured::at);
        List<Row> rows = newest.values().stream()
                .map(of -> new Row(of.cell(), of.run(), earlier(of.cell(), earlier, byAge)))
                .toList();
        return new CommitResults(latest, rows);
    }

    /** Whether a run is older than another. One that was stopped before its first fork is older than any that has one. */
    private static boolean measuredBefore(Run run, Run other) {
        boolean measured = hasForks(run);
        return measured == hasForks(other) ? run.measuredAt().isBefore(other.measuredAt()) : !measured;
    }

    private static boolean hasForks(Run run) {
        return run.cells().stream().anyMatch(cell -> !cell.forks().isEmpty());
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

    private static Optional<Earlier> earlier(Cell cell, List<Run> runs, Comparator<Measured> byAge) {
        return runs.stream()
                .flatMap(run -> run.cells().stream()
                        .filter(other -> other.id().equals(cell.id())
                                && other.version().equals(cell.version())
                                && other.score().isPresent())
                        .map(other -> new Measured(run, other)))
                .max(byAge)
                .map(found -> new Earlier(found.run().revision(), found.cell()));
    }
}
