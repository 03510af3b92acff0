package dev.labcoat.results.experiment;

import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Figure;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Round;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.verdict.EarlierPairs;
import dev.labcoat.results.verdict.Margin;
import dev.labcoat.results.verdict.Power;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares: a pair of forks for each row that is not decided, round-robin, until all are decided or the time is over. Each
 * finished pair is on the disk before the next begins.
 */
public final class Comparer {

    /** What a round takes beside warm-up and slices, until the first has been seen. */
    private static final double OVERHEAD_SECONDS = 3;

    private final Plan plan;
    private final Preset preset;
    private final Effort effort;
    private final Limit limit;
    private final Lockstep.Patience patience;
    private final Precedence precedence;

    /**
     * A comparer.
     *
     * @param effort what each fork does
     * @param limit when it ends, though there are rows that are not decided
     * @param patience how long a fork may be silent
     */
    public Comparer(Plan plan, Preset preset, Effort effort, Limit limit, Lockstep.Patience patience) {
        this(plan, preset, effort, limit, patience, Precedence.NONE);
    }

    /**
     * The same with rows that come first.
     *
     * @param precedence they are compared until they are decided, or half of the time is over, before any other is
     */
    public Comparer(
            Plan plan, Preset preset, Effort effort, Limit limit, Lockstep.Patience patience, Precedence precedence) {
        this.precedence = precedence;
        this.plan = plan;
        this.preset = preset;
        this.effort = effort;
        this.limit = limit;
        this.patience = patience;
    }

    /**
     * How far a comparison is.
     *
     * @param rounds that have ended
     * @param likelyRounds that are likely still to come in the time there is
     * @param decided rows that are decided
     * @param open rows that are not
     * @param secondsLeft from the rounds so far
     */
    public record Work(int rounds, int likelyRounds, int decided, int open, double secondsLeft) {}

    /** Told how it goes. */
    public interface Progress {

        /**
         * A round of a group begins.
         *
         * @param row one of its rows
         * @param work what is done, and what is left
         */
        void begins(ComparisonRow row, Work work);

        /** A round of a group has ended: its rows, with what it added. */
        void ended(List<ComparisonRow> rows);
    }

