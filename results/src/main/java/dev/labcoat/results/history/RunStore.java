package dev.labcoat.results.history;

import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All runs of a folder, each in a folder of its own. */
public final class RunStore {

    private final Path folder;

    /** The store in a folder, which need not be there yet. */
    public RunStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins a run.
     *
     * @throws IOException if the disk is full or not writable
     */
    public RunFolder create(Run planned) throws IOException {
        return RunFolder.create(folder.resolve(planned.id()), planned);
    }

    /** Whether a run of this id is there. */
    public boolean has(String id) {
        return Files.isDirectory(folder.resolve(id));
    }

    /** The folder of a run that is in this store. */
    public RunFolder folder(Run run) {
        return RunFolder.of(folder.resolve(run.id()));
    }

    /**
     * Reads every run, oldest first.
     *
     * @param unreadable told of each run that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Run> readAll(Consumer<String> unreadable) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (RunFolder run : folders()) {
            try {
                runs.add(run.read());
            } catch (BadInputException e) {
                unreadable.accept(e.getMessage());
            }
        }
        runs.sort(Comparator.comparing(Run::startedAt));
        return runs;
    }

    private List<RunFolder> folders() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            Files.exists(entry.resolve("forks.jsonl")) || Files.exists(entry.resolve("run.json")))
                    .sorted()
                    .map(RunFolder::of)
                    .toList();
        }
    }
}
