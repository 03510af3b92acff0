package dev.labcoat.results.history;

import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads forks without their secondary results and times. Where thousands of records are read for their scores, that takes a third
 * of the time.
 */
final class ForkScores extends ValueDeserializer<Fork> {

    /** Reads records so. */
    static final JsonMapper MAPPER = Json.COMPACT
            .rebuild()
            .addModule(new SimpleModule().addDeserializer(Fork.class, new ForkScores()))
            .build();

    private ForkScores() {}

    @Override
    public Fork deserialize(JsonParser json, DeserializationContext context) {
        String unit = "";
        List<Double> scores = List.of();
        List<Long> operations = List.of();
        List<String> marks = List.of();
        String error = null;
        Integer round = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "unit" -> unit = json.getString();
                case "scores" -> scores = scores(json, context);
                case "operations" -> operations = operations(json);
                case "marks" -> marks = marks(json);
                case "round" -> round = value == JsonToken.VALUE_NULL ? null : json.getIntValue();
                case "error" -> error = value == JsonToken.VALUE_NULL ? null : json.getString();
                default -> json.skipChildren();
            }
        }
        return new Fork(unit, scores, operations, Map.of(), marks, 0, 0, 0, error, round, null);
    }

    /** A score that is no number is written as a string. */
    private static List<Double> scores(JsonParser json, DeserializationContext context) {
        List<Double> scores = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            scores.add(json.currentToken().isNumeric() ? json.getDoubleValue() : context.readValue(json, Double.class));
        }
        return scores;
    }

    private static List<Long> operations(JsonParser json) {
        List<Long> operations = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            operations.add(json.getLongValue());
        }
        return operations;
    }

    private static List<String> marks(JsonParser json) {
        List<String> marks = new ArrayList<>();
        for (String mark = json.nextStringValue(); mark != null; mark = json.nextStringValue()) {
            marks.add(mark);
        }
        return marks;
    }
}
