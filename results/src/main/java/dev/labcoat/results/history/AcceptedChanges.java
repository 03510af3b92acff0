package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.CellId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Changes that are known and wanted, in a file that people may edit: a line for each, with the commit's full id, a space, and
 * the row as tables print it or a regular expression of whole rows. Lines are kept sorted.
 */
public final class AcceptedChanges {

    private static final Pattern LINE = Pattern.compile("(?<commit>[0-9a-f]{40}|[0-9a-f]{64}) (?<row>.+)");

    private final Path file;

    /** The changes in a file, which need not be there yet. */
    public AcceptedChanges(Path file) {
        this.file = file;
    }

    /**
     * A change that is accepted.
     *
     * @param commit full id
     * @param row a row as tables print it, or a regular expression of whole rows: one with connections=1 is not that with
     *     connections=16
     */
    public record Accepted(String commit, String row) {

        /** Whether a row is meant. */
        public boolean matches(CellId cell) {
            String text = cell.toString();
            return text.equals(row) || matchesAll(text);
        }

        private boolean matchesAll(String text) {
            try {
                return Pattern.matches(row, text);
            } catch (PatternSyntaxException e) {
                // A row need not be an expression too.
                return false;
            }
        }

        private String line() {
            return commit + " " + row;
        }
    }

    /**
     * Reads them all.
     *
     * @param unreadable told of each line that is not a commit and a row, and of a file that cannot be read
     */
    public List<Accepted> read(Consumer<String> unreadable) {
        List<Accepted> accepted = new ArrayList<>();
        for (String line : readable(unreadable)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                accepted.add(new Accepted(parts.group("commit"), parts.group("row")));
            } else {
                unreadable.accept(file + " has the line '" + line
                        + "', which is not a commit's full id, a space and a row: correct it or delete it");
            }
        }
        return accepted;
    }

    private List<String> readable(Consumer<String> unreadable) {
        ReadAhead.Outcome<List<String>> outcome = ReadAhead.Outcome.of(file, unused -> lines());
        if (outcome.value() == null) {
            unreadable.accept(outcome.problem());
            return List.of();
        }
        return outcome.value();
    }

    /**
     * Adds a change; nothing happens if it is there.
     *
     * @throws IOException if the file is not writable
     */
    public void add(Accepted accepted) throws IOException {
        TreeSet<String> sorted = new TreeSet<>(lines());
        sorted.add(accepted.line());
        DurableFile.write(file, String.join("\n", sorted) + "\n");
    }

    private List<String> lines() throws IOException {
        if (!RegularFile.mayBe(file)) {
            return List.of();
        }
        return RegularFile.text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
