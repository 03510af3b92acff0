package dev.labcoat.results.history;

import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads forks without their times, and without their secondary results unless they are asked for. Where thousands of records are read
 * for their scores, that takes a third of the time.
 */
final class ForkScores extends ValueDeserializer<Fork> {

    /** Reads records without secondary results. */
    static final JsonMapper MAPPER = mapper(false);

    /** Reads records with them. */
    static final JsonMapper WITH_METRICS = mapper(true);

    private final boolean withMetrics;

    private ForkScores(boolean withMetrics) {
        this.withMetrics = withMetrics;
    }

    private static JsonMapper mapper(boolean withMetrics) {
        return Json.COMPACT
                .rebuild()
                .addModule(new SimpleModule().addDeserializer(Fork.class, new ForkScores(withMetrics)))
                .build();
    }

    @Override
    public Fork deserialize(JsonParser json, DeserializationContext context) {
        String unit = "";
        List<Double> scores = List.of();
        List<Long> operations = List.of();
        Map<String, Metric> metrics = Map.of();
        List<String> marks = List.of();
        String error = null;
        Integer round = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "unit" -> unit = json.getString();
                case "scores" -> scores = scores(json, context);
                case "operations" -> operations = operations(json);
                case "metrics" -> {
                    if (withMetrics) {
                        metrics = metrics(json, context);
                    } else {
                        json.skipChildren();
                    }
                }
                case "marks" -> marks = marks(json);
                case "round" -> round = value == JsonToken.VALUE_NULL ? null : json.getIntValue();
                case "error" -> error = value == JsonToken.VALUE_NULL ? null : json.getString();
                default -> json.skipChildren();
            }
        }
        return new Fork(unit, scores, operations, metrics, marks, 0, 0, 0, error, round, null);
    }

    /** A score that is no number is written as a string. */
    private static List<Double> scores(JsonParser json, DeserializationContext context) {
        List<Double> scores = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            scores.add(json.currentToken().isNumeric() ? json.getDoubleValue() : context.readValue(json, Double.class));
        }
        return scores;
    }

    private static Map<String, Metric> metrics(JsonParser json, DeserializationContext context) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            metrics.put(name, context.readValue(json, Metric.class));
        }
        return metrics;
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
