package dev.labcoat.results.experiment;

import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhArguments;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.Launching;
import dev.labcoat.results.jmh.SharedFolder;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Margin;
import dev.labcoat.results.verdict.Moderation;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.RowState;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.openjdk.jmh.util.ListStatistics;

/** The trials behind {@code results/calibrate.sh}: how often the comparison is right, measured in real forks. */
final class Calibration {

    private static final String SPIN = "dev.labcoat.benchmarks.calibration.SpinBenchmark.spin";
    private static final String SPIN_SERVER = "dev.labcoat.benchmarks.calibration.SpinServerBenchmark.spin";
    private static final String ALLOCATION = "dev.labcoat.benchmarks.calibration.AllocationBenchmark.allocate";
    private static final NamedMetric ALLOCATED = new NamedMetric("gc.alloc.rate.norm", null);

    /** With the array's header 10,000; an array's size is a multiple of 8. */
    private static final int ARRAY = 9_984;

    private static final int PERCENT_OF_BYTES = 100;
    private static final int ROWS_WITHOUT_MORE_BYTES = 20;
    private static final double WIDE_MARGIN = 0.1;

    /** In a report of more than ten rows a change takes so many. */
    private static final int PAIRS_FOR_COSTS = 8;

    private static final int SPIN_TOKENS = 2_000;
    private static final int SPIN_SERVER_TOKENS = 20_000;
    private static final int ROWS = 10;
    private static final int SIMULATED = 10_000;
    private static final int FORKS_END_TO_END = 3;
    private static final List<Integer> PERCENTS = List.of(0, 3, 5, 10);

    private final Path folder;
    private final Jvm jvm = Jvm.current();
    private int number;

