package dev.labcoat.results.history;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The JSON schemas (draft 2020-12) of what this program records, in {@code META-INF/labcoat}. */
public enum RecordSchema {
    /** {@code experiment.json}, and the files of the history. */
    EXPERIMENT("experiment.schema.json"),
    /** {@code run.json}, and files of the history, in schema 1. */
    RUN("run.schema.json"),
    /** {@code comparison.json}, in schema 1. */
    COMPARISON("comparison.schema.json"),
    /** The files of the searches. */
    SEARCH("search.schema.json");

    private final Schema schema;

    RecordSchema(String name) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:META-INF/labcoat/" + name));
    }

    /** The first thing in a record that is not as the schema says; empty if all is. */
    public Optional<String> problem(JsonNode json) {
        return schema
                .validate(
                        json,
                        context -> context.executionConfig(
                                config -> config.failFast(true).formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .findFirst();
    }
}
