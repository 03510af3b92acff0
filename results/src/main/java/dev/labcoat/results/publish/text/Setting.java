package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.CellId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tells cells of one benchmark class from one another. */
final class Setting {

    private Setting() {}

    /** A cell's method and its params, as far as they differ among some cells. */
    static String of(CellId cell, Collection<CellId> all) {
        List<String> words = new ArrayList<>();
        if (all.stream().map(Setting::method).distinct().count() > 1) {
            words.add(method(cell));
        }
        TreeSet<String> params = all.stream()
                .flatMap(other -> other.params().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String param : params) {
            String value = cell.params().get(param);
            boolean differs = all.stream()
                    .anyMatch(other -> !String.valueOf(value)
                            .equals(String.valueOf(other.params().get(param))));
            if (value != null && differs) {
                words.add(Value.inLine(param) + "=" + Value.inLine(value));
            }
        }
        return String.join(" ", words);
    }

    /** A cell's method. */
    static String method(CellId cell) {
        String name = cell.shortName();
        return name.substring(name.indexOf('.') + 1);
    }

    /** Params as they are written one after the other. */
    static String of(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> Value.inLine(param.getKey()) + "=" + Value.inLine(param.getValue()))
                .collect(Collectors.joining(" "));
    }
}
