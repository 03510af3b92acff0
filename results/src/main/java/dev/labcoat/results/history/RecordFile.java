package dev.labcoat.results.history;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file that holds an experiment which has ended, of whatever version: all of it, or only its scores, or its ratios. */
final class RecordFile {

    private RecordFile() {}

    /**
     * Reads all of it.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not an experiment of a version that this program knows
     */
    static Experiment read(Path file) throws IOException {
        byte[] json = RegularFile.bytes(file);
        RecordHead head = RecordHead.of(json);
        return head.version() == 1
                ? VersionOne.parse(file, json, head)
                : RecordJson.EXPERIMENT.parse(file, json, Json.COMPACT, Experiment.class);
    }

    /**
     * Reads the scores.
     *
     * @param mapper what of the forks is read
     * @throws BadInputException if it has none, or is not an experiment of a version that this program knows
     */
    static Run scores(Path file, JsonMapper mapper) throws IOException {
        byte[] json = RegularFile.bytes(file);
        RecordHead head = RecordHead.of(json);
        return head.version() == 1
                ? RecordJson.RUN.parse(file, json, mapper, Run.class)
                : RecordJson.EXPERIMENT
                        .parse(file, json, mapper, Experiment.class)
                        .scores()
                        .orElseThrow(() -> new BadInputException(file + " has no scores"));
    }

    /**
     * Reads the ratios.
     *
     * @param mapper what of the forks is read
     * @return empty where it has none
     * @throws BadInputException if it is not an experiment of a version that this program knows
     */
    static Optional<Comparison> ratios(Path file, JsonMapper mapper) throws IOException {
        byte[] json = RegularFile.bytes(file);
        RecordHead head = RecordHead.of(json);
        if (!head.ratios()) {
            return Optional.empty();
        }
        return head.version() == 1
                ? Optional.of(VersionOne.comparison(file, json, mapper))
                : RecordJson.EXPERIMENT
                        .parse(file, json, mapper, Experiment.class)
                        .ratios();
    }
}