    /**
     * The comparison before its first pair.
     *
     * @param id of the comparison
     * @param earlier all comparisons on record, for the noise of the rows
     * @param detect the margin of all rows, as a share such as 0.03; empty for what the noise of each allows
     */
    public Comparison planned(String id, Instant now, long seed, List<Comparison> earlier, OptionalDouble detect) {
        Machine machine = Host.machine();
        EarlierPairs known = earlierPairs(earlier, machine);
        Stream<ComparisonRow> measured = plan.groups().stream().flatMap(group -> rows(group, known, detect).stream());
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                id,
                now,
                seed,
                preset.toString(),
                effort.iterations(),
                effort.iterationMillis(),
                plan.subjects().get(plan.subjects().size() - 1).jar().suite(),
                plan.subjects().stream().map(Subject::variant).toList(),
                machine,
                environment(Host.load(), 0),
                Stream.concat(measured, plan.apart().stream()).toList(),
                0,
                plan.share() == null ? null : plan.share().recorded(id, machine));
    }

    private EarlierPairs earlierPairs(List<Comparison> earlier, Machine machine) {
        return new EarlierPairs(earlier, machine, effort.iterations(), effort.iterationMillis());
    }

    private List<ComparisonRow> rows(Group group, EarlierPairs known, OptionalDouble detect) {
        Lockstep.Side base = group.sides().get(0);
        return IntStream.range(1, group.sides().size())
                .mapToObj(side -> {
                    CellId cell = group.sides().get(side).cell();
                    OptionalDouble noise = known.deviation(base.cell(), cell);
                    return ComparisonRow.open(
                            base.cell(),
                            cell,
                            group.variants().get(side),
                            detect.orElse(Margin.of(noise)),
                            boxed(noise),
                            beside(base.cell(), cell, known, detect));
                })
                .toList();
    }

    /** Quantiles where JMH keeps samples, and metrics that were asked for. */
    private List<JudgedFigure> beside(CellId baseCell, CellId cell, EarlierPairs known, OptionalDouble detect) {
        Stream<Figure> quantiles = cell.mode().equals(JmhFork.SAMPLE) ? Stream.of(Quantile.values()) : Stream.empty();
        return Stream.concat(quantiles, plan.metrics().stream())
                .map(figure -> {
                    OptionalDouble noise = known.deviation(baseCell, cell, figure);
                    return JudgedFigure.open(figure, detect.orElse(Margin.of(noise)), boxed(noise));
                })
                .toList();
    }

    private static @Nullable Double boxed(OptionalDouble noise) {
        return noise.isEmpty() ? null : Double.valueOf(noise.getAsDouble());
    }

    /**
     * The newest comparison on record that compares the same in the same way and has rows that are open; they are reopened.
     *
     * @param planned see {@link #planned}
     * @param earlier all comparisons on record, oldest first
     */
    public static Optional<Comparison> toGoOnWith(Comparison planned, List<Comparison> earlier) {
        return earlier.stream()
                .filter(other -> sameQuestion(planned, other))
                .reduce((older, newer) -> newer)
                .filter(newest -> IntStream.range(0, newest.rows().size()).anyMatch(row -> mayGoOn(newest, row)))
                .map(newest -> newest.ended(
                        IntStream.range(0, newest.rows().size())
                                .mapToObj(row -> mayGoOn(newest, row)
                                        ? newest.rows().get(row).reopened()
                                        : newest.rows().get(row))
                                .toList(),
                        newest.environment(),
                        newest.seconds()));
    }

    private static boolean mayGoOn(Comparison comparison, int row) {
        return comparison.has(row) && SequentialTest.mayDecide(comparison.rows().get(row));
    }

    private static boolean sameQuestion(Comparison planned, Comparison other) {
        return planned.variants().equals(other.variants())
                && planned.preset().equals(other.preset())
                && planned.slices() == other.slices()
                && planned.sliceMillis() == other.sliceMillis()
                && planned.machine().key().equals(other.machine().key())
                && planned.environment().flags().equals(other.environment().flags())
                && cells(planned).equals(cells(other))
                && planned.metrics().equals(other.metrics())
                && sameShare(planned.sharding(), other.sharding());
    }

    private static boolean sameShare(@Nullable Sharding planned, @Nullable Sharding other) {
        if (planned == null || other == null) {
            return planned == null && other == null;
        }
        return planned.sharesOutLike(other) && planned.name().equals(other.name());
    }

    private static List<List<CellId>> cells(Comparison comparison) {
        return comparison.rows().stream()
                .map(row -> List.of(row.baseCell(), row.cell()))
                .toList();
    }

    /**
     * What the comparison will likely take.
     *
     * @param earlier all comparisons on record, for how long the pairs of each row take
     */
    public Forecast forecast(Comparison planned, List<Comparison> earlier) {
        EarlierPairs known = earlierPairs(earlier, planned.machine());
        Power power = new Power(judged(planned));
        List<Forecast.Row> rows = new ArrayList<>();
        double seconds = 0;
        double secondsOfAllOnce = 0;
        int next = 0;
        for (Group group : plan.groups()) {
            if (!plan.isOwn(next)) {
                next += group.sides().size() - 1;
                continue;
            }
            double secondsOfRound = 0;
            int rounds = 0;
            for (int side = 1; side < group.sides().size(); side++) {
                ComparisonRow row = planned.rows().get(next++);
                double secondsOfPair = known.seconds(row.baseCell(), row.cell()).orElse(guessSecondsOfRound(2));
                List<Forecast.Row> figures = Stream.concat(
                                Stream.of(row.mean()), row.beside().stream().map(row::of))
                        .map(figure -> forecast(figure, power, secondsOfPair))
                        .toList();
                rows.addAll(figures);
                rounds = Math.max(
                        rounds,
                        figures.stream()
                                .mapToInt(figure -> figure.pairs().orElse(SequentialTest.MOST_PAIRS))
                                .max()
                                .orElse(0));
                // The baseline's fork is shared.
                secondsOfRound += side == 1 ? secondsOfPair : secondsOfPair / 2;
            }
            seconds += rounds * secondsOfRound;
            secondsOfAllOnce += secondsOfRound;
        }
        // What nobody has measured yet may be quieter than usual.
        OptionalInt fewest = rows.stream()
                .flatMapToInt(row ->
                        row.row().noise() == null ? IntStream.of(SequentialTest.LOOKS.get(0)) : row.pairs().stream())
                .min();
        return new Forecast(
                rows, seconds, fewest.isEmpty() ? Double.POSITIVE_INFINITY : fewest.getAsInt() * secondsOfAllOnce);
    }

    private static Forecast.Row forecast(ComparisonRow figure, Power power, double secondsOfPair) {
        double noise = figure.noise() == null ? Power.USUAL_NOISE : figure.noise();
        OptionalInt pairs = power.pairs(noise, figure.margin());
        return new Forecast.Row(figure, noise, pairs, pairs.orElse(SequentialTest.MOST_PAIRS) * secondsOfPair);
    }

    /**
     * Compares. An interrupt ends it early; what was recorded is complete then, and rows that are open are stopped.
     *
     * @param store gets the experiment, round by round
     * @param planned whose ratios are the comparison before its first pair
     * @throws IOException if the disk is full or not writable
     */
    public Comparison compare(ExperimentStore store, Experiment planned, Progress progress) throws IOException {
        return compare(store.create(planned), planned.ratios().orElseThrow(), progress);
    }

    /**
     * Goes on with a comparison of this plan that was stopped, or ran out of time: rows that are open get more pairs.
     *
     * @param left as it was left
     * @throws IOException if the disk is full or not writable
     */
    public Comparison resume(ExperimentStore store, Comparison left, Progress progress) throws IOException {
        return compare(store.folder(left.id()), left, progress);
    }

    private Comparison compare(ExperimentFolder folder, Comparison planned, Progress progress) throws IOException {
        try (Lockstep lockstep = new Lockstep(
                effort,
                patience,
                folder.path().resolve("forks"),
                limit.time(),
                LoadedClasses.in(folder.path().resolveSibling("")))) {
            return compare(folder, lockstep::run, planned, progress);
        }
    }

    Comparison compare(ExperimentFolder folder, Rounds rounds, Comparison planned, Progress progress)
            throws IOException {
        folder.reopen();
        Experiment experiment = folder.read();
        long begin = System.nanoTime();
        Host.CpuTicks ticks = Host.CpuTicks.now();
        List<MeasuredGroup> groups = measuredGroups(planned);
        Optional<String> senseless = Optional.empty();
        int number = groups.stream().mapToInt(MeasuredGroup::attempts).sum();
        // What was measured before it was stopped may be enough.
        ReportNoise before = noise(groups);
        groups.forEach(measured -> measured.look(before));
        try {
            for (List<MeasuredGroup> open = next(groups, begin);
                    !open.isEmpty() && senseless.isEmpty();
                    open = next(groups, begin)) {
                for (MeasuredGroup measured : open) {
                    double left = limit.time().toMillis() / 1e3 - secondsSince(begin);
                    if (secondsOfRound(measured) > left || roundsLeft(measured) == 0) {
                        measured.close(noise(groups));
                        continue;
                    }
                    progress.begins(measured.rows().get(0), work(groups, number, left));
                    folder.checkSpace();
                    number++;
                    MeasuredGroup.Finished finished = measured.round(rounds, number, planned.seed());
                    folder.append(round(experiment, number, measured, finished));
                    progress.ended(measured.rows());
                }
                // Not after each round: rows tell each other's noise best when all have as many pairs.
                ReportNoise noise = noise(groups);
                for (MeasuredGroup measured : open) {
                    measured.look(noise);
                    progress.ended(measured.rows());
                }
                senseless = senseless(groups);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ReportNoise noise = noise(groups);
        groups.forEach(measured -> measured.stop(noise));
        // Those of other shards stay as they were planned.
        List<ComparisonRow> rows = new ArrayList<>(planned.rows());
        for (MeasuredGroup measured : groups) {
            for (int row = 0; row < measured.rows().size(); row++) {
                rows.set(measured.firstRow() + row, measured.rows().get(row));
            }
        }
        double steal = Host.CpuTicks.now().stealShareSince(ticks);
        Comparison ended = planned.ended(
                rows, environment(planned.environment().loadBefore(), steal), planned.seconds() + secondsSince(begin));
        folder.finish(ended);
        if (senseless.isPresent()) {
            throw new BadInputException(senseless.get());
        }
        return ended;
    }

    /** Why a metric cannot be what was meant: none of the rows so far can be asked for it. Empty where each has a row. */
    private Optional<String> senseless(List<MeasuredGroup> groups) {
        List<ComparisonRow> begun = groups.stream()
                .flatMap(measured -> measured.rows().stream())
                .filter(row -> !row.pairs().isEmpty())
                .toList();
        return plan.metrics().stream()
                .flatMap(metric -> inNone(metric, begun).stream())
                .findFirst();
    }

    private static Optional<String> inNone(NamedMetric metric, List<ComparisonRow> rows) {
        List<String> reasons = rows.stream()
                .flatMap(row ->
                        metric.unknown(row.pairs().get(0).head()).map(reason -> row.cell() + ": " + reason).stream())
                .toList();
        return !rows.isEmpty() && reasons.size() == rows.size()
                ? Optional.of("nothing can be said of the metric " + metric + "; " + reasons.get(0))
                : Optional.empty();
    }

    /** What is recorded of a round: all of a fork whose score counts, and of the others what a pair needs. */
    private static Round round(
            Experiment experiment, int number, MeasuredGroup measured, MeasuredGroup.Finished finished) {
        List<Round.Result> results = new ArrayList<>();
        if (finished.base() != null) {
            int base = experiment.rows().get(measured.firstRow()).base();
            results.add(new Round.Result(base, kept(experiment, base, finished.base()), null));
        }
        for (MeasuredGroup.FinishedRow row : finished.rows()) {
            int arm = experiment.rows().get(row.row()).arm();
            results.add(new Round.Result(arm, kept(experiment, arm, row.fork()), row.discarded()));
        }
        return new Round(number, Instant.now(), results);
    }

    private static @Nullable Fork kept(Experiment experiment, int arm, @Nullable Fork fork) {
        return fork == null || experiment.isScored(arm) ? fork : fork.condensed();
    }

    /** Figures among which the error is divided: those of the plan, whatever became of its rows before it was gone on with. */
    private int judged(Comparison planned) {
        return planned.rows().subList(0, plan.rows()).stream()
                .mapToInt(ComparisonRow::judged)
                .sum();
    }

    /** What is measured here. The error rate is that of the whole plan, so that what shards find can be put together. */
    private List<MeasuredGroup> measuredGroups(Comparison planned) {
        SequentialTest test = new SequentialTest(judged(planned));
        List<MeasuredGroup> groups = new ArrayList<>();
        int next = 0;
        for (Group group : plan.groups()) {
            int rows = group.sides().size() - 1;
            if (plan.isOwn(next)) {
                groups.add(new MeasuredGroup(group, test, next, planned.rows().subList(next, next + rows)));
            }
            next += rows;
        }
        return groups;
    }

    /** What gets a pair next: only what comes first, as long as it is open and half of the time is not over; else all that is open. */
    private List<MeasuredGroup> next(List<MeasuredGroup> groups, long begin) {
        List<MeasuredGroup> open = open(groups);
        List<MeasuredGroup> first = precedence.firstOf(open);
        boolean alone = !first.isEmpty() && secondsSince(begin) < limit.time().toMillis() / 2e3;
        return alone
                ? first
                : Stream.concat(first.stream(), open.stream().filter(group -> !first.contains(group)))
                        .toList();
    }

    private List<MeasuredGroup> open(List<MeasuredGroup> groups) {
        return Spread.overClasses(
                groups.stream().filter(MeasuredGroup::isOpen).toList(),
                measured -> measured.rows().get(0).cell(),
                plan.subjects().get(0).jar().suite());
    }

    /** Rounds that a group may have before one of its rows has as many pairs as it may. */
    private int roundsLeft(MeasuredGroup measured) {
        int most = measured.rows().stream()
                .mapToInt(row -> row.pairs().size())
                .max()
                .orElse(0);
        return Math.max(0, limit.pairs() - most);
    }

    /** Seconds of one more round: what the group's rounds took, else what any took, else a guess. */
    private double secondsOfRound(MeasuredGroup measured) {
        return measured.secondsOfRound().orElse(guessSecondsOfRound(measured.forks()));
    }

    private double guessSecondsOfRound(int forks) {
        return OVERHEAD_SECONDS + forks * effort.guessSeconds();
    }

    /** What the rows so far say of one another's noise. */
    private static ReportNoise noise(List<MeasuredGroup> groups) {
        return ReportNoise.of(
                groups.stream().flatMap(measured -> measured.rows().stream()).toList());
    }

    private Work work(List<MeasuredGroup> groups, int rounds, double left) {
        ReportNoise noise = noise(groups);
        int all = 0;
        int undecided = 0;
        int likelyRounds = 0;
        double seconds = 0;
        for (MeasuredGroup measured : groups) {
            int likely = Math.min(measured.likelyRounds(noise), roundsLeft(measured));
            all += measured.rows().size();
            undecided += measured.openRows();
            likelyRounds += likely;
            seconds += likely * secondsOfRound(measured);
        }
        double share = seconds > left ? left / seconds : 1;
        return new Work(
                rounds, (int) Math.ceil(share * likelyRounds), all - undecided, undecided, Math.min(left, seconds));
    }

    private Environment environment(double loadBefore, double steal) {
        Subject baseline = plan.subjects().get(0);
        return new Environment(
                baseline.jvm().version(),
                baseline.jvm().home().toString(),
                baseline.circumstances(effort),
                Host.governor(),
                loadBefore,
                Host.load(),
                steal);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
