package dev.labcoat.results.publish.text;

import dev.labcoat.results.fit.Growth;
import dev.labcoat.results.history.CommitResults.Row;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of the rows of one benchmark class how their cost grows with one of its params. */
final class GrowthLines {

    private final String size;

    /**
     * Lines for one param.
     *
     * @param size the param whose value is a size
     */
    GrowthLines(String size) {
        this.size = size;
    }

    private record Point(double size, Quantity cost) {}

    /** A line for each series of three sizes or more: rows that differ in nothing else and are measured in time. */
    List<String> of(List<Row> rows) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (Row row : rows) {
            point(row.cell())
                    .ifPresent(point -> series.computeIfAbsent(name(row.cell()), key -> new ArrayList<>())
                            .add(point));
        }
        return series.entrySet().stream()
                .flatMap(entry -> line(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<Point> point(Cell cell) {
        String value = cell.id().params().get(size);
        Optional<Estimate> score = cell.score();
        if (value == null || score.isEmpty()) {
            return Optional.empty();
        }
        Quantity cost = Quantity.of(score.get().mean(), cell.unit());
        return cost.family() == Quantity.Family.TIME
                ? Optional.of(new Point(Double.parseDouble(value), cost))
                : Optional.empty();
    }

    private String name(Cell cell) {
        Map<String, String> others = new TreeMap<>(cell.id().params());
        others.remove(size);
        String benchmark = cell.id().shortName();
        return benchmark.substring(benchmark.indexOf('.') + 1) + " "
                + others.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private Optional<String> line(String name, List<Point> points) {
        double[] sizes = points.stream().mapToDouble(Point::size).toArray();
        double[] costs =
                points.stream().mapToDouble(point -> point.cost().value()).toArray();
        return Growth.of(sizes, costs)
                .map(growth -> String.format(
                        Locale.ROOT,
                        "%s: %s; the %d points lie within %.0f %% of it.",
                        name,
                        words(growth),
                        points.size(),
                        100 * growth.error()));
    }

    private String words(Growth growth) {
        return switch (growth.shape()) {
            case CONSTANT -> String.format(Locale.ROOT, "does not grow with %s, %s", size, time(growth.base()));
            case LOGARITHMIC ->
                String.format(
                        Locale.ROOT,
                        "grows with the logarithm of %s, each ten times as many add %s",
                        size,
                        time(growth.slope() * Math.log(10)));
            case LINEAR ->
                String.format(Locale.ROOT, "grows linearly with %s, each adds %s", size, time(growth.slope()));
        };
    }

    private static String time(double seconds) {
        return new Quantity(seconds, Quantity.Family.TIME, "s/op").text();
    }
}
