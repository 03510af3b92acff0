package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows are compared first: those that what differs between the jars can touch, since they load a class of it or are not known
 * not to, and of them those that changed most often before. The others come after them, and none is left out.
 *
 * @param ahead their cells of the baseline, in their order
 */
public record Precedence(List<CellId> ahead) {

    /** All are alike. */
    public static final Precedence NONE = new Precedence(List.of());

    public Precedence {
        ahead = List.copyOf(ahead);
    }

    /**
     * That of a comparison.
     *
     * @param loaded what its rows load, as far as that is known
     * @param earlier all comparisons on record
     * @return none where the jars do not differ, or every row can be touched alike
     * @throws IOException if a jar cannot be read, or what is known of its rows
     */
    public static Precedence of(Plan plan, LoadedClasses loaded, List<Comparison> earlier) throws IOException {
        JmhJar base = plan.subjects().get(0).jar();
        Set<String> changed = new HashSet<>();
        for (Subject head : plan.subjects().subList(1, plan.subjects().size())) {
            changed.addAll(base.classesUnlike(head.jar()));
        }
        List<CellId> ahead = new ArrayList<>();
        for (CellId cell : plan.baseCells()) {
            Optional<Set<String>> classes = loaded.of(cell);
            if (classes.isEmpty() || classes.get().stream().anyMatch(changed::contains)) {
                ahead.add(cell);
            }
        }
        if (changed.isEmpty() || ahead.size() == plan.baseCells().size()) {
            return NONE;
        }
        Map<CellId, Integer> changes = changes(earlier);
        ahead.sort(Comparator.comparing((CellId cell) -> changes.getOrDefault(cell, 0))
                .reversed());
        return new Precedence(ahead);
    }

    /** How often each row was shown to get slower or faster. */
    private static Map<CellId, Integer> changes(List<Comparison> earlier) {
        Map<CellId, Integer> changes = new HashMap<>();
        for (Comparison comparison : earlier) {
            for (ComparisonRow row : comparison.measured()) {
                switch (row.verdict()) {
                    case SLOWER, FASTER -> changes.merge(row.baseCell(), 1, Integer::sum);
                    default -> {
                        // It says nothing of a change.
                    }
                }
            }
        }
        return changes;
    }

    /** Those of some groups that come first, in their order. */
    List<MeasuredGroup> firstOf(List<MeasuredGroup> groups) {
        return groups.stream()
                .filter(group -> ahead.contains(cell(group)))
                .sorted(Comparator.comparing(group -> ahead.indexOf(cell(group))))
                .toList();
    }

    private static CellId cell(MeasuredGroup group) {
        return group.rows().get(0).baseCell();
    }
}
