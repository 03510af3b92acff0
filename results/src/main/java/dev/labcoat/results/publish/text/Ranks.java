package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rows are the best and the worst of those that do the same work, where their intervals do not overlap. */
final class Ranks {

    static final String BEST = "best";
    static final String WORST = "worst";

    private Ranks() {}

    /** A row's score in base units. */
    private record Scored(CellId id, double low, double high) {

        static Optional<Scored> of(Cell cell) {
            return cell.score()
                    .filter(score -> Double.isFinite(score.error()))
                    .map(score -> new Scored(
                            cell.id(),
                            Quantity.of(score.mean() - score.error(), cell.unit())
                                    .value(),
                            Quantity.of(score.mean() + score.error(), cell.unit())
                                    .value()));
        }

        double middle() {
            return (low + high) / 2;
        }
    }

    /**
     * The best and the worst of each group of rows.
     *
     * @param cells of one class, with scores of one family of units
     * @param suite says which of its params change how the work is done; without its question there are no groups
     */
    static Map<CellId, String> of(List<Cell> cells, Suite suite) {
        Map<Object, List<Cell>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            suite.question(cell.id().className())
                    .filter(question -> !question.isControl(cell.id()))
                    .ifPresent(question -> groups.computeIfAbsent(
                                    List.of(
                                            question.work(cell.id()),
                                            cell.id().mode(),
                                            cell.id().threads()),
                                    key -> new ArrayList<>())
                            .add(cell));
        }
        Map<CellId, String> ranks = new HashMap<>();
        groups.values().forEach(group -> rank(group, ranks));
        return ranks;
    }

    private static void rank(List<Cell> group, Map<CellId, String> ranks) {
        List<Scored> ascending = group.stream()
                .flatMap(cell -> Scored.of(cell).stream())
                .sorted(Comparator.comparingDouble(Scored::middle))
                .toList();
        if (ascending.size() < 2) {
            return;
        }
        Scored least = ascending.get(0);
        Scored greatest = ascending.get(ascending.size() - 1);
        if (least.high() < greatest.low()) {
            boolean higherIsBetter = group.get(0).direction() == Direction.HIGHER_IS_BETTER;
            ranks.put(greatest.id(), higherIsBetter ? BEST : WORST);
            ranks.put(least.id(), higherIsBetter ? WORST : BEST);
        }
    }
}