    private Calibration(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs the trials.
     *
     * @param arguments which, of {@code false-alarms JAR REPORTS}, {@code bytes JAR REPORTS}, {@code slowdowns JAR TRIALS cpu|http} and {@code spread JAR
     *     REGEX PAIRS}
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("calibration-");
        Calibration calibration = new Calibration(folder);
        JmhJar jar = JmhJar.open(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "false-alarms" -> calibration.falseAlarms(jar, Integer.parseInt(arguments[2]));
            case "bytes" -> calibration.bytes(JmhJar.open(jar.path(), withProfiler()), Integer.parseInt(arguments[2]));
            case "slowdowns" -> calibration.slowdowns(jar, Integer.parseInt(arguments[2]), arguments[3].equals("http"));
            case "spread" -> calibration.spread(jar, arguments[2], Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException("no trial is called " + arguments[0]);
        }
    }

    /** Reports in which nothing changed, of ten cheap rows each; then many more, simulated with the noise that was seen. */
    private void falseAlarms(JmhJar jar, int reports) throws IOException {
        Subject subject = subject(jar, "same");
        Map<CellId, CellId> cells = new LinkedHashMap<>();
        for (int row = 0; row < ROWS; row++) {
            CellId cell = spin(SPIN, "avgt", SPIN_TOKENS + row);
            cells.put(cell, cell);
        }
        Plan.Choice side = new Plan.Choice(subject, cells);
        int alarms = 0;
        int alarmedReports = 0;
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        List<Double> pairs = new ArrayList<>();
        for (int report = 1; report <= reports; report++) {
            Comparison comparison = compare(List.of(side, side), Preset.SMOKE, report);
            long wrong = comparison.rows().stream().filter(Calibration::changed).count();
            alarms += (int) wrong;
            alarmedReports += wrong > 0 ? 1 : 0;
            for (ComparisonRow row : comparison.rows()) {
                verdicts.merge(row.verdict(), 1, Integer::sum);
                row.pairs().forEach(pair -> pairs.add(logRatio(pair)));
            }
            say("report %d of %d: %s".formatted(report, reports, verdicts));
        }
        int rows = reports * ROWS;
        say("A/A, real forks: %d false alarms in %d rows (95 %% interval %s), in %d of %d reports of %d rows (%s)"
                .formatted(
                        alarms,
                        rows,
                        interval(alarms, rows),
                        alarmedReports,
                        reports,
                        ROWS,
                        interval(alarmedReports, reports)));
        say("A/A pairs, preset %s: n = %d, mean %.2f %%, SD %.2f %%, largest %.1f %%"
                .formatted(
                        Preset.SMOKE,
                        pairs.size(),
                        100 * Difference.of(pairs).mean(),
                        100 * deviation(pairs),
                        100 * pairs.stream().mapToDouble(Math::abs).max().orElse(0)));
        simulate(pairs);
    }

    /**
     * Reports of one row that allocates 1 % more and 20 in which nothing changed: by turns with the bytes as a cost, and with a verdict
     * of their own. The margin of times is wide, since it is not they that are asked for.
     */
    private void bytes(JmhJar jar, int reports) throws IOException {
        Subject subject = subject(jar, "bytes");
        Map<CellId, CellId> before = new LinkedHashMap<>();
        Map<CellId, CellId> after = new LinkedHashMap<>();
        CellId changed = allocation(ARRAY);
        before.put(changed, changed);
        after.put(changed, allocation(ARRAY + PERCENT_OF_BYTES));
        for (int row = 1; row <= ROWS_WITHOUT_MORE_BYTES; row++) {
            CellId cell = allocation(ARRAY + 8 * PERCENT_OF_BYTES * row);
            before.put(cell, cell);
            after.put(cell, cell);
        }
        int found = 0;
        int alarms = 0;
        int rows = 0;
        for (int report = 1; report <= reports; report++) {
            List<NamedMetric> judged = report % 2 == 0 ? List.of(ALLOCATED) : List.of();
            Plan plan = Plan.of(
                            List.of(new Plan.Choice(subject, before), new Plan.Choice(subject, after)),
                            false,
                            all -> true)
                    .judging(judged);
            Comparison comparison = compare(plan, Preset.SMOKE, report, OptionalDouble.of(WIDE_MARGIN));
            for (ComparisonRow row : comparison.rows()) {
                boolean shown = showsBytes(row, comparison);
                if (row.cell().equals(row.baseCell())) {
                    rows++;
                    alarms += shown ? 1 : 0;
                } else {
                    found += shown ? 1 : 0;
                }
            }
            say("report %d of %d, %s, %.0f s: 1 %% more bytes found in %d of %d; %d false in %d rows"
                    .formatted(
                            report,
                            reports,
                            judged.isEmpty() ? "as a cost" : "with --judge " + ALLOCATED,
                            comparison.seconds(),
                            found,
                            report,
                            alarms,
                            rows));
        }
        say("bytes, real forks: 1 %% more found in %d of %d (95 %% interval %s); %d false in %d rows (%s)"
                .formatted(found, reports, interval(found, reports), alarms, rows, interval(alarms, rows)));
    }

    private static boolean showsBytes(ComparisonRow row, Comparison comparison) {
        return row.anyVerdict(verdict -> verdict == Verdict.WORSE || verdict == Verdict.BETTER)
                || CostChange.of(row, comparison.suite(), comparison.judged()).stream()
                        .anyMatch(CostChange::shown);
    }

    private static CellId allocation(int bytes) {
        return new CellId(ALLOCATION, new TreeMap<>(Map.of("bytes", Integer.toString(bytes))), "avgt", 1);
    }

    private static Launching withProfiler() {
        return new Launching(List.of(), JmhArguments.of(List.of("-prof", "gc")), new TreeMap<>(), List.of(), null);
    }

    /** The noise model: pairs drawn from those seen, as they were, so that a bias between the sides would show. */
    private static void simulate(List<Double> seen) {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        for (int report = 0; report < SIMULATED; report++) {
            alarms += showsAChange(seen, random) ? 1 : 0;
        }
        say("A/A, simulated with these pairs: a false alarm in %d of %d reports of %d rows: %.2f %% (95 %% interval %s)"
                .formatted(alarms, SIMULATED, ROWS, 100.0 * alarms / SIMULATED, interval(alarms, SIMULATED)));
    }

    private static boolean showsAChange(List<Double> seen, SplittableRandom random) {
        SequentialTest test = new SequentialTest(ROWS);
        List<List<Double>> rows = IntStream.range(0, ROWS)
                .<List<Double>>mapToObj(row -> new ArrayList<>())
                .toList();
        List<List<Double>> open = rows;
        while (!open.isEmpty()) {
            open.forEach(row -> row.add(seen.get(random.nextInt(seen.size()))));
            Moderation moderation =
                    Moderation.of(rows.stream().map(Calibration::state).toList());
            List<List<Double>> stillOpen = new ArrayList<>();
            for (List<Double> row : open) {
                Verdict verdict =
                        test.look(moderation.of(state(row)), Margin.UNKNOWN).orElse(null);
                if (verdict == Verdict.SLOWER || verdict == Verdict.FASTER) {
                    return true;
                }
                if (verdict == null) {
                    stillOpen.add(row);
                }
            }
            open = stillOpen;
        }
        return false;
    }

    private static RowState state(List<Double> pairs) {
        return new RowState(Difference.of(pairs), OptionalDouble.empty());
    }

    /** Slowdowns of known size, judged by the comparison and by runs end to end. */
    private void slowdowns(JmhJar jar, int trials, boolean http) throws Exception {
        Preset preset = http ? Preset.QUICK : Preset.SMOKE;
        String benchmark = http ? SPIN_SERVER : SPIN;
        String mode = http ? "thrpt" : "avgt";
        int tokens = http ? SPIN_SERVER_TOKENS : SPIN_TOKENS;
        Subject subject = subject(jar, "spin");
        double perToken = costOfDoubling(subject, benchmark, mode, tokens, preset) / tokens;
        List<CellId> cells = PERCENTS.stream()
                .map(percent -> spin(benchmark, mode, tokens + (int) Math.round(percent / 100.0 / perToken)))
                .toList();
        List<Plan.Choice> sides = new ArrayList<>(List.of(one(subject, cells.get(0))));
        cells.forEach(cell -> sides.add(one(subject, cell)));
        List<Comparison> reports = new ArrayList<>();
        List<List<EndToEnd>> sequential =
                cells.stream().<List<EndToEnd>>map(cell -> new ArrayList<>()).toList();
        for (int trial = 0; trial < trials; trial++) {
            reports.add(compare(sides, preset, trial));
            List<Fork> before = forks(jar, cells.get(0), preset, FORKS_END_TO_END);
            for (int i = 0; i < cells.size(); i++) {
                List<Fork> after = forks(jar, cells.get(i), preset, FORKS_END_TO_END);
                sequential.get(i).add(new EndToEnd(before, after, Direction.of(mode, "")));
            }
            say("trial %d of %d: %s"
                    .formatted(
                            trial + 1,
                            trials,
                            reports.get(trial).rows().stream()
                                    .map(row -> row.verdict() + " after "
                                            + row.pairs().size())
                                    .toList()));
            // They take minutes each: who stops them has what was found so far.
            judge(http ? "HTTP" : "CPU", reports, sequential);
        }
    }

    private static void judge(String kind, List<Comparison> reports, List<List<EndToEnd>> sequential) {
        for (int i = 0; i < sequential.size(); i++) {
            int row = i;
            judge(
                    kind,
                    PERCENTS.get(i),
                    reports.stream().map(report -> report.rows().get(row)).toList(),
                    sequential.get(i));
        }
        say("the four rows of a trial together: median %.0f s in lockstep"
                .formatted(StatUtils.percentile(
                        reports.stream().mapToDouble(Comparison::seconds).toArray(), 50)));
    }

    private static Plan.Choice one(Subject subject, CellId cell) {
        return new Plan.Choice(subject, Map.of(spin(cell.benchmark(), cell.mode(), 0), cell));
    }

    /** By which share an operation takes longer when its tokens are doubled: the server's own work is not made of tokens. */
    private double costOfDoubling(Subject subject, String benchmark, String mode, int tokens, Preset preset)
            throws IOException {
        Comparison twice = compare(
                List.of(one(subject, spin(benchmark, mode, tokens)), one(subject, spin(benchmark, mode, 2 * tokens))),
                preset,
                0);
        double share = Difference.of(twice.rows().get(0)).share();
        say("twice the tokens take %.1f %% more time".formatted(100 * share));
        return share;
    }

    private static void judge(String kind, int percent, List<ComparisonRow> rows, List<EndToEnd> sequential) {
        long slower =
                rows.stream().filter(row -> row.verdict() == Verdict.SLOWER).count();
        long faster =
                rows.stream().filter(row -> row.verdict() == Verdict.FASTER).count();
        double[] pairs = rows.stream().mapToDouble(row -> row.pairs().size()).toArray();
        double[] deviations =
                rows.stream().mapToDouble(row -> Difference.of(row).deviation()).toArray();
        say("%s, %d %% slower, lockstep: %d slower, %d faster of %d; median %.0f forks, s %.2f %%; seen %.1f %%"
                .formatted(
                        kind,
                        percent,
                        slower,
                        faster,
                        rows.size(),
                        2 * StatUtils.percentile(pairs, 50),
                        100 * StatUtils.percentile(deviations, 50),
                        100
                                * StatUtils.percentile(
                                        rows.stream()
                                                .mapToDouble(row ->
                                                        Difference.of(row).share())
                                                .toArray(),
                                        50)));
        say(
                ("%s, %d %% slower, end to end, %d forks a side: intervals apart: %d slower, %d faster; Mann-Whitney: %d slower,"
                                + " %d faster; SD of the ratio of two forks %.2f %%")
                        .formatted(
                                kind,
                                percent,
                                FORKS_END_TO_END,
                                count(sequential, EndToEnd::byIntervals, 1),
                                count(sequential, EndToEnd::byIntervals, -1),
                                count(sequential, EndToEnd::byMannWhitney, 1),
                                count(sequential, EndToEnd::byMannWhitney, -1),
                                100
                                        * deviation(sequential.stream()
                                                .flatMap(trial -> trial.forkRatios().stream())
                                                .toList())));
    }

    private interface Judge {
        int judge(EndToEnd trial);
    }

    private static long count(List<EndToEnd> trials, Judge judge, int verdict) {
        return trials.stream().filter(trial -> judge.judge(trial) == verdict).count();
    }

    /** Times of an operation in all iterations of all forks of either side, run one side after the other. */
    private record EndToEnd(List<Fork> base, List<Fork> head, Direction direction) {

        private static double[] pooled(List<Fork> forks, Direction direction) {
            return forks.stream()
                    .flatMap(fork -> fork.scores().stream())
                    .mapToDouble(score -> direction == Direction.LOWER_IS_BETTER ? score : 1 / score)
                    .toArray();
        }

        /** JMH's own 99.9 % intervals: 1 where head's lies above, −1 where it lies below, 0 where they overlap. */
        int byIntervals() {
            ListStatistics before = new ListStatistics(pooled(base, direction));
            ListStatistics after = new ListStatistics(pooled(head, direction));
            double distance = after.getMean() - before.getMean();
            double reach = before.getMeanErrorAt(0.999) + after.getMeanErrorAt(0.999);
            return Math.abs(distance) > reach ? (int) Math.signum(distance) : 0;
        }

        /** Mann and Whitney's test on pooled iterations at 5 %. */
        int byMannWhitney() {
            double[] before = pooled(base, direction);
            double[] after = pooled(head, direction);
            double probability = new MannWhitneyUTest().mannWhitneyUTest(before, after);
            double distance = StatUtils.percentile(after, 50) - StatUtils.percentile(before, 50);
            return probability < 0.05 ? (int) Math.signum(distance) : 0;
        }

        List<Double> forkRatios() {
            return IntStream.range(0, base.size())
                    .mapToObj(i ->
                            Math.log(head.get(i).score(direction) / base.get(i).score(direction)))
                    .toList();
        }
    }

    private List<Fork> forks(JmhJar jar, CellId cell, Preset preset, int forks) throws Exception {
        List<Fork> results = new ArrayList<>();
        try (SharedFolder shared = SharedFolder.open(folder.resolve("shared-" + number++))) {
            for (int i = 0; i < forks; i++) {
                JmhFork.Extras nothing = new JmhFork.Extras(List.of(), Map.of(), List.of());
                try (JmhFork.Launched alone = new JmhFork(jar, preset.lockstep(), jvm)
                        .launch(cell, folder.resolve("sequential-" + number++), shared, nothing)) {
                    Fork fork = alone.await();
                    if (!fork.succeeded()) {
                        throw new IOException(fork.error());
                    }
                    results.add(fork);
                }
            }
        }
        return results;
    }

    /** The spread of a jar against itself: pairs in lockstep against the same pairs one after the other. */
    private void spread(JmhJar jar, String regex, int pairs) throws Exception {
        Preset preset = Preset.QUICK;
        Subject subject = subject(jar, "same");
        for (Cell cell : new Selection(List.of(regex), Map.of(), preset).choose(jar)) {
            List<Double> inLockstep = new ArrayList<>();
            List<Double> oneAfterTheOther = new ArrayList<>();
            double seconds = 0;
            Path forks = folder.resolve("spread-" + number++);
            try (Lockstep lockstep =
                    new Lockstep(preset.lockstep(), Lockstep.Patience.LONG, forks, Duration.ofHours(10))) {
                Lockstep.Side side = new Lockstep.Side(subject, cell.id());
                for (int pair = 0; pair < pairs; pair++) {
                    long begin = System.nanoTime();
                    List<Fork> both = lockstep.run(pair, List.of(side, side), pair % 2);
                    seconds += (System.nanoTime() - begin) / 1e9;
                    inLockstep.add(logRatio(new Pair(both.get(0), both.get(1))));
                    List<Fork> sequential = forks(jar, cell.id(), preset, 2);
                    oneAfterTheOther.add(Math.log(sequential.get(1).score(Direction.LOWER_IS_BETTER)
                            / sequential.get(0).score(Direction.LOWER_IS_BETTER)));
                }
            }
            say("%s, against itself, %d pairs: in lockstep SD %.2f %%, one after the other SD %.2f %%; %.1f s a pair"
                    .formatted(
                            cell.id(),
                            pairs,
                            100 * deviation(inLockstep),
                            100 * deviation(oneAfterTheOther),
                            seconds / pairs));
        }
    }

    private Comparison compare(List<Plan.Choice> sides, Preset preset, long seed) throws IOException {
        return compare(Plan.of(sides, false, all -> true), preset, seed, OptionalDouble.empty());
    }

    private Comparison compare(Plan plan, Preset preset, long seed, OptionalDouble margin) throws IOException {
        // Costs are known after as many pairs as a report of so many rows takes for any change, and times need not be.
        Limit limit = new Limit(Duration.ofHours(1), margin.isPresent() ? PAIRS_FOR_COSTS : SequentialTest.MOST_PAIRS);
        Comparer comparer = new Comparer(plan, preset, preset.lockstep(), limit, Lockstep.Patience.LONG);
        Comparison planned = comparer.planned("comparison-" + number++, Instant.now(), seed, List.of(), margin);
        return comparer.compare(new ExperimentStore(folder), Experiment.of(planned), new Comparer.Progress() {
            @Override
            public void begins(ComparisonRow row, Comparer.Work work) {}

            @Override
            public void ended(List<ComparisonRow> rows) {}
        });
    }

    private Subject subject(JmhJar jar, String name) {
        return new Subject(
                new Variant(
                        name, name, jar.hash(), null, jvm.version(), jvm.home().toString(), List.of()),
                jar,
                jvm);
    }

    private static CellId spin(String benchmark, String mode, int tokens) {
        return new CellId(benchmark, new TreeMap<>(Map.of("tokens", Integer.toString(tokens))), mode, 1);
    }

    private static boolean changed(ComparisonRow row) {
        return row.verdict() == Verdict.SLOWER || row.verdict() == Verdict.FASTER;
    }

    private static double logRatio(Pair pair) {
        return PairScore.of(pair, Direction.LOWER_IS_BETTER);
    }

    private static double deviation(List<Double> values) {
        return Math.sqrt(StatUtils.variance(
                values.stream().flatMapToDouble(DoubleStream::of).toArray()));
    }

    /** Clopper and Pearson's interval of a share. */
    private static String interval(int found, int all) {
        double low =
                found == 0 ? 0 : new BetaDistribution(found, all - found + 1.0).inverseCumulativeProbability(0.025);
        double high =
                found == all ? 1 : new BetaDistribution(found + 1.0, all - found).inverseCumulativeProbability(0.975);
        return "%.2f to %.2f %%".formatted(100 * low, 100 * high);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
