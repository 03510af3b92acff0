package dev.labcoat.results.history;

import dev.labcoat.results.files.DiskSpace;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.Journal;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run on disk. While it goes on it is a log, {@code forks.jsonl}: the run with its planned cells on the first line, then
 * a line for each finished fork, on the disk before the next fork starts. At the end {@code run.json} is made from it.
 */
public final class RunFolder {

    private static final String LOG = "forks.jsonl";
    private static final String RUN = "run.json";

    private final Path folder;
    private final Journal log;

    private RunFolder(Path folder) {
        this.folder = folder;
        this.log = new Journal(folder.resolve(LOG));
    }

    private record FinishedFork(CellId cell, Fork fork) {}

    /**
     * Begins a run.
     *
     * @param planned the run with its cells, which have no forks yet
     * @throws IOException if the disk is full or not writable
     */
    static RunFolder create(Path folder, Run planned) throws IOException {
        RunFolder run = new RunFolder(folder);
        run.log.append(Checksum.addTo(Json.COMPACT.writeValueAsString(planned)));
        return run;
    }

    /** A run that is on disk. */
    static RunFolder of(Path folder) {
        return new RunFolder(folder);
    }

    /** Whether a folder holds one, or may: of a folder without permission that cannot be known. */
    static boolean isOne(Path folder) {
        return RegularFile.mayBe(folder.resolve(LOG)) || RegularFile.mayBe(folder.resolve(RUN));
    }

    /** Whether a file is the log of a run that was stopped before it began. */
    static boolean isUnbegun(Path file) throws IOException {
        return file.endsWith(LOG) && new Journal(file).isUnbegun();
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Where the flame graphs of its rows are put. */
    public Path profiles() {
        return folder.resolve("profiles");
    }

    /**
     * The flame graphs of its rows, by the rows' numbers.
     *
     * @throws IOException if their folder cannot be read
     */
    public List<Path> flameGraphs() throws IOException {
        return FlameGraphFiles.in(profiles());
    }

    /**
     * Checks that another fork can be recorded, before minutes are spent on it.
     *
     * @throws IOException if the disk is nearly full
     */
    public void checkSpace() throws IOException {
        DiskSpace.check(folder);
    }

    /**
     * Appends a finished fork, and returns when it is on the disk.
     *
     * @throws IOException if the disk is full or not writable; what was recorded before is unharmed
     */
    public void append(CellId cell, Fork fork) throws IOException {
        log.append(Checksum.addTo(Json.COMPACT.writeValueAsString(new FinishedFork(cell, fork))));
    }

    /**
     * Makes {@code run.json} from the log.
     *
     * @param environment the circumstances, now that they are all known
     * @throws IOException if it cannot be written; the log stays
     */
    public Run finish(Environment environment) throws IOException {
        Run run = replay().withEnvironment(environment);
        write(folder, run);
        return run;
    }

    /** Writes a run that is complete. */
    static void write(Path folder, Run run) throws IOException {
        DurableFile.write(folder.resolve(RUN), Checksum.addTo(Json.PRETTY.writeValueAsString(run)) + "\n");
    }

    /**
     * Opens a run again, to go on with it: from now on its log is what counts.
     *
     * @throws BadInputException if it has no log: what it has would be lost
     * @throws IOException if the folder is not writable
     */
    public void reopen() throws IOException {
        if (Files.notExists(log.file())) {
            throw new BadInputException(
                    folder + " has no " + LOG + " any more, so nothing can be added to it: begin another run");
        }
        Files.deleteIfExists(folder.resolve(RUN));
    }

    /**
     * Reads the run, finished or not.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a run of a version that this program knows
     */
    public Run read() throws IOException {
        Path finished = folder.resolve(RUN);
        if (!RegularFile.mayBe(finished)) {
            return replay();
        }
        try {
            return readFile(finished);
        } catch (NoSuchFileException e) {
            throw damaged(finished, finished + " is a link to what is not there", e);
        } catch (BadInputException e) {
            throw RegularFile.mayBe(log.file()) ? damaged(finished, String.valueOf(e.getMessage()), e) : e;
        }
    }

    private BadInputException damaged(Path finished, String why, Exception cause) {
        String forks = RegularFile.mayBe(log.file()) ? ". Its forks are in " + log.file() : "";
        return new BadInputException(why + forks + ": delete " + finished, cause);
    }

    /** Reads a run that has ended, with all that is in it. */
    static Run readFile(Path file) throws IOException {
        return RecordJson.RUN.parse(file, RegularFile.bytes(file), Json.COMPACT, Run.class);
    }

    private Run replay() throws IOException {
        List<String> lines = log.lines();
        if (lines.isEmpty()) {
            throw new BadInputException(
                    log.file() + " is empty: the run was stopped before it began; delete its folder");
        }
        Run planned = RecordJson.RUN.parse(log.file(), lines.get(0), Run.class);
        Map<CellId, Cell> cells = new LinkedHashMap<>();
        planned.cells().forEach(cell -> cells.put(cell.id(), cell));
        for (String line : lines.subList(1, lines.size())) {
            FinishedFork finished = RecordJson.RUN.parse(log.file(), line, FinishedFork.class);
            if (cells.computeIfPresent(finished.cell(), (id, cell) -> cell.with(finished.fork())) == null) {
                throw new BadInputException(
                        log.file() + " has a fork of a cell that was not planned: " + finished.cell());
            }
        }
        return planned.withCells(List.copyOf(cells.values()));
    }
}
