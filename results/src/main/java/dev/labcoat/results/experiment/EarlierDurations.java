package dev.labcoat.results.experiment;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long rows took before, on whatever machine: only their proportions count.
 *
 * @param seconds of a row, in all of a run or comparison
 */
public record EarlierDurations(Map<CellId, Double> seconds) {

    /** Where nothing is known. */
    public static final EarlierDurations NONE = new EarlierDurations(Map.of());

    public EarlierDurations {
        seconds = Map.copyOf(seconds);
    }

    /** Of earlier comparisons with a preset: the mean of all pairs of a row together. */
    public static EarlierDurations ofComparisons(Collection<Comparison> earlier, Preset preset) {
        Map<CellId, List<Double>> all = new HashMap<>();
        for (Comparison comparison : earlier) {
            if (comparison.preset().equals(preset.toString())) {
                for (ComparisonRow row : comparison.measured()) {
                    add(
                            all,
                            row.cell(),
                            row.pairs().stream().mapToDouble(Pair::seconds).sum());
                }
            }
        }
        return means(all);
    }

    /** Of earlier runs with a preset: the mean of all forks of a row together. */
    public static EarlierDurations ofRuns(Collection<Run> earlier, Preset preset) {
        Map<CellId, List<Double>> all = new HashMap<>();
        for (Run run : earlier) {
            if (run.preset().equals(preset.toString())) {
                for (Cell cell : run.cells()) {
                    add(
                            all,
                            cell.id(),
                            cell.forks().stream().mapToDouble(Fork::seconds).sum());
                }
            }
        }
        return means(all);
    }

    private static void add(Map<CellId, List<Double>> all, CellId cell, double seconds) {
        if (seconds > 0) {
            all.computeIfAbsent(cell, unused -> new ArrayList<>()).add(seconds);
        }
    }

    private static EarlierDurations means(Map<CellId, List<Double>> all) {
        return new EarlierDurations(
                all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> mean(entry.getValue()))));
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(1);
    }

    /** Of some rows together; one that nobody has measured yet counts as much as the mean of those that somebody has. */
    double seconds(Collection<CellId> cells) {
        // Sorted, so that the sum does not depend on the order of a map, which differs from one JVM to the next.
        double usual = seconds.values().stream()
                .sorted()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
        return cells.stream()
                .mapToDouble(cell -> seconds.getOrDefault(cell, usual))
                .sum();
    }
}
