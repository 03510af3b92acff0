package dev.labcoat.results.trend;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.model.Versions;
import dev.labcoat.results.trend.Series.Night;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What published comparisons say over time. Those with the anchor make the series; those of other commits with each other say
 * whether a change point is a change. Of a comparison no more is kept than its figures, so that years of them fit into memory.
 */
public final class Trends {

    private final String anchor;
    private final BiPredicate<CellId, Revision> accepted;
    private final Map<Place, Map<String, List<Night>>> nights = new LinkedHashMap<>();
    private final Map<Commits, Said> verdicts = new HashMap<>();
    private final Map<Machine, List<SelfChecks.Row>> checks = new HashMap<>();
    private final Map<Commits, Search> searches = new HashMap<>();
    private final Map<Machine, NewestNight> newest = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param anchor full id of the commit that all nights are compared with; of none there are no nights
     * @param accepted which rows may have changed with which commit
     */
    public Trends(String anchor, BiPredicate<CellId, Revision> accepted) {
        this.anchor = anchor;
        this.accepted = accepted;
    }

    private record Place(Machine machine, CellId cell) {}

    private record Commits(Place place, String base, String head) {}

    /**
     * What comparisons of two commits said.
     *
     * @param pairs of all that showed nothing, and of the one that did
     * @param comparisons all of them, the oldest first
     */
    private record Said(Verdict verdict, int pairs, List<Change.Compared> comparisons) {

        static Said of(ComparisonRow row, String id, Revision head) {
            Change.Compared compared =
                    new Change.Compared(id, head, row.verdict(), row.pairs().size(), Optional.ofNullable(row.cause()));
            return new Said(row.verdict(), row.pairs().size(), List.of(compared));
        }

        /** Whether nothing more is to be asked: something was shown, or as many pairs as there may be have shown nothing. */
        boolean settled() {
            return verdict.shown() || pairs >= SequentialTest.MOST_PAIRS;
        }

        Said then(Said later) {
            List<Change.Compared> all = Stream.concat(comparisons.stream(), later.comparisons.stream())
                    .toList();
            return verdict.shown() && !later.verdict.shown()
                    ? new Said(verdict, pairs, all)
                    : new Said(later.verdict, pairs + later.pairs, all);
        }
    }

    /** Adds a comparison; of one machine they come in the order of their commits. */
    public void add(Comparison comparison) {
        Revision base = comparison.baseline().revision();
        if (base == null) {
            return;
        }
        // All of it first: nothing is kept of a comparison that has no sense.
        IdentityHashMap<ComparisonRow, Double> slower = new IdentityHashMap<>();
        comparison.measured().stream()
                .filter(row -> !row.pairs().isEmpty())
                .forEach(row -> slower.put(row, Difference.of(row).mean()));
        boolean night = base.commit().equals(anchor);
        if (night) {
            newest.compute(comparison.machine(), (unused, before) -> {
                if (before == null || !before.has(comparison)) {
                    return new NewestNight(comparison);
                }
                before.add(comparison);
                return before;
            });
        }
        Map<String, String> versions = Versions.of(comparison.suite(), comparison.environment(), comparison.machine());
        for (ComparisonRow row : comparison.measured()) {
            Revision head = comparison.variants().get(row.variant()).revision();
            if (head != null && !row.pairs().isEmpty()) {
                Place place = new Place(comparison.machine(), row.cell());
                verdicts.merge(
                        new Commits(place, base.commit(), head.commit()),
                        Said.of(row, comparison.id(), head),
                        Said::then);
                if (night) {
                    nights.computeIfAbsent(place, unused -> new LinkedHashMap<>())
                            .computeIfAbsent(head.commit(), unused -> new ArrayList<>())
                            .add(new Night(
                                    head,
                                    versions,
                                    slower.getOrDefault(row, Double.NaN),
                                    row.pairs().stream()
                                            .map(pair -> PairScore.of(
                                                    pair, row.head().direction()))
                                            .toList(),
                                    row.verdict()));
                }
            }
        }
    }

    /** Adds a comparison of which it is known what is to be found, see {@link SelfChecks}. */
    public void addSelfCheck(Comparison comparison) {
        SelfChecks.rows(comparison)
                .forEach(row -> checks.computeIfAbsent(comparison.machine(), unused -> new ArrayList<>())
                        .add(row));
    }

    /** Adds how far a search has come; of one search the newest counts, which comes last. */
    public void add(Search search) {
        searches.put(
                new Commits(
                        new Place(search.machine(), search.cell()),
                        search.good().commit(),
                        search.bad().commit()),
                search);
    }

