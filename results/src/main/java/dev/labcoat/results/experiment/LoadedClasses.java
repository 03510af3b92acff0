package dev.labcoat.results.experiment;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes of jars each row was seen to load, once: in a file for each row. It says which rows a change can touch, as far as
 * the order goes in which they are compared; what a later commit loads beside it is not in it.
 */
public final class LoadedClasses {

    private static final String FOLDER = "loaded-classes";
    private static final int NAME_DIGITS = 16;

    private final Path folder;

    private LoadedClasses(Path folder) {
        this.folder = folder;
    }

    /** Those that are kept in a folder of recorded runs. */
    public static LoadedClasses in(Path results) {
        return new LoadedClasses(results.resolve(FOLDER));
    }

    private Path file(CellId cell) {
        return folder.resolve(new Sha256().add(cell.toString()).hex().substring(0, NAME_DIGITS) + ".txt");
    }

    /** Whether they are known of a row. */
    boolean knows(CellId cell) {
        return Files.exists(file(cell));
    }

    /**
     * The classes that a row loads, by their binary names; empty where nobody has looked yet.
     *
     * @throws IOException if they cannot be read
     */
    Optional<Set<String>> of(CellId cell) throws IOException {
        return knows(cell)
                ? Optional.of(new TreeSet<>(RegularFile.text(file(cell)).lines().toList()))
                : Optional.empty();
    }

    /**
     * Keeps what was seen; nothing where nothing was.
     *
     * @throws IOException if the disk is full or not writable
     */
    void keep(CellId cell, Set<String> classes) throws IOException {
        if (!classes.isEmpty()) {
            DurableFile.write(file(cell), String.join("\n", classes) + "\n");
        }
    }
}
