package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, the one record there is: arms that are measured round by round, and what was decided of them. Scores, see {@link
 * #scores}, and ratios, see {@link #ratios}, are derived of it.
 *
 * @param schemaVersion version of this record, {@value #SCHEMA_VERSION} now
 * @param id unique, and in the order of time
 * @param startedAt when it began
 * @param seed of the order of its forks
 * @param preset how much it measured
 * @param slices slices of each fork; null where the benchmarks say it
 * @param sliceMillis length of a slice; null where the benchmarks say it
 * @param scored the place of the variant whose forks were given what those of a run are, so that their scores count; null where none was
 * @param variants what is measured, the baseline first
 * @param machine where
 * @param environment under what circumstances; its JDK is the first variant's
 * @param suite what the last variant's jar says of itself
 * @param seconds wall time
 * @param sharding which of the rows, or of the arms where there are no rows, were measured by which machine; null where one measured them
 *     all
 * @param arms in the order of the plan
 * @param rows what is held against what, and what was decided
 * @param rounds in the order of time
 */
public record Experiment(
        int schemaVersion,
        String id,
        Instant startedAt,
        long seed,
        String preset,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer slices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long sliceMillis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer scored,
        List<Variant> variants,
        Machine machine,
        Environment environment,
        Suite suite,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sharding sharding,
        List<Arm> arms,
        List<Decision> rows,
        List<Round> rounds) {

    /** The version that this program writes. */
    public static final int SCHEMA_VERSION = 2;

    public Experiment {
        Check.id(id);
        Check.time(startedAt, "startedAt");
        Check.present(preset, "preset");
        Check.present(machine, "machine");
        Check.present(environment, "environment");
        Check.present(suite, "suite");
        Check.seconds(seconds, "seconds");
        variants = Check.whole(variants, "variants");
        arms = Check.whole(arms, "arms");
        rows = Check.whole(rows, "rows");
        rounds = Check.whole(rounds, "rounds");
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("there is no variant");
        }
        if (scored != null) {
            checkPlace(scored, variants, "the scored variant");
            Check.present(variants.get(scored).revision(), "the revision of the scored variant");
        }
        for (Arm arm : arms) {
            checkPlace(arm.variant(), variants, "an arm's variant");
        }
        for (Decision row : rows) {
            checkPlace(row.base(), arms, "a row's base");
            checkPlace(row.arm(), arms, "a row's arm");
        }
        for (Round round : rounds) {
            for (Round.Result result : round.results()) {
                checkPlace(result.arm(), arms, "the arm of a round's result");
            }
        }
        if (sharding != null && sharding.owners().size() > (rows.isEmpty() ? arms : rows).size()) {
            throw new IllegalArgumentException("more rows are shared out than there are");
        }
        // What does not add up is refused with its file, and not when it is shown.
        comparisonRows(arms, rows, rounds);
    }

    private static void checkPlace(int place, List<?> all, String what) {
        if (place < 0 || place >= all.size()) {
            throw new IllegalArgumentException(what + " is " + place + ", of " + all.size());
        }
    }

    /** What a run measured; no more is known of its variant than the run says. */
    public static Experiment of(Run run) {
        return of(run, List.of());
    }

    /**
     * What a run measured.
     *
     * @param flags JVM flags that its forks got beside those that the benchmarks declare
     */
    public static Experiment of(Run run, List<String> flags) {
        Variant variant = new Variant(
                run.revision().label(),
                run.jarName(),
                run.jar(),
                run.revision(),
                run.environment().jdk(),
                run.environment().jvm(),
                flags);
        List<Arm> arms = new ArrayList<>();
        RoundList rounds = new RoundList();
        for (Cell cell : run.cells()) {
            int arm = arms.size();
            arms.add(new Arm(0, cell.id(), cell.version(), cell.reported()));
            int last = -1;
            for (Fork fork : cell.forks()) {
                last = rounds.add(arm, fork, owner(run.sharding(), arm), last);
            }
        }
        return new Experiment(
                SCHEMA_VERSION,
                run.id(),
                run.startedAt(),
                run.seed(),
                run.preset(),
                null,
                null,
                0,
                List.of(variant),
                run.machine(),
                run.environment(),
                run.suite(),
                0,
                run.sharding(),
                arms,
                List.of(),
                rounds.rounds());
    }

    private static int owner(@Nullable Sharding sharding, int row) {
        return sharding == null || row >= sharding.owners().size()
                ? 0
                : sharding.owners().get(row);
    }

    /** What a comparison measured, and decided. */
    public static Experiment of(Comparison comparison) {
        List<Arm> arms = new ArrayList<>();
        Map<CellId, Integer> baselines = new HashMap<>();
        List<Decision> rows = new ArrayList<>();
        RoundList rounds = new RoundList();
        for (ComparisonRow row : comparison.rows()) {
            int base = baselines.computeIfAbsent(row.baseCell(), cell -> {
                arms.add(new Arm(0, cell));
                return arms.size() - 1;
            });
            int arm = arms.size();
            arms.add(new Arm(row.variant(), row.cell()));
            int machine = owner(comparison.sharding(), rows.size());
            rows.add(Decision.of(base, arm, row));
            int last = -1;
            for (Pair pair : row.pairs()) {
                last = rounds.add(base, arm, pair, machine, last);
            }
            row.discarded().forEach(why -> rounds.add(arm, why, machine));
        }
        return new Experiment(
                SCHEMA_VERSION,
                comparison.id(),
                comparison.startedAt(),
                comparison.seed(),
                comparison.preset(),
                comparison.slices(),
                comparison.sliceMillis(),
                null,
                comparison.variants(),
                comparison.machine(),
                comparison.environment(),
                comparison.suite(),
                comparison.seconds(),
                comparison.sharding(),
                arms,
                rows,
                rounds.rounds());
    }

    /** The scores of the variant that is scored, each the mean over its forks; empty where none is. */
    public Optional<Run> scores() {
        if (scored == null) {
            return Optional.empty();
        }
        Variant variant = variants.get(scored);
        List<Integer> own = scoredArms();
        Map<Integer, List<Fork>> forks = new HashMap<>();
        own.forEach(arm -> forks.put(arm, new ArrayList<>()));
        Map<Integer, Instant> measured = new HashMap<>();
        for (Round round : rounds) {
            for (Round.Result result : round.results()) {
                List<Fork> ofArm = forks.get(result.arm());
                if (ofArm != null && result.fork() != null) {
                    ofArm.add(result.fork().ofRound(round.number()));
                    if (round.endedAt() != null) {
                        // Rounds of shards that were merged are not in the order of time.
                        measured.merge(result.arm(), round.endedAt(), (one, other) -> one.isAfter(other) ? one : other);
                    }
                }
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int arm : own) {
            Arm of = arms.get(arm);
            cells.add(new Cell(
                    of.cell(),
                    String.valueOf(of.version()),
                    Objects.requireNonNull(forks.get(arm)),
                    of.reported(),
                    measured.get(arm)));
        }
        return Optional.of(new Run(
                Run.SCHEMA_VERSION,
                id,
                Check.present(variant.revision(), "revision"),
                startedAt,
                seed,
                preset,
                variant.jarName(),
                variant.jar(),
                suite,
                machine,
                environment,
                cells,
                // Where there are rows, it is these that are shared out, and only a shard's own arms are scored.
                rows.isEmpty() ? sharding : null));
    }

    /** The places of the arms whose scores count, in the order of the cells of {@link #scores}. */
    public List<Integer> scoredArms() {
        return IntStream.range(0, arms.size()).filter(this::isScored).boxed().toList();
    }

    /** Whether the scores of an arm count, so that all of its forks is kept and not only what a pair needs. */
    public boolean isScored(int arm) {
        return scored != null
                && arms.get(arm).variant() == scored
                && arms.get(arm).version() != null;
    }

    /** What its arms are beside one another, from the pairs; empty where none is held against another. */
    public Optional<Comparison> ratios() {
        if (scored != null && rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Comparison(
                Comparison.SCHEMA_VERSION,
                id,
                startedAt,
                seed,
                preset,
                slices == null ? 0 : slices,
                sliceMillis == null ? 0 : sliceMillis,
                suite,
                variants,
                machine,
                environment,
                comparisonRows(arms, rows, rounds),
                seconds,
                sharding));
    }

    private static List<ComparisonRow> comparisonRows(List<Arm> arms, List<Decision> rows, List<Round> rounds) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<Integer>> rowsOf = new HashMap<>();
        List<List<Pair>> pairs = new ArrayList<>();
        List<List<String>> discarded = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            rowsOf.computeIfAbsent(rows.get(row).arm(), unused -> new ArrayList<>())
                    .add(row);
            pairs.add(new ArrayList<>());
            discarded.add(new ArrayList<>());
        }
        for (Round round : rounds) {
            for (Round.Result result : round.results()) {
                for (int row : rowsOf.getOrDefault(result.arm(), List.of())) {
                    if (result.discarded() != null) {
                        discarded.get(row).add(result.discarded());
                    } else {
                        Optional<Fork> base = round.fork(rows.get(row).base());
                        Fork head = Check.present(result.fork(), "a fork").ofRound(round.number());
                        base.ifPresent(known -> pairs.get(row).add(new Pair(known, head)));
                    }
                }
            }
        }
        return IntStream.range(0, rows.size())
                .mapToObj(row -> row(arms, rows.get(row), pairs.get(row), discarded.get(row)))
                .toList();
    }

    private static ComparisonRow row(List<Arm> arms, Decision decided, List<Pair> pairs, List<String> discarded) {
        Arm arm = arms.get(decided.arm());
        return new ComparisonRow(
                arms.get(decided.base()).cell(),
                arm.cell(),
                arm.variant(),
                decided.margin(),
                decided.noise(),
                pairs,
                discarded,
                decided.verdict(),
                decided.reason(),
                decided.reach(),
                decided.beside(),
                decided.judgedPairs(),
                null,
                decided.cause());
    }

    /**
     * This experiment, which has no rounds yet, with a variant whose scores count.
     *
     * @param variant its place
     * @param jarName what its jar is called in records: jars of one name are compared with each other
     * @param cells that are measured of it here, also those that are held against nothing
     */
    public Experiment scoring(int variant, String jarName, List<Cell> cells) {
        List<Variant> called = new ArrayList<>(variants);
        called.set(variant, variants.get(variant).called(jarName));
        List<Arm> all = new ArrayList<>();
        cells.forEach(cell -> all.add(new Arm(variant, cell.id(), cell.version(), null)));
        List<Integer> places = new ArrayList<>();
        for (Arm arm : arms) {
            int place = IntStream.range(0, cells.size())
                    .filter(cell ->
                            arm.variant() == variant && cells.get(cell).id().equals(arm.cell()))
                    .findFirst()
                    .orElse(all.size());
            if (place == all.size()) {
                all.add(arm);
            }
            places.add(place);
        }
        List<Decision> moved = rows.stream()
                .map(row -> row.at(places.get(row.base()), places.get(row.arm())))
                .toList();
        return with(called, environment, seconds, variant, all, moved, rounds);
    }

    /** This experiment before its first round. */
    public Experiment planned() {
        List<ComparisonRow> measured = comparisonRows(arms, rows, rounds);
        List<Decision> before = IntStream.range(0, rows.size())
                .mapToObj(row -> measured.get(row).pairs().isEmpty()
                                && measured.get(row).discarded().isEmpty()
                        ? rows.get(row)
                        : rows.get(row).planned())
                .toList();
        return with(variants, environment, seconds, scored, arms, before, List.of());
    }

    /** This experiment with other rounds. */
    public Experiment with(List<Round> others) {
        return with(variants, environment, seconds, scored, arms, rows, others);
    }

    /** This experiment with one more round. */
    public Experiment with(Round round) {
        return with(Stream.concat(rounds.stream(), Stream.of(round)).toList());
    }

    /**
     * This experiment, as it ended.
     *
     * @param circumstances now that they are all known
     */
    public Experiment ended(Environment circumstances, double wallSeconds) {
        return with(variants, circumstances, wallSeconds, scored, arms, rows, rounds);
    }

    /**
     * This experiment with what was decided.
     *
     * @param decided its rows
     */
    public Experiment decided(List<ComparisonRow> decided) {
        List<Decision> now = IntStream.range(0, rows.size())
                .mapToObj(row -> Decision.of(rows.get(row).base(), rows.get(row).arm(), decided.get(row)))
                .toList();
        return with(variants, environment, seconds, scored, arms, now, rounds);
    }

    private Experiment with(
            List<Variant> allVariants,
            Environment circumstances,
            double wallSeconds,
            @Nullable Integer variant,
            List<Arm> allArms,
            List<Decision> allRows,
            List<Round> allRounds) {
        return new Experiment(
                schemaVersion,
                id,
                startedAt,
                seed,
                preset,
                slices,
                sliceMillis,
                variant,
                allVariants,
                machine,
                circumstances,
                suite,
                wallSeconds,
                sharding,
                allArms,
                allRows,
                allRounds);
    }
}
