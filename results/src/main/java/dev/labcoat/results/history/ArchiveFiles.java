package dev.labcoat.results.history;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that are written once: {@code <machine>/<commit time>-<commit>-<id>.json}. So those of a machine are in the order of its
 * commits, two of one commit in that of their ids, and two machines never share a folder.
 *
 * @param folder where they are; it need not be there yet
 */
record ArchiveFiles(Path folder) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A file's name has at most 255 bytes, and an id may take half of them. */
    private static final int MOST_OF_LABEL = 80;

    /** The place of what was measured of a commit. */
    Path place(Machine machine, Revision revision, String id) {
        // A commit that was named by hand may be called release/1.
        String label = revision.label().replaceAll("[^\\w.+-]", "_");
        label = label.substring(0, Math.min(label.length(), MOST_OF_LABEL));
        String name = String.format(Locale.ROOT, "%s-%s-%s.json", TIME.format(revision.committedAt()), label, id);
        return folder.resolve(machine.key()).resolve(name);
    }

    /**
     * The files of each machine, by its key, oldest commit first; none of a machine whose folder cannot be read, see {@link
     * #misplaced}.
     *
     * @throws IOException if the folder of all cannot be read
     */
    SortedMap<String, List<Path>> all() throws IOException {
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path machine : list(folder)) {
            if (!Files.isDirectory(machine) || Files.isReadable(machine)) {
                List<Path> ofMachine = list(machine).stream()
                        .filter(file -> file.toString().endsWith(".json"))
                        .toList();
                if (!ofMachine.isEmpty()) {
                    files.put(machine.getFileName().toString(), ofMachine);
                }
            }
        }
        return files;
    }

    /**
     * Checks that a file lies where it was written to, in the folder of its machine and under its own name.
     *
     * @throws BadInputException if it does not: two machines never share a column, and nothing is counted twice
     */
    void checkPlace(Path file, Machine machine, Revision revision, String id) {
        Path place = place(machine, revision, id);
        Path ofMachine = file.resolveSibling("");
        if (!ofMachine.endsWith(machine.key()) && machine.olderKeys().stream().noneMatch(ofMachine::endsWith)) {
            throw new BadInputException(
                    file + " was measured on another machine than its folder says: move it to " + place.getParent());
        }
        if (!file.endsWith(place.getFileName())) {
            throw new BadInputException(
                    file + " holds " + id + ", which has another name: call it " + place + ", or delete it");
        }
    }

    /**
     * What is in no machine's folder, or deeper, and folders that cannot be read, each with what to do.
     *
     * @throws IOException if the folder cannot be read
     */
    List<String> misplaced() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> misplaced = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".json") && folder.relativize(file).getNameCount() != 2) {
                    misplaced.add(file + " is in no machine's folder: publish puts runs there");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                misplaced.add(file + " cannot be read: change its permissions");
                return FileVisitResult.CONTINUE;
            }
        });
        misplaced.sort(Comparator.naturalOrder());
        return misplaced;
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
