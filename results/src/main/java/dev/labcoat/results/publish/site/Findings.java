package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.trend.ChangePoint;
import dev.labcoat.results.trend.Series;
import dev.labcoat.results.trend.Trends;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What the nights found.
 *
 * @param trends rows over time, held against the anchor
 * @param accepted which rows may have changed with which commit
 */
public record Findings(Trends trends, BiPredicate<CellId, Revision> accepted) {

    /** Of no night. */
    public static final Findings NONE = new Findings(new Trends(""), (cell, since) -> false);

    /**
     * What they found on one machine.
     *
     * @param machine where
     * @param rows every row that was held against the anchor
     * @param without how many rows have no figure in the newest night
     * @param changes where rows changed
     */
    record OfMachine(Machine machine, List<Series> rows, int without, List<Finding> changes) {}

    /** By the key of the machine. */
    Map<String, OfMachine> byMachine() {
        Map<String, OfMachine> found = new LinkedHashMap<>();
        trends.series().stream()
                .collect(Collectors.groupingBy(Series::machine, LinkedHashMap::new, Collectors.toList()))
                .forEach((machine, rows) -> found.put(
                        machine.key(),
                        new OfMachine(machine, rows, trends.without(machine).size(), changes(rows))));
        return found;
    }

    private List<Finding> changes(List<Series> rows) {
        List<Finding> changes = new ArrayList<>();
        for (Series row : rows) {
            List<ChangePoint> lasting = row.slowdowns();
            row.changePoints().forEach(point -> {
                Revision since = row.nights().get(point.index()).revision();
                changes.add(new Finding(
                        row.cell(),
                        since,
                        point.rise(),
                        lasting.contains(point),
                        accepted.test(row.cell(), since),
                        trends.verdict(row, point)));
            });
        }
        return changes;
    }
}
