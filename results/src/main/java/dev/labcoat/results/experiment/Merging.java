package dev.labcoat.results.experiment;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the shards of one plan recorded. Each shard judged its rows by the error rate of the whole plan, which is
 * divided among all its rows before the first is measured (Bonferroni's bound, which holds whatever machine a row is on), so the
 * verdicts stay as they are.
 */
public final class Merging {

    private Merging() {}

    /** What a shard recorded, with what it calls itself in messages. */
    private record Part<T>(T value, String id, Sharding sharding) {

        String name() {
            return sharding.name() + " (" + id + ")";
        }
    }

    /**
     * Merges comparisons.
     *
     * @param id of what is made
     * @param shards at least one, each with a {@link Comparison#sharding}
     * @throws BadInputException if they are not of one plan, or a shard is there twice
     */
    public static Comparison comparisons(String id, List<Comparison> shards) {
        List<Part<Comparison>> records = records(shards, Comparison::id, Comparison::sharding);
        Comparison first = records.get(0).value();
        for (Part<Comparison> other : records.subList(1, records.size())) {
            difference(first, other.value()).ifPresent(what -> {
                throw refused(records.get(0).name(), other.name(), what);
            });
        }
        Sharding merged = merged(records);
        List<ComparisonRow> rows = new ArrayList<>();
        for (int i = 0; i < first.rows().size(); i++) {
            int row = i;
            ComparisonRow planned = first.rows().get(row);
            rows.add(
                    row >= merged.owners().size()
                            ? planned
                            : records.stream()
                                    .filter(one -> one.sharding().has(row))
                                    .map(one -> one.value().rows().get(row))
                                    .findFirst()
                                    .orElseGet(planned::reopened));
        }
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                id,
                earliest(shards, Comparison::startedAt),
                first.seed(),
                first.preset(),
                first.slices(),
                first.sliceMillis(),
                first.suite(),
                first.variants(),
                machine(merged),
                environment(shards.stream().map(Comparison::environment).toList()),
                rows,
                shards.stream().mapToDouble(Comparison::seconds).max().orElse(0),
                merged);
    }

    /**
     * Merges runs.
     *
     * @param id of what is made
     * @param shards at least one, each with a {@link Run#sharding}
     * @throws BadInputException if they are not of one plan or not of one kind of machine, or a shard is there twice
     */
    public static Run runs(String id, List<Run> shards) {
        List<Part<Run>> records = records(shards, Run::id, Run::sharding);
        Run first = records.get(0).value();
        for (Part<Run> other : records.subList(1, records.size())) {
            difference(first, other.value()).ifPresent(what -> {
                throw refused(records.get(0).name(), other.name(), what);
            });
        }
        Sharding merged = merged(records);
        List<Cell> cells = IntStream.range(0, first.cells().size())
                .mapToObj(cell -> records.stream()
                        .filter(one -> one.sharding().has(cell))
                        .findFirst()
                        .orElse(records.get(0))
                        .value()
                        .cells()
                        .get(cell))
                .toList();
        return new Run(
                Run.SCHEMA_VERSION,
                id,
                first.revision(),
                earliest(shards, Run::startedAt),
                first.seed(),
                first.preset(),
                first.jarName(),
                first.jar(),
                first.suite(),
                first.machine(),
                environment(shards.stream().map(Run::environment).toList()),
                cells,
                merged);
    }

    /**
     * What is recorded of what was merged: its rounds as the shards recorded them, of which scores and ratios do not say all, such as when
     * they ended.
     *
     * @param merged scores or ratios of shards, see above
     * @param shards the experiments that these are of
     */
    public static Experiment recorded(Experiment merged, List<Experiment> shards) {
        return shards.stream().allMatch(shard -> shard.arms().equals(merged.arms()))
                ? merged.with(shards.stream()
                        .flatMap(shard -> shard.rounds().stream())
                        .toList())
                : merged;
    }

    private static <T> List<Part<T>> records(
            List<T> shards, Function<T, String> id, Function<T, @Nullable Sharding> sharding) {
        return shards.stream()
                .map(shard -> new Part<>(
                        shard, id.apply(shard), Objects.requireNonNull(sharding.apply(shard), "it is a shard")))
                .sorted(Comparator.comparingInt(one -> one.sharding().parts().stream()
                        .mapToInt(Sharding.Part::number)
                        .min()
                        .orElse(Shard.MOST)))
                .toList();
    }

    private static BadInputException refused(String one, String other, String what) {
        return new BadInputException(other + " cannot be merged with " + one + ": " + what
                + ". Leave it out, or measure that shard again as the others were");
    }

    private static Sharding merged(List<? extends Part<?>> records) {
        Map<Integer, Part<?>> known = new HashMap<>();
        List<Sharding.Part> parts = new ArrayList<>();
        for (Part<?> one : records) {
            for (Sharding.Part part : one.sharding().parts()) {
                Part<?> before = known.put(part.number(), one);
                if (before != null) {
                    throw new BadInputException(
                            "shard " + new Shard(part.number(), one.sharding().count()) + " is there twice, in "
                                    + before.id() + " and in " + one.id() + ": leave one of them out");
                }
                parts.add(part);
            }
        }
        parts.sort(Comparator.comparingInt(Sharding.Part::number));
        Sharding first = records.get(0).sharding();
        return new Sharding(first.count(), first.owners(), parts);
    }

    private static Optional<String> difference(Comparison one, Comparison other) {
        if (one.variants().size() != other.variants().size()) {
            return Optional.of("it compares " + other.variants().size() + " sides, not "
                    + one.variants().size());
        }
        for (int i = 0; i < one.variants().size(); i++) {
            Optional<String> found =
                    difference(one.variants().get(i), other.variants().get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return differenceOfEffort(one.preset(), other.preset(), one.environment(), other.environment())
                .or(() -> unequal("slices", one.slices(), other.slices()))
                .or(() -> unequal("milliseconds of a slice", one.sliceMillis(), other.sliceMillis()))
                .or(() -> differenceOfPlan(
                        one.sharding(), other.sharding(), keys(one).equals(keys(other))));
    }

    private static List<Object> keys(Comparison comparison) {
        return comparison.rows().stream()
                .<Object>map(row -> List.of(row.baseCell(), row.cell(), row.variant(), row.metrics()))
                .toList();
    }

    private static Optional<String> difference(Variant one, Variant other) {
        String of = one.name() + ": ";
        return differenceOfSource(
                        of,
                        one.revision() == null ? "" : one.revision().label(),
                        other.revision() == null ? "" : other.revision().label(),
                        one.jar(),
                        other.jar())
                .or(() -> unequal(of + "the side", one.name(), other.name()))
                .or(() -> unequal(of + "the JDK", one.jdk(), other.jdk()))
                .or(() -> unequal(of + "the JVM flags", one.flags(), other.flags()));
    }

    private static Optional<String> difference(Run one, Run other) {
        return differenceOfSource("", one.revision().label(), other.revision().label(), one.jar(), other.jar())
                .or(() -> unequal(
                        "the JDK", one.environment().jdk(), other.environment().jdk()))
                .or(() -> differenceOfEffort(one.preset(), other.preset(), one.environment(), other.environment()))
                .or(() -> one.machine().equals(other.machine())
                        ? Optional.empty()
                        : Optional.of("it ran on another kind of machine, "
                                + other.machine().title() + ", not "
                                + one.machine().title() + ", and scores of unlike machines say nothing of one another"
                                + " (ratios do: compare takes any)"))
                .or(() -> differenceOfPlan(
                        one.sharding(),
                        other.sharding(),
                        one.cells().stream()
                                .map(Cell::id)
                                .toList()
                                .equals(other.cells().stream().map(Cell::id).toList())));
    }

    private static Optional<String> differenceOfSource(
            String of, String commit, String otherCommit, String jar, String otherJar) {
        if (!commit.equals(otherCommit)) {
            return Optional.of(of + "it ran on another commit, " + otherCommit + ", not " + commit);
        }
        return jar.equals(otherJar)
                ? Optional.empty()
                : Optional.of(of + "it ran another jar, of SHA-256 " + otherJar + ", not " + jar
                        + " (a build gives the same jar on each machine if it writes no times into it, as with Maven's"
                        + " project.build.outputTimestamp)");
    }

    private static Optional<String> differenceOfEffort(
            String preset, String otherPreset, Environment environment, Environment otherEnvironment) {
        return unequal("the preset", preset, otherPreset)
                .or(() -> unequal("what forks were given", environment.flags(), otherEnvironment.flags()));
    }

    private static Optional<String> unequal(String what, Object one, Object other) {
        return one.equals(other) ? Optional.empty() : Optional.of(what + " differs: " + other + ", not " + one);
    }

    private static Optional<String> differenceOfPlan(
            @Nullable Sharding one, @Nullable Sharding other, boolean sameRows) {
        Sharding first = Objects.requireNonNull(one);
        Sharding second = Objects.requireNonNull(other);
        if (first.count() != second.count()) {
            return Optional.of("it is of another plan, of " + second.count() + " shards and not of " + first.count());
        }
        if (!sameRows) {
            return Optional.of("it is of another plan, with other rows");
        }
        return first.sharesOutLike(second)
                ? Optional.empty()
                : Optional.of(
                        "it is of another plan, which shares out the rows in another way, since other durations were"
                                + " published where it ran");
    }

    private static <T> Instant earliest(List<T> shards, Function<T, Instant> startedAt) {
        return shards.stream().map(startedAt).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Ratios of pairs on several kinds of machines are of none of them. */
    private static Machine machine(Sharding merged) {
        return merged.machines().size() == 1
                ? merged.parts().get(0).machine()
                : new Machine("several kinds of machines", 0, 0, "several", "several", "");
    }

    /** The first one's, with the worst of what disturbed any of them. */
    private static Environment environment(List<Environment> all) {
        Environment first = all.get(0);
        return new Environment(
                first.jdk(),
                first.jvm(),
                first.flags(),
                first.governor(),
                all.stream().mapToDouble(Environment::loadBefore).max().orElse(-1),
                all.stream().mapToDouble(Environment::loadAfter).max().orElse(-1),
                all.stream().mapToDouble(Environment::stealShare).max().orElse(0));
    }
}
