package dev.labcoat.results.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values of params, as the user gives them. */
final class Params {

    @Option(
            names = "-p",
            paramLabel = "NAME=V1,V2",
            description =
                    "Values of a param, instead of the preset's; may be repeated. A comma that is part of a value which is"
                            + " not declared is written \\,.")
    private Map<String, String> texts = new LinkedHashMap<>();

    /** The values of each param that was given. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, cut(text)));
        return values;
    }

    /** The values in a text, parted by commas but for those behind a backslash. */
    static List<String> cut(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                i++;
                value.append(',');
            } else if (next == ',') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(next);
            }
        }
        values.add(value.toString());
        return values;
    }
}
