package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Published comparisons of commits, each in a file of its own that is never changed, named after the head side, see
 * {@link ArchiveFiles}.
 */
public final class ComparisonArchive {

    /** Enough to know how long rows take. */
    private static final int NEWEST = 10;

    private final ArchiveFiles files;

    /** The archive in a folder, which need not be there yet. */
    public ComparisonArchive(Path folder) {
        this.files = new ArchiveFiles(folder);
    }

    /**
     * Publishes a comparison of two commits.
     *
     * @return its file
     * @throws BadInputException if it is not of commits, or was published before
     * @throws IOException if the disk is full or not writable
     */
    public Path publish(Comparison comparison) throws IOException {
        Path file = files.place(comparison.machine(), head(comparison), comparison.id());
        if (Files.exists(file)) {
            throw new BadInputException(file + " is there: what was published is never changed");
        }
        return DurableFile.write(file, Checksum.addTo(Json.COMPACT.writeValueAsString(comparison)));
    }

    /**
     * Reads all comparisons, without secondary results and times: machine by machine, in the order of the head's commit, then of
     * their beginning.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public void forEach(Consumer<Comparison> action, Consumer<String> unreadable) throws IOException {
        files.misplaced().forEach(unreadable);
        for (List<Path> ofMachine : files.all().values()) {
            ReadAhead.forEach(ofMachine, this::read, action::accept, unreadable);
        }
    }

    /**
     * The newest comparisons of each machine as they were recorded, with times.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Comparison> newest(Consumer<String> unreadable) throws IOException {
        List<Comparison> newest = new ArrayList<>();
        for (List<Path> ofMachine : files.all().values()) {
            List<Path> last = ofMachine.subList(Math.max(0, ofMachine.size() - NEWEST), ofMachine.size());
            ReadAhead.forEach(last, ComparisonFolder::readFile, newest::add, unreadable);
        }
        return newest;
    }

    /**
     * A comparison with all that was recorded, for its report; empty when it is not where it would be written.
     *
     * @param head its later commit
     * @throws IOException if it cannot be read
     */
    public Optional<Comparison> find(Machine machine, Revision head, String id) throws IOException {
        Path file = files.place(machine, head, id);
        return Files.exists(file) ? Optional.of(inPlace(file, ComparisonFolder.readFile(file))) : Optional.empty();
    }

    private Comparison read(Path file) throws IOException {
        return inPlace(file, ComparisonFolder.readScores(file));
    }

    private Comparison inPlace(Path file, Comparison comparison) {
        files.checkPlace(file, comparison.machine(), head(comparison), comparison.id());
        return comparison;
    }

    private Revision head(Comparison comparison) {
        Revision head =
                comparison.variants().get(comparison.variants().size() - 1).revision();
        if (head == null) {
            throw new BadInputException(
                    "comparison " + comparison.id() + " is not of commits, so it has no place in " + files.folder());
        }
        return head;
    }
}
