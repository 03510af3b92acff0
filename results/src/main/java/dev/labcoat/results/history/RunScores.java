package dev.labcoat.results.history;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Reads runs without their times, and without their secondary results unless they are asked for, see {@link ForkScores}. */
public final class RunScores {

    private RunScores() {}

    /**
     * Reads a run without secondary results.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a run of a version that this program knows
     */
    public static Run read(Path file) throws IOException {
        return read(file, ForkScores.MAPPER);
    }

    /**
     * Reads a run with them.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a run of a version that this program knows
     */
    public static Run readWithMetrics(Path file) throws IOException {
        return read(file, ForkScores.WITH_METRICS);
    }

    private static Run read(Path file, JsonMapper mapper) throws IOException {
        return RecordJson.RUN.parse(file, RegularFile.bytes(file), mapper, Run.class);
    }
}
