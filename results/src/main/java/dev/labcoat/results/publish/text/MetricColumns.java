package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Suite.CostColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which secondary results are shown beside the scores of some rows. */
public final class MetricColumns {

    /** Stands for all of them. */
    private static final String ALL = "all";

    /** What most readers look for in results of a jar that does not say what to show: JMH's names. */
    private static final List<String> USUAL = List.of("gc.alloc.rate.norm", "p0.99", "p1.00");

    private MetricColumns() {}

    /** Those that the jar says, or else the usual ones that are there. */
    public static List<CostColumn> usual(CommitResults results) {
        Suite suite = results.latest().suite();
        Set<String> known = names(results);
        return suite.costs().isEmpty()
                ? USUAL.stream()
                        .filter(known::contains)
                        .map(name -> column(name, results))
                        .toList()
                : suite.costs();
    }

    /**
     * Those of these names.
     *
     * @param texts names of secondary results, with commas between them, or {@value #ALL}; a name may have commas in it
     * @throws BadInputException if no row has one of them
     */
    public static List<CostColumn> of(CommitResults results, List<String> texts) {
        Set<String> known = names(results);
        return texts.stream()
                .flatMap(text -> parts(text, known).stream())
                .flatMap(name -> name.equals(ALL) ? known.stream() : List.of(name).stream())
                .distinct()
                .peek(name -> check(name, known))
                .map(name -> column(name, results))
                .toList();
    }

    /** The names in a text: from the left the longest that is known, and else up to the next comma. */
    private static List<String> parts(String text, Set<String> known) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = endOfPart(text, from);
            for (int longer = end; longer >= 0; longer = longer == text.length() ? -1 : endOfPart(text, longer + 1)) {
                if (known.contains(text.substring(from, longer))) {
                    end = longer;
                }
            }
            parts.add(text.substring(from, end));
            from = end + 1;
        }
        return parts;
    }

    private static int endOfPart(String text, int from) {
        int comma = text.indexOf(',', from);
        return comma < 0 ? text.length() : comma;
    }

    private static void check(String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new BadInputException("no row has a secondary result " + name + "; "
                    + (known.isEmpty() ? "there are none" : "there are " + String.join(", ", known)));
        }
    }

    private static Set<String> names(CommitResults results) {
        return results.rows().stream()
                .flatMap(row -> row.cell().metricNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** With the title that the jar gives it, or else with its unit. */
    private static CostColumn column(String name, CommitResults results) {
        Optional<CostColumn> ofJar = results.latest().suite().costs().stream()
                .filter(cost -> cost.metric().equals(name))
                .findFirst();
        return ofJar.orElseGet(() -> new CostColumn(
                name,
                results.rows().stream()
                        .map(CommitResults.Row::cell)
                        .map((Cell cell) -> cell.unit(name))
                        .filter(unit -> !unit.isEmpty())
                        .findFirst()
                        .map(unit -> name + " (" + Quantity.of(0, unit).baseUnit() + ")")
                        .orElse(name)));
    }
}
