package dev.labcoat.results.history;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Search;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is on disk of one kind of record. */
enum RecordJson {
    EXPERIMENT,
    RUN,
    COMPARISON,
    BISECTION,
    SEARCH;

    /** Reads a line of a journal, see {@link #parse(Path, byte[], JsonMapper, Class)}. */
    <T> T parse(Path file, String line, Class<T> type) {
        return parse(file, line.getBytes(StandardCharsets.UTF_8), Json.COMPACT, type);
    }

    /**
     * Reads a record or a part of one.
     *
     * @param file where it is, for messages
     * @throws BadInputException if it is none, of a version that this program does not know, or not as it was written
     */
    <T> T parse(Path file, byte[] json, JsonMapper mapper, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new BadInputException(file + " is not a recorded " + kind() + ": it says null");
            }
            if (value instanceof Experiment experiment) {
                SchemaVersion.check(file, experiment.schemaVersion(), Experiment.SCHEMA_VERSION);
            } else if (value instanceof Run run) {
                SchemaVersion.check(file, run.schemaVersion(), Run.SCHEMA_VERSION);
            } else if (value instanceof Comparison comparison) {
                SchemaVersion.check(file, comparison.schemaVersion(), Comparison.SCHEMA_VERSION);
            } else if (value instanceof Search search) {
                SchemaVersion.check(file, search.schemaVersion(), Search.SCHEMA_VERSION);
            }
            Checksum.check(file, json);
            return value;
        } catch (JacksonException e) {
            throw new BadInputException(file + " is not a recorded " + kind() + ": " + Json.problem(e), e);
        }
    }

    private String kind() {
        return name().toLowerCase(Locale.ROOT);
    }
}
