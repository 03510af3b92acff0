package dev.labcoat.results.publish.report;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.history.RecordSchema;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A comparison that somebody else made, such as the code of a pull request: of its file nothing is believed but that it may be
 * shown as that comparison's report. Whatever else is in it is ignored.
 */
public final class UntrustedComparison {

    /** Beside white space. Each pair of forks takes some 1.5 kB; of so much a tree in memory takes a few hundred megabytes. */
    static final int MOST_BYTES = 20_000_000;

    /** White space and all. */
    private static final long MOST_TO_READ = 20L * MOST_BYTES;

    private final Path file;

    /** The comparison in a file. */
    public UntrustedComparison(Path file) {
        this.file = file;
    }

    /**
     * The report as Markdown, made here and fit to be posted.
     *
     * @throws BadInputException if the file is no comparison of a version that this program knows, or too large
     * @throws IOException if it cannot be read
     */
    public String markdown() throws IOException {
        Comparison comparison = read();
        String report = new ComparisonTable(new ComparisonSummary(comparison)).comment();
        if (report.getBytes(StandardCharsets.UTF_8).length >= ComparisonTable.MOST_BYTES) {
            throw refused("has names that are too long for a report");
        }
        return report;
    }

    private Comparison read() throws IOException {
        try {
            JsonNode json = Json.COMPACT.readTree(bytes());
            JsonNode version = json.path("schemaVersion");
            if (json.isObject() && !version.isNumber()) {
                throw refused("has no schemaVersion that is a number");
            }
            boolean earlier = version.isNumber() && version.asDouble() == Comparison.SCHEMA_VERSION;
            if (version.isNumber() && !earlier && version.asDouble() != Experiment.SCHEMA_VERSION) {
                throw refused(String.format(
                        Locale.ROOT,
                        "has schema version %s, and this program knows %d: use the program that wrote it",
                        version,
                        Experiment.SCHEMA_VERSION));
            }
            if (earlier) {
                check(json, RecordSchema.COMPARISON, "comparison.schema.json");
                return Json.COMPACT.treeToValue(json, Comparison.class);
            }
            check(json, RecordSchema.EXPERIMENT, "experiment.schema.json");
            return Json.COMPACT
                    .treeToValue(json, Experiment.class)
                    .ratios()
                    .orElseThrow(() -> refused("compares nothing"));
        } catch (JacksonException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                // What a schema cannot say: such as that the slices of a pair are pairs.
                throw refused("does not add up: " + Json.problem(e));
            }
            throw refused("is not a comparison, or only a part of one: " + e.getOriginalMessage());
        }
    }

    private void check(JsonNode json, RecordSchema schema, String name) {
        Optional<String> problem = schema.problem(json);
        if (problem.isPresent()) {
            throw refused("is not as " + name + " says: " + problem.get());
        }
    }

    /** The JSON with one blank for any white space between its parts, however much of that there is. */
    private byte[] bytes() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(RegularFile.open(file))) {
            boolean text = false;
            boolean escaped = false;
            boolean blank = false;
            long read = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                read++;
                boolean before = blank;
                blank = !text && (next == ' ' || next == '\n' || next == '\r' || next == '\t');
                if (!blank) {
                    json.write(next);
                } else if (!before) {
                    json.write(' ');
                }
                if (json.size() > MOST_BYTES || read > MOST_TO_READ) {
                    throw refused("has more than " + MOST_BYTES + " bytes beside white space: compare fewer rows");
                }
                text = (next == '"' && !escaped) != text;
                escaped = text && next == '\\' && !escaped;
            }
        }
        return json.toByteArray();
    }

    /** In one line: in the log of a workflow, a line may be a command. */
    private BadInputException refused(String why) {
        return new BadInputException((file + " " + why).replaceAll("\\p{Cntrl}+", " "));
    }
}
