package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Lockstep;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Share;
import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a run is recorded.
 *
 * @param store where
 * @param benchmarks what is run
 * @param jvm in which
 * @param flags JVM flags of the forks beside those that the benchmarks declare
 * @param preset how much
 * @param budget no fork is begun that would likely end after it
 * @param out told how it goes
 */
record Recording(
        ExperimentStore store,
        JmhJar benchmarks,
        Jvm jvm,
        List<String> flags,
        Preset preset,
        Duration budget,
        PrintWriter out) {

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A file's name has at most 255 bytes, and that of a published run has its label twice. */
    private static final int MOST_OF_LABEL = 80;

    /**
     * An id that is free in a store.
     *
     * @param label what is measured
     */
    static String id(ExperimentStore store, Instant now, String label) {
        String name = label.replaceAll("[^\\w.+-]", "_");
        String id = ID_TIME.format(now) + "-" + name.substring(0, Math.min(name.length(), MOST_OF_LABEL));
        String free = id;
        for (int i = 2; store.has(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    /** What a record is called of which a share is measured here: ids of shards are to differ though they begin in the same second. */
    static String label(String whole, @Nullable Share share) {
        return share == null ? whole : share.shard().label() + "-" + whole;
    }

    /**
     * Checks that there is time for a round of any of some cells.
     *
     * @param what is short of time, for the message
     * @throws BadInputException if there is not
     */
    void checkBudget(String what, List<Cell> cells) {
        recorder().checkBudget(what, cells.stream().map(Cell::id).toList());
    }

    /** Warns where some cells that are to be alive together may not fit into memory. */
    void checkMemory(List<Cell> cells) {
        Room.here()
                .shortage(recorder().together(cells.stream().map(Cell::id).toList()))
                .ifPresent(out::println);
    }

    /**
     * Begins a run.
     *
     * @param jarName what the jar is called in the record: jars of one name are compared with each other
     * @param seed of the order of forks
     * @param share what of the cells is measured here; null for all
     * @throws IOException if the disk is full or not writable
     */
    ExperimentFolder begin(Revision revision, String jarName, long seed, List<Cell> cells, @Nullable Share share)
            throws IOException {
        Instant now = Instant.now();
        String id = id(store, now, label(revision.label(), share));
        Run planned = new Run(
                Run.SCHEMA_VERSION,
                id,
                revision,
                now,
                seed,
                preset.toString(),
                jarName,
                benchmarks.hash(),
                benchmarks.suite(),
                Host.machine(),
                recorder().environment(),
                cells,
                share == null ? null : share.recorded(id, Host.machine()));
        return store.create(Experiment.of(planned, flags));
    }

    /** Records what a run still lacks, see {@link #goOn(ExperimentFolder, Predicate)}. */
    Recorder.Outcome goOn(ExperimentFolder folder) {
        return goOn(folder, cell -> true);
    }

    /**
     * Records what some cells of a run still lack.
     *
     * @throws BadInputException if recording had to stop; the message says how to go on
     */
    Recorder.Outcome goOn(ExperimentFolder folder, Predicate<Cell> wanted) {
        out.println("JDK " + jvm.version() + " in " + jvm.home());
        JvmFlags.leftOut(System.getenv()).forEach(out::println);
        out.println("Recording to " + folder.path());
        try (ProgressLines progress = new ProgressLines(out, benchmarks.suite())) {
            return recorder().record(folder, wanted, progress);
        } catch (IOException e) {
            throw new BadInputException(
                    "recording stopped: " + FileProblem.words(e) + ". What was recorded is safe in " + folder.path()
                            + "; when that is repaired, continue with: "
                            + Program.here().line("run --resume"),
                    e);
        }
    }

    /** A cell with what runs it. */
    Lockstep.Side side(CellId cell) {
        return recorder().side(cell);
    }

    /** What forks get beside what their benchmarks declare, for the record. */
    String circumstances() {
        return recorder().environment().flags();
    }

    private Recorder recorder() {
        return new Recorder(benchmarks, preset, budget, jvm, flags);
    }

    /** Whether a row failed, so that it has no result. */
    static boolean failed(Run run) {
        return run.cells().stream()
                .anyMatch(cell -> !cell.errors().isEmpty() && cell.good().isEmpty());
    }
}
