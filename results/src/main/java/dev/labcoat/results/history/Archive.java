package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Published runs, each in a file of its own that is never changed, see {@link ArchiveFiles}. */
public final class Archive {

    /** Enough to know how long rows take. */
    private static final int NEWEST = 10;

    private final ArchiveFiles files;

    /** The archive in a folder, which need not be there yet. */
    public Archive(Path folder) {
        this.files = new ArchiveFiles(folder);
    }

    /** Where it is. */
    public Path folder() {
        return files.folder();
    }

    /**
     * Publishes a run. One that was published before stays as it is.
     *
     * @return its file
     * @throws BadInputException if it belongs to no commit, has no result, or another of its name was published before
     * @throws IOException if the disk is full or not writable
     */
    public Path publish(Run run) throws IOException {
        if (run.revision().dirty()) {
            throw new BadInputException("run " + run.id() + " is of a tree that differed from commit "
                    + run.revision().commit()
                    + ", and a published result belongs to a commit: commit, and run it again");
        }
        if (run.cells().stream().allMatch(cell -> cell.score().isEmpty())) {
            throw new BadInputException("run " + run.id() + " has no result that could be published");
        }
        Path file = place(run);
        String json = Checksum.addTo(Json.COMPACT.writeValueAsString(run));
        return Files.exists(file) ? unchanged(file, json) : DurableFile.write(file, json);
    }

    /**
     * Publishes flame graphs of a run, see {@link FlameGraphFiles}; those of the same rows are replaced.
     *
     * @throws IOException if one cannot be read, or the disk is full or not writable
     */
    public void publish(Run run, List<Path> flameGraphs) throws IOException {
        Path folder = FlameGraphFiles.folder(place(run));
        for (Path page : flameGraphs) {
            DurableFile.write(folder.resolve(page.getFileName()), RegularFile.bytes(page));
        }
    }

    /** Where a run is, or would be. */
    public Path place(Run run) {
        return files.place(run.machine(), run.revision(), run.id());
    }

    private static Path unchanged(Path file, String json) throws IOException {
        if (!hasContentOf(json, file)) {
            throw new BadInputException(
                    file + " is there with other results of that run: what was published is never changed. If it was"
                            + " not committed yet, delete it and publish again");
        }
        return file;
    }

    private static boolean hasContentOf(String json, Path file) throws IOException {
        try {
            return content(RegularFile.text(file)).equals(content(json));
        } catch (JacksonException e) {
            // It was cut off, or written by somebody else.
            return false;
        }
    }

    /** Without its checksum, which older records have not. */
    private static JsonNode content(String json) {
        JsonNode record = Json.COMPACT.readTree(json);
        return record instanceof ObjectNode object ? object.without(Checksum.NAME) : record;
    }

    /**
     * The files of each machine, by its key, oldest commit first, and two runs of one commit in the order of their beginning.
     *
     * @throws IOException if the folder cannot be read
     */
    public SortedMap<String, List<Path>> files() throws IOException {
        return files.all();
    }

    /**
     * A run of this archive, without secondary results.
     *
     * @throws BadInputException if the file is no run, or one of another machine than its folder says
     * @throws IOException if it cannot be read
     */
    public Run read(Path file) throws IOException {
        return inItsPlace(file, RunScores.read(file));
    }

    /**
     * The same with secondary results.
     *
     * @throws BadInputException if the file is no run, or one of another machine than its folder says
     * @throws IOException if it cannot be read
     */
    public Run readWithMetrics(Path file) throws IOException {
        return inItsPlace(file, RunScores.readWithMetrics(file));
    }

    private Run inItsPlace(Path file, Run run) {
        files.checkPlace(file, run.machine(), run.revision(), run.id());
        return run;
    }

    /**
     * The newest runs of each machine as they were recorded, with times.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Run> newestWhole(Consumer<String> unreadable) throws IOException {
        List<Run> newest = new ArrayList<>();
        for (List<Path> ofMachine : files.all().values()) {
            List<Path> last = ofMachine.subList(Math.max(0, ofMachine.size() - NEWEST), ofMachine.size());
            ReadAhead.forEach(last, RunFolder::readFile, newest::add, unreadable);
        }
        return newest;
    }

    /** What lies in the archive's folder and belongs to no machine, each with what to do. */
    public List<String> misplaced() throws IOException {
        return files.misplaced();
    }

    /**
     * The runs of a machine's newest commits, those that may stand beside the newest of all: of its preset and its jar.
     *
     * @param ofMachine its files, oldest commit first
     * @param commits of how many commits
     * @param unreadable told of each file that was met and cannot be read
     * @return oldest commit first, without secondary results
     */
    public List<Run> newest(List<Path> ofMachine, int commits, Consumer<String> unreadable) {
        Deque<Run> newest = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (int i = ofMachine.size() - 1; i >= 0; i--) {
            ReadAhead.Outcome<Run> outcome = ReadAhead.Outcome.of(ofMachine.get(i), this::read);
            Run run = outcome.value();
            if (run == null) {
                unreadable.accept(outcome.problem());
            } else if (newest.isEmpty() || newest.getLast().sameKind(run)) {
                seen.add(run.revision().commit());
                if (seen.size() > commits) {
                    break;
                }
                newest.addFirst(run);
            }
        }
        return List.copyOf(newest);
    }
}
