package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is compared with what: each of the baseline's cells with the same cell of every other variant.
 *
 * @param subjects the variants, the baseline first
 * @param groups what is measured, in the order of the baseline's cells
 * @param apart rows of which nothing is measured
 * @param share what of it is measured here; null for all
 * @param metrics what of the forks' secondary results is judged too
 */
public record Plan(
        List<Subject> subjects,
        List<Group> groups,
        List<ComparisonRow> apart,
        @Nullable Share share,
        List<NamedMetric> metrics) {

    public Plan {
        subjects = List.copyOf(subjects);
        groups = List.copyOf(groups);
        apart = List.copyOf(apart);
        metrics = List.copyOf(metrics);
    }

    /**
     * A variant and what was chosen of it.
     *
     * @param subject the variant
     * @param cells its cells by what they are called in every variant: for a varied param, their id without it
     */
    public record Choice(Subject subject, Map<CellId, CellId> cells) {

        public Choice {
            cells = new LinkedHashMap<>(cells);
        }
    }

    /**
     * Makes the plan.
     *
     * @param choices two or more, the baseline's first
     * @param evenIfChanged whether a benchmark whose class differs between the sides is measured all the same
     * @param room whether one fork of each of several sides fits into memory at the same time
     * @throws BadInputException if nothing is left to compare
     */
    public static Plan of(List<Choice> choices, boolean evenIfChanged, Predicate<Collection<Lockstep.Side>> room) {
        List<Group> groups = new ArrayList<>();
        List<ComparisonRow> apart = new ArrayList<>();
        Choice base = choices.get(0);
        base.cells().forEach((name, baseCell) -> {
            Lockstep.Side baseSide = new Lockstep.Side(base.subject(), baseCell);
            List<Lockstep.Side> sides = new ArrayList<>(List.of(baseSide));
            List<Integer> variants = new ArrayList<>(List.of(0));
            for (int variant = 1; variant < choices.size(); variant++) {
                Choice head = choices.get(variant);
                CellId cell = head.cells().get(name);
                Optional<ComparisonRow> hindrance = cell == null
                        ? Optional.of(absent(baseCell, base, head, variant))
                        : hindrance(baseSide, new Lockstep.Side(head.subject(), cell), variant, evenIfChanged);
                hindrance.ifPresent(apart::add);
                if (cell != null && hindrance.isEmpty()) {
                    sides.add(new Lockstep.Side(head.subject(), cell));
                    variants.add(variant);
                }
            }
            groups.addAll(split(new Group(sides, variants), room));
        });
        for (int variant = 1; variant < choices.size(); variant++) {
            apart.addAll(additional(base, choices.get(variant), variant));
        }
        if (groups.isEmpty()) {
            throw new BadInputException("nothing to compare: "
                    + (apart.isEmpty()
                            ? "no row was chosen"
                            : "of " + apart.size() + " rows, none is on both sides and comparable. The first: "
                                    + apart.get(0).cell() + ": "
                                    + apart.get(0).verdict() + ", "
                                    + apart.get(0).reason()));
        }
        return new Plan(choices.stream().map(Choice::subject).toList(), groups, apart, null, List.of());
    }

    /** This plan, of which each row is judged on these metrics too. */
    public Plan judging(List<NamedMetric> asked) {
        return new Plan(subjects, groups, apart, share, asked);
    }

    /**
     * This plan, of which one machine measures a part. What is measured of one of the baseline's cells stays together, however many
     * sides fit into the memory of a machine.
     *
     * @param known how long rows took before; the same on each machine
     */
    public Plan sharedOut(Shard shard, EarlierDurations known) {
        Map<CellId, List<Integer>> together = new LinkedHashMap<>();
        int row = 0;
        for (Group group : groups) {
            CellId baseCell = group.sides().get(0).cell();
            for (int side = 1; side < group.sides().size(); side++) {
                together.computeIfAbsent(baseCell, unused -> new ArrayList<>()).add(row++);
            }
        }
        Share own = Share.of(shard, List.copyOf(together.values()), cells(), known);
        return new Plan(subjects, groups, apart, own, metrics);
    }

    /** What is measured beside the baseline, row by row. */
    public List<CellId> cells() {
        return groups.stream()
                .flatMap(group -> group.sides().stream().skip(1))
                .map(Lockstep.Side::cell)
                .toList();
    }

    /** Those of {@link #cells} that are measured here. */
    public List<CellId> ownCells() {
        return share == null ? cells() : share.own(cells());
    }

    /**
     * What a row holds side by side.
     *
     * @param row its place among those of {@link #cells}
     * @return the baseline's side, and the other
     */
    public List<Lockstep.Side> sidesOf(int row) {
        int first = 0;
        for (Group group : groups) {
            int rows = group.sides().size() - 1;
            if (row < first + rows) {
                return List.of(group.sides().get(0), group.sides().get(row - first + 1));
            }
            first += rows;
        }
        throw new IllegalArgumentException("row " + row + " of " + first);
    }

    /** Whether a row is measured here. */
    boolean isOwn(int row) {
        return share == null || share.isOwn(row);
    }

    /** What of the baseline is measured. */
    public List<CellId> baseCells() {
        return groups.stream().map(group -> group.sides().get(0).cell()).toList();
    }

    /** What is alive together, round by round. */
    public List<List<Lockstep.Side>> together() {
        return groups.stream().map(Group::sides).toList();
    }

    /** Rows to be measured. */
    public int rows() {
        return groups.stream().mapToInt(group -> group.sides().size() - 1).sum();
    }

    /** All variants in one round where memory allows, else each with the baseline alone. */
    private static List<Group> split(Group all, Predicate<Collection<Lockstep.Side>> room) {
        if (all.sides().size() < 2) {
            return List.of();
        }
        if (all.sides().size() == 2 || room.test(all.sides())) {
            return List.of(all);
        }
        List<Group> pairs = new ArrayList<>();
        for (int side = 1; side < all.sides().size(); side++) {
            pairs.add(new Group(
                    List.of(all.sides().get(0), all.sides().get(side)),
                    List.of(0, all.variants().get(side))));
        }
        return pairs;
    }

    private static ComparisonRow absent(CellId baseCell, Choice base, Choice head, int variant) {
        return head.cells().values().stream()
                .filter(cell -> replaces(cell, baseCell) && !base.cells().containsValue(cell))
                .findFirst()
                .map(cell -> ComparisonRow.apart(
                        baseCell, variant, Verdict.NOT_COMPARABLE, "the other side has " + cell + " instead"))
                .orElseGet(() -> ComparisonRow.apart(
                        baseCell,
                        variant,
                        Verdict.MISSING,
                        head.subject().variant().name() + " does not have it"));
    }

    /** Whether a cell is another one of the same benchmark for having other params, another mode or other threads. */
    private static boolean replaces(CellId cell, CellId other) {
        return cell.benchmark().equals(other.benchmark())
                && (cell.params().equals(other.params())
                        || !cell.params().keySet().equals(other.params().keySet()));
    }

    private static List<ComparisonRow> additional(Choice base, Choice head, int variant) {
        return head.cells().entrySet().stream()
                .filter(cell -> !base.cells().containsKey(cell.getKey()))
                .filter(cell -> base.cells().values().stream()
                        .noneMatch(baseCell -> replaces(cell.getValue(), baseCell)
                                && !head.cells().containsValue(baseCell)))
                .map(cell -> ComparisonRow.apart(
                        cell.getValue(),
                        variant,
                        Verdict.NEW,
                        base.subject().variant().name() + " does not have it"))
                .toList();
    }

    private static Optional<ComparisonRow> hindrance(
            Lockstep.Side base, Lockstep.Side head, int variant, boolean evenIfChanged) {
        JmhJar.Benchmark before = base.subject().jar().benchmarkOf(base.cell());
        JmhJar.Benchmark after = head.subject().jar().benchmarkOf(head.cell());
        if (!Objects.equals(before.timeUnit(), after.timeUnit())) {
            return Optional.of(ComparisonRow.apart(
                    head.cell(),
                    variant,
                    Verdict.NOT_COMPARABLE,
                    "its unit changed from " + unit(before) + " to " + unit(after)));
        }
        if (!evenIfChanged && !before.version().equals(after.version())) {
            return Optional.of(ComparisonRow.apart(
                    head.cell(),
                    variant,
                    Verdict.NOT_COMPARABLE,
                    "the benchmark itself changed; to measure it all the same: --even-if-changed"));
        }
        return Optional.empty();
    }

    private static String unit(JmhJar.Benchmark benchmark) {
        return benchmark.timeUnit() == null
                ? "JMH's default"
                : benchmark.timeUnit().toString();
    }
}
