package dev.labcoat.results.trend;

import dev.labcoat.results.compare.Difference;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.model.Versions;
import dev.labcoat.results.trend.Series.Night;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What published comparisons say over time. Those with the anchor make the series; those of other commits with each other say
 * whether a change point is a change. Of a comparison no more is kept than its figures, so that years of them fit into memory.
 */
public final class Trends {

    private final String anchor;
    private final Map<Place, Map<String, List<Night>>> nights = new LinkedHashMap<>();
    private final Map<Contest, Verdict> verdicts = new HashMap<>();
    private final Map<Machine, List<ComparisonRow>> without = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param anchor full id of the commit that all nights are held against
     */
    public Trends(String anchor) {
        this.anchor = anchor;
    }

    private record Place(Machine machine, CellId cell) {}

    private record Contest(Place place, String base, String head) {}

    /**
     * A row that got slower and has stayed so.
     *
     * @param series of the row
     * @param point where
     * @param verdict of the comparison of the commits before and after, in lockstep; empty if there was none
     */
    public record Slowdown(Series series, ChangePoint point, Optional<Verdict> verdict) {

        /** The last commit before it. */
        public Revision before() {
            return series.nights().get(point.index() - 1).revision();
        }

        /** The first commit that is slower. */
        public Revision since() {
            return series.nights().get(point.index()).revision();
        }

        /** Whether a comparison of both commits says so too. */
        public boolean confirmed() {
            return verdict.filter(Verdict.SLOWER::equals).isPresent();
        }
    }

    /** Adds a comparison; of one machine they come in the order of their commits. */
    public void add(Comparison comparison) {
        Revision base = comparison.baseline().revision();
        if (base == null) {
            return;
        }
        boolean night = base.commit().equals(anchor);
        if (night) {
            List<ComparisonRow> unknown = comparison.rows().stream()
                    .filter(row -> row.pairs().isEmpty())
                    .toList();
            without.put(comparison.machine(), unknown);
        }
        for (ComparisonRow row : comparison.measured()) {
            Revision head = comparison.variants().get(row.variant()).revision();
            if (head != null && !row.pairs().isEmpty()) {
                Place place = new Place(comparison.machine(), row.cell());
                verdicts.put(new Contest(place, base.commit(), head.commit()), row.verdict());
                if (night) {
                    nights.computeIfAbsent(place, unused -> new LinkedHashMap<>())
                            .computeIfAbsent(head.commit(), unused -> new ArrayList<>())
                            .add(new Night(
                                    head,
                                    Versions.of(comparison.suite(), comparison.environment()),
                                    Difference.of(row).mean()));
                }
            }
        }
    }

    /**
     * Rows of a machine of which the newest night has no figure: they failed, or cannot be held against the anchor.
     *
     * @return each with its verdict and its reason
     */
    public List<ComparisonRow> without(Machine machine) {
        return without.getOrDefault(machine, List.of());
    }

    /** All series, in the order in which their rows were first measured. */
    public List<Series> series() {
        return nights.entrySet().stream()
                .map(series -> new Series(
                        series.getKey().machine(),
                        series.getKey().cell(),
                        series.getValue().values().stream().map(Trends::mean).toList()))
                .toList();
    }

    private static Night mean(List<Night> ofOneCommit) {
        Night newest = ofOneCommit.get(ofOneCommit.size() - 1);
        double mean = ofOneCommit.stream().mapToDouble(Night::slower).average().orElse(newest.slower());
        return new Night(newest.revision(), newest.versions(), mean);
    }

    /** All rows that got slower and have stayed so. */
    public List<Slowdown> slowdowns() {
        return series().stream()
                .flatMap(series -> series.slowdowns().stream().map(point -> slowdown(series, point)))
                .toList();
    }

    private Slowdown slowdown(Series series, ChangePoint point) {
        return new Slowdown(series, point, verdict(series, point));
    }

    /** The verdict of the comparison of the commits before and after a change point, in lockstep; empty if there was none. */
    public Optional<Verdict> verdict(Series series, ChangePoint point) {
        Contest contest = new Contest(
                new Place(series.machine(), series.cell()),
                series.nights().get(point.index() - 1).revision().commit(),
                series.nights().get(point.index()).revision().commit());
        return Optional.ofNullable(verdicts.get(contest));
    }
}
