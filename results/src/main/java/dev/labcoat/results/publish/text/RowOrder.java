package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults.Row;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The order in which a reader looks for rows of one benchmark class: the control first, methods in the order in which they were
 * planned, then by the values of params: numbers by size, words in the order in which they were planned.
 */
final class RowOrder {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d+)?");

    private RowOrder() {}

    static List<Row> of(List<Row> rows, Suite suite) {
        List<String> methods =
                rows.stream().map(row -> row.cell().id().benchmark()).distinct().toList();
        Comparator<Row> order = Comparator.comparing(
                        (Row row) -> !isControl(row.cell().id(), suite))
                .thenComparing(row -> methods.indexOf(row.cell().id().benchmark()));
        for (Map.Entry<String, Set<String>> param : params(rows).entrySet()) {
            order = order.thenComparing(
                    row -> row.cell().id().params().getOrDefault(param.getKey(), ""), byValue(param.getValue()));
        }
        return rows.stream().sorted(order).toList();
    }

    private static boolean isControl(CellId id, Suite suite) {
        return suite.question(id.className()).stream().anyMatch(question -> question.isControl(id));
    }

    private static Map<String, Set<String>> params(List<Row> rows) {
        Map<String, Set<String>> params = new LinkedHashMap<>();
        rows.forEach(row -> row.cell()
                .id()
                .params()
                .forEach((name, value) -> params.computeIfAbsent(name, unused -> new LinkedHashSet<>())
                        .add(value)));
        return params;
    }

    private static Comparator<String> byValue(Set<String> values) {
        if (values.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            return Comparator.comparingDouble(value -> value.isEmpty() ? 0 : Double.parseDouble(value));
        }
        List<String> planned = List.copyOf(values);
        return Comparator.comparingInt(planned::indexOf);
    }
}
