package dev.labcoat.results.history;

import dev.labcoat.results.files.Journal;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one search for the commit that made a row slower has done so far, so that it can go on from there: which comparisons it has
 * asked, whose results are in their own records, and which commits it has left out. One file for each search, a line for each step.
 */
public final class BisectionLog {

    private static final String FOLDER = "bisections";

    private final Journal log;

    private BisectionLog(Path file) {
        this.log = new Journal(file);
    }

    /**
     * What is searched. A search for the same goes on with the same log.
     *
     * @param good id of the commit that was fast
     * @param bad id of the commit that is slow
     * @param cell the row
     * @param preset how much a fork measures
     */
    public record Request(String good, String bad, CellId cell, String preset) {}

    /** The first line: how many commits are compared with another at a time decides which are asked for. */
    private record Beginning(Request request, int together) {

        Beginning {
            if (together < 1) {
                throw new IllegalArgumentException("together is not 1 or more: " + together);
            }
        }
    }

    /**
     * A step.
     *
     * @param comparison id of a comparison that was begun; null where a commit was left out
     * @param leftOut id of a commit that was left out; null where something was compared
     * @param reason why it was left out; null where something was compared
     */
    public record Step(
            @Nullable String comparison,
            @Nullable String leftOut,
            @Nullable String reason) {

        public Step {
            if ((comparison == null) == (leftOut == null)) {
                throw new IllegalArgumentException("a step is either a comparison or a commit that was left out");
            }
        }

        /** A comparison that was begun. */
        public static Step comparing(String id) {
            return new Step(id, null, null);
        }

        /** A commit of which nothing can be measured. */
        public static Step leavingOut(String commit, String reason) {
            return new Step(null, commit, reason);
        }
    }

    /**
     * The log of a search in a folder of recorded runs.
     *
     * @param together how many commits are compared with another at a time, if the search is a new one
     * @throws IOException if the disk is full or not writable
     */
    public static BisectionLog open(Path results, Request request, int together) throws IOException {
        byte[] name = Json.COMPACT.writeValueAsBytes(request);
        Path file = results.resolve(FOLDER).resolve(Sha256.of(name).substring(0, 16) + ".jsonl");
        BisectionLog log = new BisectionLog(file);
        if (Files.notExists(file) || log.log.lines().isEmpty()) {
            log.append(new Beginning(request, together));
        }
        return log;
    }

    /**
     * How many commits are compared with another at a time in this search.
     *
     * @throws IOException if the file cannot be read
     * @throws BadInputException if it was damaged
     */
    public int together() throws IOException {
        return parse(log.lines().get(0), Beginning.class).together();
    }

    /**
     * The steps so far.
     *
     * @throws IOException if they cannot be read
     * @throws BadInputException if the file was damaged
     */
    public List<Step> steps() throws IOException {
        return log.lines().stream().skip(1).map(line -> parse(line, Step.class)).toList();
    }

    private <T> T parse(String line, Class<T> type) {
        try {
            return RecordJson.BISECTION.parse(log.file(), line, type);
        } catch (BadInputException e) {
            throw new BadInputException(e.getMessage() + "; or delete it to search anew, what was measured is kept", e);
        }
    }

    /**
     * Appends a step, and returns when it is on the disk.
     *
     * @throws IOException if the disk is full or not writable
     */
    public void append(Step step) throws IOException {
        append((Record) step);
    }

    private void append(Record line) throws IOException {
        log.append(Checksum.addTo(Json.COMPACT.writeValueAsString(line)));
    }
}
