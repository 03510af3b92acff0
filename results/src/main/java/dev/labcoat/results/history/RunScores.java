package dev.labcoat.results.history;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;

/** Reads scores without their times, and without their secondary results unless they are asked for, see {@link ForkScores}. */
public final class RunScores {

    private RunScores() {}

    /**
     * Reads the scores of an experiment without secondary results.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it has none, or is not an experiment of a version that this program knows
     */
    public static Run read(Path file) throws IOException {
        return RecordFile.scores(file, ForkScores.MAPPER);
    }

    /**
     * Reads them with secondary results.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it has none, or is not an experiment of a version that this program knows
     */
    public static Run readWithMetrics(Path file) throws IOException {
        return RecordFile.scores(file, ForkScores.WITH_METRICS);
    }
}
