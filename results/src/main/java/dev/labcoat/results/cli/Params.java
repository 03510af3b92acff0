package dev.labcoat.results.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values of params, as the user gives them. */
final class Params {

    @Option(
            names = "-p",
            paramLabel = "NAME=V1,V2",
            description = "Values of a param, instead of the preset's; may be repeated.")
    private Map<String, String> texts = new LinkedHashMap<>();

    /** The values of each param that was given. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, List.of(text.split(",", -1))));
        return values;
    }
}
