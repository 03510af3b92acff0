package dev.labcoat.results.history;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Published comparisons of commits, each in a file of its own that is never changed:
 * {@code <machine>/<commit time>-<commit>-<comparison>.json}, named after the head side.
 */
public final class ComparisonArchive {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    /** The archive in a folder, which need not be there yet. */
    public ComparisonArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * Publishes a comparison of two commits.
     *
     * @return its file
     * @throws BadInputException if it is not of commits, or was published before
     * @throws IOException if the disk is full or not writable
     */
    public Path publish(Comparison comparison) throws IOException {
        Revision head =
                comparison.variants().get(comparison.variants().size() - 1).revision();
        if (head == null) {
            throw new BadInputException(
                    "comparison " + comparison.id() + " is not of commits, so it has no place in " + folder);
        }
        Path machine =
                Files.createDirectories(folder.resolve(comparison.machine().key()));
        Path file = machine.resolve(
                "%s-%s-%s.json".formatted(TIME.format(head.committedAt()), head.label(), comparison.id()));
        if (Files.exists(file)) {
            throw new BadInputException(file + " is there: what was published is never changed");
        }
        Path draft = machine.resolve(comparison.id() + ".tmp");
        Files.writeString(draft, Json.COMPACT.writeValueAsString(comparison));
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads all comparisons, one at a time: machine by machine, in the order of the head's commit, then of their beginning.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public void forEach(Consumer<Comparison> action, Consumer<String> unreadable) throws IOException {
        for (Path machine : list(folder)) {
            for (Path file : list(machine)) {
                if (file.toString().endsWith(".json")) {
                    try {
                        action.accept(ComparisonFolder.readFile(file));
                    } catch (BadInputException e) {
                        unreadable.accept(e.getMessage());
                    }
                }
            }
        }
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
