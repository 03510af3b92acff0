package dev.labcoat.results.history;

import dev.labcoat.results.model.BadInputException;
import java.nio.file.Path;
import java.util.Locale;

/** The version of what a record is written in. */
final class SchemaVersion {

    private SchemaVersion() {}

    /**
     * Checks that this program knows it.
     *
     * @param found what the file says
     * @param known what this program writes
     * @throws BadInputException if they differ
     */
    static void check(Path file, int found, int known) {
        if (found != known) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s has schema version %d; this program knows %d: use the program that wrote it",
                    file,
                    found,
                    known));
        }
    }
}
