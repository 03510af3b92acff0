package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A report that is one JSON object, recognized by some of its names. */
abstract class JsonReport implements LoadFormat {

    private final List<String> names;

    /** A format of which every report has these names, in quotes. */
    JsonReport(List<String> names) {
        this.names = names;
    }

    @Override
    public boolean recognizes(String text) {
        return text.stripLeading().startsWith("{")
                && names.stream().allMatch(name -> text.contains("\"" + name + "\""));
    }

    @Override
    public Content read(String text) {
        try {
            return Content.whole(read(Json.COMPACT.readTree(text)));
        } catch (JacksonException e) {
            throw new BadInputException("it is not JSON, or only a part of it: " + e.getOriginalMessage(), e);
        }
    }

    abstract List<LoadRow> read(JsonNode report);

    /** A number that must be there. */
    static double number(JsonNode node, String what) {
        if (!node.isNumber()) {
            throw new BadInputException("it says no " + what);
        }
        return node.asDouble();
    }
}
