package dev.labcoat.results.model;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way in which this program reads and writes JSON. */
public final class Json {

    /** One value a line, for logs. */
    public static final JsonMapper COMPACT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** For files that people may open. */
    public static final JsonMapper PRETTY =
            COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** What is wrong with JSON that could not be read, and, where a record refused it, where that is. */
    public static String problem(JacksonException e) {
        if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
            return e.getOriginalMessage();
        }
        String place = e.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? "[" + part.getIndex() + "]" : "." + part.getPropertyName())
                .collect(Collectors.joining());
        return place.isEmpty()
                ? String.valueOf(refusal.getMessage())
                : place.substring(1) + ": " + refusal.getMessage();
    }
}
