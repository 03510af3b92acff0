package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Published searches for commits that made rows slower, each night's state of each in a file of its own that is never changed, named
 * after the last commit that is searched, see {@link ArchiveFiles}. The newest of a search counts.
 */
public final class SearchArchive {

    private final ArchiveFiles files;

    /** The archive in a folder, which need not be there yet. */
    public SearchArchive(Path folder) {
        this.files = new ArchiveFiles(folder);
    }

    /**
     * Publishes how far a search has come.
     *
     * @return its file
     * @throws BadInputException if it was published before
     * @throws IOException if the disk is full or not writable
     */
    public Path publish(Search search) throws IOException {
        Path file = files.place(search.machine(), search.bad(), search.id());
        if (Files.exists(file)) {
            throw new BadInputException(file + " is there: what was published is never changed");
        }
        return DurableFile.write(file, Checksum.addTo(Json.COMPACT.writeValueAsString(search)));
    }

    /**
     * Reads all, of one search the oldest state first.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public void forEach(Consumer<Search> action, Consumer<String> unreadable) throws IOException {
        files.misplaced().forEach(unreadable);
        for (List<Path> ofMachine : files.all().values()) {
            ReadAhead.forEach(ofMachine, this::read, action::accept, unreadable);
        }
    }

    private Search read(Path file) throws IOException {
        byte[] json = RegularFile.bytes(file);
        Search search = RecordJson.SEARCH.parse(file, json, Json.COMPACT, Search.class);
        RecordSchema.SEARCH.problem(Json.COMPACT.readTree(json)).ifPresent(problem -> {
            throw new BadInputException(file + " is not as search.schema.json says: " + problem);
        });
        files.checkPlace(file, search.machine(), search.bad(), search.id());
        return search;
    }
}
