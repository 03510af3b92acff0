package dev.labcoat.results.history;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** Reads runs without their secondary results and times, see {@link ForkScores}. */
public final class RunScores {

    private RunScores() {}

    /**
     * Reads a run from a file.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a run of a version that this program knows
     */
    public static Run read(Path file) throws IOException {
        try {
            byte[] json = RegularFile.bytes(file);
            Run run = ForkScores.MAPPER.readValue(json, Run.class);
            if (run == null) {
                throw new BadInputException(file + " is not a recorded run: it says null");
            }
            RunFolder.checkVersion(file, run);
            Checksum.check(file, json);
            return run;
        } catch (JacksonException e) {
            throw new BadInputException(file + " is not a recorded run: " + Json.problem(e), e);
        }
    }
}
