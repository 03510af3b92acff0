package dev.labcoat.results.history;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the beginning of a record says of the rest, so that not all of it is read by whoever needs another kind.
 *
 * @param version of its schema; 0 where it cannot be told
 * @param scores whether it may have scores
 * @param ratios whether it may have ratios
 */
record RecordHead(int version, boolean scores, boolean ratios) {

    private static final RecordHead UNKNOWN = new RecordHead(0, true, true);

    /** That of a file; of one that cannot be read nothing is known, and whoever reads it tells why. */
    static RecordHead of(Path file) {
        try (InputStream in = RegularFile.open(file)) {
            return of(in);
        } catch (IOException | BadInputException e) {
            return UNKNOWN;
        }
    }

    /** That of a record. */
    static RecordHead of(byte[] json) {
        return of(new ByteArrayInputStream(json));
    }

    private static RecordHead of(InputStream json) {
        int version = 0;
        boolean scored = false;
        int variants = -1;
        boolean ofRun = false;
        boolean ofComparison = false;
        try (JsonParser parser = Json.COMPACT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "schemaVersion" -> version = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                    case "scored" -> scored = value != JsonToken.VALUE_NULL;
                    case "variants" -> variants = elements(parser);
                    case "revision", "jarName", "jar", "cells" -> ofRun = true;
                    case "slices", "sliceMillis", "rows" -> ofComparison = true;
                    default -> {}
                }
                if (version == Experiment.SCHEMA_VERSION && variants >= 0) {
                    return new RecordHead(version, scored, variants > 1 || !scored);
                }
                if (version == 1 && (ofRun || ofComparison)) {
                    return new RecordHead(version, ofRun, !ofRun);
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return UNKNOWN;
        }
        return new RecordHead(version, true, true);
    }

    private static int elements(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return -1;
        }
        int elements = 0;
        for (JsonToken next = parser.nextToken();
                next != null && next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            elements++;
            parser.skipChildren();
        }
        return elements;
    }
}
