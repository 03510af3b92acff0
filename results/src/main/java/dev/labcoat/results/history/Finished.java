package dev.labcoat.results.history;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the file that is made at the end of what has a log too: where that file is damaged, nothing is lost. */
final class Finished {

    private Finished() {}

    /**
     * Reads it.
     *
     * @param log of which it was made
     * @return empty where it was not made yet
     * @throws BadInputException if it is damaged, or of another kind or version
     * @throws IOException if it cannot be read
     */
    static <T> Optional<T> read(Path file, Path log, RecordJson kind, Class<T> type) throws IOException {
        if (!RegularFile.mayBe(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.parse(file, RegularFile.bytes(file), Json.COMPACT, type));
        } catch (NoSuchFileException e) {
            throw damaged(file, log, file + " is a link to what is not there", e);
        } catch (BadInputException e) {
            throw RegularFile.mayBe(log) ? damaged(file, log, String.valueOf(e.getMessage()), e) : e;
        }
    }

    private static BadInputException damaged(Path file, Path log, String why, Exception cause) {
        String measured = RegularFile.mayBe(log) ? ". What was measured is in " + log : "";
        return new BadInputException(why + measured + ": delete " + file, cause);
    }
}