    /** All series, in the order in which their rows were first measured. */
    private List<Series> series() {
        return nights.entrySet().stream()
                .map(series -> new Series(
                        series.getKey().machine(),
                        series.getKey().cell(),
                        series.getValue().values().stream().map(Trends::mean).toList()))
                .toList();
    }

    private static Night mean(List<Night> ofOneCommit) {
        Night newest = ofOneCommit.get(ofOneCommit.size() - 1);
        List<Double> pairs =
                ofOneCommit.stream().flatMap(night -> night.pairs().stream()).toList();
        double sum = ofOneCommit.stream()
                .mapToDouble(night -> night.slower() * night.pairs().size())
                .sum();
        return new Night(newest.revision(), newest.versions(), sum / pairs.size(), pairs, newest.verdict());
    }

    /** What all that was added says of each machine, that of the newest commit first. */
    public List<MachineNights> machines() {
        Map<Machine, List<Series>> byMachine = series().stream()
                .collect(Collectors.groupingBy(Series::machine, LinkedHashMap::new, Collectors.toList()));
        return byMachine.entrySet().stream()
                .map(of -> new MachineNights(
                        of.getKey(),
                        of.getValue(),
                        of.getValue().stream().flatMap(this::changes).toList(),
                        Optional.ofNullable(newest.get(of.getKey()))
                                .map(NewestNight::without)
                                .orElse(List.of()),
                        new SelfChecks(checks.getOrDefault(of.getKey(), List.of()))))
                .sorted(Comparator.comparing(
                                (MachineNights nights) -> nights.newest().committedAt())
                        .reversed())
                .toList();
    }

    private Stream<Change> changes(Series series) {
        List<ChangePoint> points = series.changePoints();
        return IntStream.range(0, points.size()).mapToObj(i -> change(series, points, i));
    }

    private Change change(Series series, List<ChangePoint> points, int i) {
        ChangePoint point = points.get(i);
        int first = i == 0 ? 0 : points.get(i - 1).index();
        int last = (i + 1 == points.size()
                        ? series.nights().size()
                        : points.get(i + 1).index())
                - 1;
        List<Change.Step> steps = steps(series, first, point.index(), last);
        Verdict expected = point.rise() > 0 ? Verdict.SLOWER : Verdict.FASTER;
        Change.Step span = steps.get(0);
        Said said = null;
        Change.Step undecided = null;
        List<Change.Compared> comparisons = new ArrayList<>();
        for (Change.Step step : steps) {
            Said ofStep = verdicts.get(new Commits(
                    new Place(series.machine(), series.cell()),
                    step.before().commit(),
                    step.after().commit()));
            said = ofStep == null ? said : ofStep;
            if (ofStep != null) {
                comparisons.addAll(ofStep.comparisons());
            }
            if (ofStep == null || !ofStep.settled()) {
                undecided = step;
                break;
            }
            if (ofStep.verdict() == expected) {
                span = step;
                break;
            }
        }
        Optional<Search> search = Optional.ofNullable(searches.get(new Commits(
                new Place(series.machine(), series.cell()),
                span.before().commit(),
                span.after().commit())));
        return new Change(
                series.cell(),
                point,
                span,
                Series.lasting(point, points.subList(i + 1, points.size())),
                // More nights may put it one night beside its place.
                IntStream.rangeClosed(Math.max(first, point.index() - 1), Math.min(last, point.index() + 1))
                                .anyMatch(night -> accepted.test(series.cell(), revision(series, night)))
                        || search.stream()
                                .flatMap(known -> known.lasting().stream())
                                .anyMatch(culprit -> accepted.test(series.cell(), culprit.commit())),
                Optional.ofNullable(said).map(Said::verdict),
                Optional.ofNullable(undecided),
                comparisons,
                search);
    }

    /**
     * What is compared to confirm a change: the commits before and after, and, since noise may put it one night beside its
     * place, those one night further off.
     */
    private static List<Change.Step> steps(Series series, int first, int index, int last) {
        return Stream.of(
                        new Change.Step(revision(series, index - 1), revision(series, index)),
                        new Change.Step(
                                revision(series, Math.max(first, index - 2)),
                                revision(series, Math.min(last, index + 1))))
                .distinct()
                .toList();
    }

    private static Revision revision(Series series, int night) {
        return series.nights().get(night).revision();
    }
}
