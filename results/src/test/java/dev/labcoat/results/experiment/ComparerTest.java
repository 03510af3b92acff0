package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.fork;
import static dev.labcoat.results.experiment.Comparisons.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Samples;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ForecastText;
import dev.labcoat.results.verdict.Margin;
import dev.labcoat.results.verdict.Power;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** The comparison as a whole, on forks that are simulated. */
class ComparerTest {

    private static final CellId STEADY = id("demo.B.steady", "avgt", 1);
    private static final CellId CHANGED = id("demo.B.changed", "avgt", 1);
    private static final CellId NOISY = id("demo.B.noisy", "avgt", 1);
    private static final CellId BROKEN = id("demo.B.broken", "avgt", 1);
    private static final Map<CellId, Double> DEVIATIONS =
            Map.of(STEADY, 0.005, CHANGED, 0.005, NOISY, 0.2, BROKEN, 0.005);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Plan plan;

    private final List<String> begun = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);

    @BeforeEach
    void makePlan() throws IOException {
        JmhJars jar = new JmhJars();
        for (String method : List.of("steady", "changed", "noisy", "broken")) {
            jar.benchmark("demo.B", method, Mode.AverageTime, Map.of());
        }
        plan = Plan.of(
                List.of(
                        choice(subject("base", jar, folder), STEADY, CHANGED, NOISY, BROKEN),
                        choice(subject("head", jar, folder), STEADY, CHANGED, NOISY, BROKEN)),
                false,
                sides -> true);
    }

    /** The head of one row takes 10 % more time; that of another crashes. */
    private List<Fork> run(int number, List<Lockstep.Side> sides, int first) throws Lockstep.BrokenGroupException {
        CellId cell = sides.get(0).cell();
        begun.add(cell.shortName() + " " + first);
        if (cell.equals(BROKEN)) {
            throw new Lockstep.BrokenGroupException(1, sides.get(1), "crashed");
        }
        double drift = random.nextDouble(50, 200);
        double effect = cell.equals(CHANGED) ? 1.1 : 1;
        double noise = Math.exp(random.nextGaussian() * DEVIATIONS.getOrDefault(cell, 0.0));
        return List.of(fork(drift), fork(drift * effect * noise));
    }

    private Comparison compare(Duration budget) throws IOException {
        return compare(Limit.of(budget));
    }

    private Comparison compare(Limit limit) throws IOException {
        Comparer comparer = new Comparer(plan, Preset.SMOKE, Preset.SMOKE.lockstep(), limit, Lockstep.Patience.LONG);
        Comparison planned = comparer.planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));
        Comparison ended = comparer.compare(store, this::run, planned, new Silent());
        assertThat(store.read().ratios()).contains(ended);
        return ended;
    }

    private static final class Silent implements Comparer.Progress {
        @Override
        public void begins(ComparisonRow row, Comparer.Work work) {}

        @Override
        public void ended(List<ComparisonRow> rows) {}
    }

    @Test
    void eachRowGetsTheVerdictItDeserves() throws IOException {
        Comparison ended = compare(Duration.ofHours(1));

        assertThat(ended.rows())
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.NO_CHANGE, Verdict.SLOWER, Verdict.INCONCLUSIVE, Verdict.FAILED);
        assertThat(ended.rows().get(0).pairs()).hasSize(4);
        assertThat(ended.rows().get(2).pairs()).hasSize(SequentialTest.MOST_PAIRS);
        assertThat(ended.rows().get(3).discarded()).containsExactly("head: crashed", "head: crashed");
        assertThat(ended.rows().get(3).reason()).isEqualTo("head: crashed");
    }

    @Test
    void noRowGetsMorePairsThanWereAskedFor() throws IOException {
        Comparison ended = compare(new Limit(Duration.ofHours(1), 3));

        assertThat(ended.rows())
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.FAILED);
        assertThat(ended.rows().get(0).pairs()).hasSize(3);
        assertThat(ended.rows().get(2).pairs()).hasSize(3);
    }

    @Test
    void rowsTakeTurnsAndWhoBeginsAlternates() throws IOException {
        compare(Duration.ofHours(1));

        assertThat(begun)
                .startsWith(
                        "B.steady 0",
                        "B.changed 0",
                        "B.noisy 0",
                        "B.broken 0",
                        "B.steady 1",
                        "B.changed 1",
                        "B.noisy 1");
        assertThat(begun.subList(begun.size() - 2, begun.size())).containsExactly("B.noisy 0", "B.noisy 1");
    }

    @Test
    void rowsThatComeFirstAreDecidedBeforeTheOthersBeginAndNoneIsSkipped() throws IOException {
        Comparer comparer = new Comparer(
                plan,
                Preset.SMOKE,
                Preset.SMOKE.lockstep(),
                Limit.of(Duration.ofHours(1)),
                Lockstep.Patience.LONG,
                new Precedence(List.of(CHANGED, STEADY)));
        Comparison planned = comparer.planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));

        Comparison ended = comparer.compare(store, this::run, planned, new Silent());

        assertThat(begun).startsWith("B.changed 0", "B.steady 0", "B.changed 1", "B.steady 1");
        int others = begun.indexOf("B.noisy 0");
        assertThat(begun.subList(others, begun.size())).noneMatch(round -> round.matches("B.(changed|steady) .*"));
        assertThat(ended.rows())
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.NO_CHANGE, Verdict.SLOWER, Verdict.INCONCLUSIVE, Verdict.FAILED);
    }

    @Test
    void whatIsNeverDecidedLetsTheOthersHaveTheirTurn() throws IOException {
        Comparer comparer = new Comparer(
                plan,
                Preset.SMOKE,
                Preset.SMOKE.lockstep(),
                Limit.of(Duration.ofHours(1)),
                Lockstep.Patience.LONG,
                new Precedence(List.of(NOISY)));
        Comparison planned = comparer.planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        comparer.compare(
                ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned)), this::run, planned, new Silent());
        assertThat(begun.subList(0, SequentialTest.MOST_PAIRS))
                .as("it is never decided, and has all its pairs")
                .allMatch(round -> round.startsWith("B.noisy"));
        assertThat(begun.subList(SequentialTest.MOST_PAIRS, begun.size()))
                .noneMatch(round -> round.startsWith("B.noisy"))
                .contains("B.steady 0", "B.broken 0");
    }

    @Test
    void withoutTimeNothingIsCalledUnchanged() throws IOException {
        Comparison ended = compare(Duration.ZERO);

        assertThat(begun).isEmpty();
        assertThat(ended.rows()).extracting(ComparisonRow::verdict).containsOnly(Verdict.NOT_MEASURED);
    }

    @Test
    void whatWasStoppedGoesOnWhereItWas() throws IOException {
        Comparer comparer = comparer();
        Comparison planned = comparer.planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));
        Comparison stopped = interrupted(comparer, store, 6, planned);
        assertThat(stopped.rows())
                .extracting(row -> row.pairs().size())
                .as("the broken row had one of the six rounds")
                .containsExactly(2, 2, 1, 0);
        assertThat(stopped.rows().get(0).verdict()).isEqualTo(Verdict.STOPPED);

        Comparison begunAgain = Comparer.toGoOnWith(planned, List.of(stopped)).orElseThrow();
        begun.clear();
        Comparison killed = interrupted(comparer, store, 1, begunAgain);
        assertThat(begun).as("who begins goes on alternating").containsExactly("B.steady 0");
        store.finish(stopped);
        Files.setLastModifiedTime(
                folder.resolve("c/experiment.json"), FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
        assertThat(store.read().ratios().orElseThrow().rows().get(0).pairs())
                .as("what was added after the end is not lost, also when the clock was set back since")
                .isEqualTo(killed.rows().get(0).pairs());

        Comparison ended = comparer.compare(
                store,
                this::run,
                Comparer.toGoOnWith(planned, List.of(store.read().ratios().orElseThrow()))
                        .orElseThrow(),
                new Silent());

        assertThat(ended.rows())
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.NO_CHANGE, Verdict.SLOWER, Verdict.INCONCLUSIVE, Verdict.FAILED);
        assertThat(ended.rows().get(0).pairs())
                .startsWith(stopped.rows().get(0).pairs().toArray(Pair[]::new));
        assertThat(store.read().ratios()).contains(ended);
        assertThat(Comparer.toGoOnWith(planned, List.of(ended)))
                .as("the noisy row has had all its pairs")
                .isEmpty();
    }

    @Test
    void theScoresOfTheHeadAreOfTheForksOfItsPairs() throws IOException {
        Comparer comparer = comparer();
        Comparison planned = ofCommits(comparer.planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty()));
        Experiment experiment = Experiment.of(planned)
                .scoring(1, "suite.jar", List.of(Cell.planned(STEADY, "v1"), Cell.planned(BROKEN, "v2")));
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), experiment);
        Map<String, Metric> cost = Map.of("cost", new Metric("B/op", List.of(1.0, 3.0)));

        Comparison ended = comparer.compare(
                store,
                (number, sides, first) -> run(number, sides, first).stream()
                        .map(fork -> fork.with(cost))
                        .toList(),
                planned,
                new Silent());

        Experiment recorded = store.read();
        assertThat(recorded.rounds())
                .allSatisfy(round -> assertThat(round.endedAt()).isNotNull());
        Run scores = recorded.scores().orElseThrow();
        assertThat(scores.jarName()).isEqualTo("suite.jar");
        assertThat(scores.cells()).extracting(Cell::id).containsExactly(STEADY, BROKEN);
        List<Pair> pairs = ended.rows().get(0).pairs();
        assertThat(scores.cells().get(0).forks())
                .hasSameSizeAs(pairs)
                .allSatisfy(fork -> assertThat(fork.metrics()).isEqualTo(cost))
                .extracting(Fork::scores)
                .isEqualTo(pairs.stream().map(pair -> pair.head().scores()).toList());
        assertThat(scores.cells().get(1).errors()).containsExactly("crashed");
        assertThat(recorded.ratios().orElseThrow().rows().get(0).pairs())
                .as("of a baseline no more is kept than a pair needs")
                .allSatisfy(pair ->
                        assertThat(pair.base().metrics()).isEqualTo(Map.of("cost", new Metric("B/op", List.of(2.0)))));
    }

    private static Comparison ofCommits(Comparison planned) {
        return new Comparison(
                planned.schemaVersion(),
                planned.id(),
                planned.startedAt(),
                planned.seed(),
                planned.preset(),
                planned.slices(),
                planned.sliceMillis(),
                planned.suite(),
                planned.variants().stream()
                        .map(variant -> new Variant(
                                variant.name(),
                                variant.jarName(),
                                variant.jar(),
                                Samples.revision(variant.name(), 0),
                                variant.jdk(),
                                variant.jvm(),
                                variant.flags()))
                        .toList(),
                planned.machine(),
                planned.environment(),
                planned.rows(),
                planned.seconds());
    }

    /** Compares until so many rounds have begun. */
    private Comparison interrupted(Comparer comparer, ExperimentFolder store, int rounds, Comparison planned)
            throws IOException {
        Comparison ended = comparer.compare(
                store,
                (number, sides, first) -> {
                    if (begun.size() == rounds) {
                        throw new InterruptedException();
                    }
                    return run(number, sides, first);
                },
                planned,
                new Silent());
        assertThat(Thread.interrupted()).isTrue();
        return ended;
    }

    @Test
    void onlyTheSameQuestionGoesOn() throws IOException {
        Comparison open = comparer().planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        Comparison again = comparer().planned("d", Instant.EPOCH, 1, List.of(), OptionalDouble.empty());
        assertThat(Comparer.toGoOnWith(again, List.of(open)))
                .map(Comparison::id)
                .hasValue("c");

        Comparison others = new Comparer(
                        plan,
                        Preset.QUICK,
                        Preset.QUICK.lockstep(),
                        Limit.of(Duration.ofHours(1)),
                        Lockstep.Patience.LONG)
                .planned("e", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        assertThat(Comparer.toGoOnWith(others, List.of(open))).isEmpty();
        assertThat(Comparer.toGoOnWith(again, List.of())).isEmpty();
    }

    private Comparer comparer() {
        return new Comparer(
                plan, Preset.SMOKE, Preset.SMOKE.lockstep(), Limit.of(Duration.ofHours(1)), Lockstep.Patience.LONG);
    }

    @Test
    void theNoiseOfEarlierComparisonsSetsTheMargin() throws IOException {
        Comparison earlier = compare(Duration.ofHours(1));
        Comparison next = new Comparer(
                        plan,
                        Preset.SMOKE,
                        Preset.SMOKE.lockstep(),
                        Limit.of(Duration.ofHours(1)),
                        Lockstep.Patience.LONG)
                .planned("next", Instant.EPOCH, 0, List.of(earlier), OptionalDouble.empty());

        assertThat(next.rows().get(0).margin()).isEqualTo(0.03);
        assertThat(Margin.tooNoisy(next.rows().get(2).margin())).isTrue();
        assertThat(next.rows().get(3).margin()).isEqualTo(Margin.UNKNOWN);

        Comparison otherSlices = new Comparer(
                        plan,
                        Preset.QUICK,
                        Preset.QUICK.lockstep(),
                        Limit.of(Duration.ofHours(1)),
                        Lockstep.Patience.LONG)
                .planned("next", Instant.EPOCH, 0, List.of(earlier), OptionalDouble.empty());
        assertThat(otherSlices.rows()).extracting(ComparisonRow::margin).containsOnly(Margin.UNKNOWN);
    }

    @Test
    void itSaysBeforeItStartsWhatItWillTake() throws IOException {
        Comparison earlier = compare(Duration.ofHours(1));
        Comparer comparer = new Comparer(
                plan, Preset.SMOKE, Preset.SMOKE.lockstep(), Limit.of(Duration.ofHours(1)), Lockstep.Patience.LONG);
        Comparison next = comparer.planned("next", Instant.EPOCH, 0, List.of(earlier), OptionalDouble.of(0.02));
        Forecast forecast = comparer.forecast(next, List.of(earlier));

        assertThat(next.measured()).extracting(ComparisonRow::margin).containsOnly(0.02);
        assertThat(forecast.rows().get(0).pairs()).as("steady").hasValue(6);
        assertThat(forecast.rows().get(2).pairs()).as("noisy").isEmpty();
        assertThat(forecast.rows().get(3).noise()).as("broken").isEqualTo(Power.USUAL_NOISE);
        assertThat(forecast.secondsToFirst()).isPositive().isLessThan(forecast.seconds());
        assertThat(forecast.decidesNothingWithin(Limit.of(Duration.ofSeconds(1))))
                .isTrue();
        assertThat(forecast.decidesNothingWithin(Limit.of(Duration.ofHours(1)))).isFalse();
        assertThat(ForecastText.of(forecast, 100))
                .anyMatch(line -> line.startsWith("B.noisy [avgt]") && line.contains("over 20"))
                .anyMatch(line -> line.startsWith("?: never compared"));
        assertThat(ForecastText.tooShort(forecast, Limit.of(Duration.ofSeconds(1))))
                .startsWith("in 1 s no row");
        Limit few = new Limit(Duration.ofHours(1), 5);
        assertThat(forecast.decidesNothingWithin(few)).isTrue();
        assertThat(ForecastText.tooShort(forecast, few))
                .isEqualTo(
                        "by 5 pairs no row will likely be decided, the first by 6; give --pairs 6 or more, or leave it out");
    }

    @Test
    void aKilledComparisonKeepsItsPairs() throws IOException {
        Comparison ended = compare(Duration.ofHours(1));
        Files.delete(folder.resolve("c/experiment.json"));

        Comparison left =
                ExperimentFolder.of(folder.resolve("c")).read().ratios().orElseThrow();
        assertThat(left.rows())
                .extracting(row -> row.pairs().size())
                .isEqualTo(ended.rows().stream().map(row -> row.pairs().size()).toList());
        assertThat(left.rows())
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.STOPPED, Verdict.STOPPED, Verdict.STOPPED, Verdict.STOPPED);
    }

    @Test
    void aComparisonThatWasStoppedGoesOnFromItsPairs() throws IOException {
        Comparison ended = compare(Duration.ofHours(1));
        Files.delete(folder.resolve("c/experiment.json"));
        Comparison left =
                ExperimentFolder.of(folder.resolve("c")).read().ratios().orElseThrow();
        begun.clear();

        Comparison resumed = new Comparer(
                        plan,
                        Preset.SMOKE,
                        Preset.SMOKE.lockstep(),
                        Limit.of(Duration.ofHours(1)),
                        Lockstep.Patience.LONG)
                .compare(ExperimentFolder.of(folder.resolve("c")), this::run, left, new Silent());

        assertThat(resumed.rows())
                .extracting(ComparisonRow::pairs)
                .isEqualTo(ended.rows().stream().map(ComparisonRow::pairs).toList());
        assertThat(resumed.rows().subList(0, 3))
                .extracting(ComparisonRow::verdict)
                .containsExactly(Verdict.NO_CHANGE, Verdict.SLOWER, Verdict.INCONCLUSIVE);
        // Only what has failed is tried once more.
        assertThat(begun).containsExactly("B.broken 0");
    }
}
