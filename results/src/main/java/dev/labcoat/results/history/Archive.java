package dev.labcoat.results.history;

import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Published runs, each in a file of its own that is never changed: {@code <machine>/<commit time>-<commit>-<run>.json}. So the
 * files of a machine are in the order of its commits, two runs of one commit in that of their beginning, and two machines never
 * share a folder.
 *
 * @param folder where it is; it need not be there yet
 */
public record Archive(Path folder) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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
        if (run.cells().stream().allMatch(cell -> cell.good().isEmpty())) {
            throw new BadInputException("run " + run.id() + " has no result that could be published");
        }
        Path machine = Files.createDirectories(folder.resolve(run.machine().key()));
        Path file = machine.resolve("%s-%s-%s.json"
                .formatted(
                        TIME.format(run.revision().committedAt()),
                        run.revision().label(),
                        run.id()));
        byte[] json = Json.COMPACT.writeValueAsBytes(run);
        if (Files.exists(file)) {
            return unchanged(file, json);
        }
        Path draft = machine.resolve(run.id() + ".tmp");
        Files.write(draft, json);
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path unchanged(Path file, byte[] json) throws IOException {
        if (!Json.COMPACT.readTree(Files.readAllBytes(file)).equals(Json.COMPACT.readTree(json))) {
            throw new BadInputException(
                    file + " is there with other results of that run: what was published is never changed");
        }
        return file;
    }

    /**
     * The files of each machine, by its key, oldest commit first.
     *
     * @throws IOException if the folder cannot be read
     */
    public SortedMap<String, List<Path>> files() throws IOException {
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path machine : list(folder)) {
            List<Path> runs = list(machine).stream()
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList();
            if (!runs.isEmpty()) {
                files.put(machine.getFileName().toString(), runs);
            }
        }
        return files;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
