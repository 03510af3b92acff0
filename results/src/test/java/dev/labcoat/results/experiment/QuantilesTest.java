package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.RecordSchema;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Decision;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Histogram;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Round;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonJson;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.ComparisonTable;
import dev.labcoat.results.verdict.Margin;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A row of JMH's sample mode is judged on its median and its 99th percentile too. */
class QuantilesTest {

    private static final CellId CELL = id("demo.B.m", "sample", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Plan plan;

    private final SplittableRandom random = new SplittableRandom(11);

    /** What head's quantiles are, as multiples of base's. */
    private double medians = 1;

    private double tails = 1;
    private double noiseOfTails = 0.01;
    private int rounds = Integer.MAX_VALUE;

    @BeforeEach
    void makePlan() throws IOException {
        JmhJars jar = new JmhJars().benchmark("demo.B", "m", Mode.SampleTime, Map.of());
        plan = Plan.of(
                List.of(choice(subject("base", jar, folder), CELL), choice(subject("head", jar, folder), CELL)),
                false,
                sides -> true);
    }

    private List<Fork> run(int number, List<Lockstep.Side> sides, int first) throws InterruptedException {
        if (number > rounds) {
            throw new InterruptedException();
        }
        double drift = random.nextDouble(50, 200);
        return List.of(
                fork(drift, drift, 10 * drift),
                fork(drift * noise(0.002), drift * medians * noise(0.002), 10 * drift * tails * noise(noiseOfTails)));
    }

    private double noise(double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    private static Fork fork(double mean, double median, double tail) {
        return new Fork(
                        "us/op",
                        List.of(mean, mean, mean),
                        List.of(),
                        Map.of(
                                "p0.50", new Metric("us/op", List.of(median)),
                                "p0.99", new Metric("us/op", List.of(tail))),
                        List.of(),
                        2,
                        1,
                        0.3,
                        null)
                .sampled(List.of(new Histogram(List.of(median, tail), List.of(98L, 2L))));
    }

    private Comparer comparer() {
        return new Comparer(
                plan, Preset.SMOKE, Preset.SMOKE.lockstep(), Limit.of(Duration.ofHours(1)), Lockstep.Patience.LONG);
    }

    private Comparison planned(List<Comparison> earlier) {
        return comparer().planned("c", Instant.EPOCH, 0, earlier, OptionalDouble.empty());
    }

    private Comparison compare() throws IOException {
        Comparison planned = planned(List.of());
        return compare(ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned)), planned);
    }

    private Comparison compare(ExperimentFolder store, Comparison planned) throws IOException {
        Comparison ended = comparer().compare(store, this::run, planned, new Comparer.Progress() {
            @Override
            public void begins(ComparisonRow row, Comparer.Work work) {}

            @Override
            public void ended(List<ComparisonRow> rows) {}
        });
        assertThat(store.read().ratios()).contains(ended);
        assertThat(RecordSchema.EXPERIMENT.problem(Json.COMPACT.readTree(folder.resolve("c/experiment.json"))))
                .isEmpty();
        return ended;
    }

    private static JudgedFigure of(Comparison comparison, Quantile quantile) {
        return comparison.rows().get(0).beside().stream()
                .filter(judged -> judged.quantile() == quantile)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSlowerTailIsNamedWhereTheMeanIsAsItWas() throws IOException {
        tails = 1.3;
        Comparison ended = compare();

        ComparisonRow row = ended.rows().get(0);
        assertThat(row.verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(ended, Quantile.P50).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(ended, Quantile.P99).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(row.judgedPairs()).as("the mean's verdict is the older one").isEqualTo(4);
        assertThat(of(ended, Quantile.P99).pairs()).isEqualTo(6);
        assertThat(row.pairs()).hasSize(6);
    }

    @Test
    void eachIsOneOfAllThatTheErrorOfTheReportIsDividedAmong() throws IOException {
        tails = 1.3;
        Comparison ended = compare();
        ComparisonRow row = ended.rows().get(0);
        JudgedFigure tail = of(ended, Quantile.P99);

        assertThat(ended.judged()).isEqualTo(3);
        assertThat(tail.reach())
                .isEqualTo(
                        new SequentialTest(3).reach(ReportNoise.of(ended.rows()).of(row, tail), Verdict.SLOWER));
    }

    @Test
    void reportsHaveARowForEachThatWasJudged() throws IOException {
        tails = 1.3;
        ComparisonSummary summary = new ComparisonSummary(compare());

        assertThat(new ComparisonTable(summary).text(200))
                .startsWith("SLOWER: 1 of 3 rows got slower.")
                .containsPattern("B.m \\[sample p99\\] +slower +\\d+ % slower")
                .containsPattern("B.m \\[sample p50\\] +no change \\(within ±5.0 %\\)")
                .containsPattern("B.m \\[sample\\] +no change \\(within ±5.0 %\\)")
                .contains("p50, p99: that quantile of all samples of a fork")
                .contains("made of: 1 row with 2 quantiles, 6 pairs in lockstep (12 forks");
        assertThat(new ComparisonTable(summary).markdown()).contains("Most: **B.m \\[sample p99]**");
        assertThat(new ComparisonPage(summary).html()).contains("B.m [sample p99]");
        JsonNode report = Json.COMPACT.readTree(ComparisonJson.of(summary)).path("rows");
        assertThat(report).hasSize(1);
        assertThat(report.path(0).path("pairs").asInt()).isEqualTo(4);
        JsonNode tail = report.path(0).path("quantiles").path(1);
        assertThat(tail.path("quantile").asString()).isEqualTo("p99");
        assertThat(tail.path("verdict").asString()).isEqualTo("slower");
        assertThat(tail.path("timesAsFast").asDouble()).isBetween(0.74, 0.80);
        assertThat(tail.path("head").asDouble()).isGreaterThan(tail.path("base").asDouble());
        assertThat(tail.path("pairs").asInt()).isEqualTo(6);
    }

    @Test
    void aTailThatIsTooNoisyTakesTheMostPairsAndIsNeverCalledUnchanged() throws IOException {
        noiseOfTails = 0.4;
        Comparison ended = compare();

        assertThat(of(ended, Quantile.P99).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(ended.rows().get(0).pairs()).hasSize(SequentialTest.MOST_PAIRS);
        assertThat(ended.rows().get(0).judgedPairs()).isEqualTo(4);
        Comparison next = planned(List.of(ended));
        assertThat(of(next, Quantile.P99).noise()).isBetween(0.2, 0.7);
        assertThat(of(next, Quantile.P50).noise()).isLessThan(0.01);
        assertThat(comparer().forecast(next, List.of(ended)).rows())
                .as("the mean, the median, and the tail, which is hopeless")
                .extracting(row -> row.pairs().isPresent())
                .containsExactly(true, true, false);
    }

    @Test
    void whatWasStoppedGoesOnWithTheQuantileThatWasOpenAndKeepsTheVerdictOnTheMean() throws IOException {
        tails = 1.3;
        rounds = 5;
        Comparison planned = planned(List.of());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));
        Comparison stopped = compare(store, planned);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.rows().get(0).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(stopped, Quantile.P50).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(stopped, Quantile.P99).verdict()).isEqualTo(Verdict.STOPPED);

        rounds = Integer.MAX_VALUE;
        Comparison ended =
                compare(store, Comparer.toGoOnWith(planned, List.of(stopped)).orElseThrow());

        assertThat(of(ended, Quantile.P99).verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(ended.rows().get(0).judgedPairs()).isEqualTo(4);
        assertThat(Comparer.toGoOnWith(planned, List.of(ended))).isEmpty();
    }

    @Test
    void whatTheClockCannotTellIsNotJudged() throws IOException {
        medians = 0;
        Comparison ended = compare();

        assertThat(of(ended, Quantile.P50).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(ended.rows().get(0).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(new ComparisonTable(new ComparisonSummary(ended)).text(200))
                .startsWith("NO CHANGE in any of 2 rows. 1 not comparable.")
                .contains("not comparable: B.m [sample p50]: its p50 is not above 0: too short for the clock");
    }

    @Test
    void anOlderRecordIsReadAsBefore() throws IOException {
        tails = 1.3;
        Comparison ended = compare();
        ObjectNode json = Json.COMPACT.valueToTree(ended);
        ((ObjectNode) json.path("rows").path(0)).remove(List.of("beside", "judgedPairs"));
        Comparison older = Json.COMPACT.treeToValue(json, Comparison.class);

        assertThat(older.judged()).isEqualTo(1);
        assertThat(older.figures()).isEqualTo(older.rows());
        assertThat(of(planned(List.of(older)), Quantile.P99).noise())
                .as("its forks had quantiles too")
                .isEqualTo(of(planned(List.of(ended)), Quantile.P99).noise())
                .isNotNull();
    }

    @Test
    void whatIsKilledAfterItWentOnKeepsWhatWasDecidedBefore() throws IOException {
        tails = 1.3;
        rounds = 4;
        Comparison planned = planned(List.of());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));
        Comparison stopped = compare(store, planned);
        assertThat(Thread.interrupted()).isTrue();
        Pair more = stopped.rows().get(0).pairs().get(0);
        Decision row = store.read().rows().get(0);
        store.append(new Round(
                99,
                Instant.EPOCH,
                List.of(
                        new Round.Result(row.base(), more.base(), null),
                        new Round.Result(row.arm(), more.head(), null))));

        ComparisonRow killed = store.read().ratios().orElseThrow().rows().get(0);

        assertThat(killed.pairs()).hasSize(5);
        assertThat(killed.verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(killed.judgedPairs()).isEqualTo(4);
        assertThat(killed.beside())
                .extracting(JudgedFigure::verdict)
                .containsExactly(Verdict.NO_CHANGE, Verdict.STOPPED);

        Files.delete(folder.resolve("c/experiment.json"));
        assertThat(store.read().ratios().orElseThrow().rows().get(0).anyVerdict(Verdict::shown))
                .isFalse();
    }

    /** How forks differ that are of the same build: all of a fork's figures, and its tail once more. */
    private enum Noise {
        ALIKE(0, 0.02, 0.05),
        NOISY_TAILS(0, 0.01, 0.4),
        /** Some forks are a tenth slower all their life, with all that they do. */
        BIMODAL(0.1, 0.003, 0.02);

        private final double apart;
        private final double ofFork;
        private final double ofTail;

        Noise(double apart, double ofFork, double ofTail) {
            this.apart = apart;
            this.ofFork = ofFork;
            this.ofTail = ofTail;
        }

        Fork fork(SplittableRandom random) {
            double all = Math.exp((random.nextBoolean() ? apart : 0) + ofFork * random.nextGaussian());
            return QuantilesTest.fork(
                    100 * all * Math.exp(0.005 * random.nextGaussian()),
                    90 * all * Math.exp(0.003 * random.nextGaussian()),
                    500 * all * Math.exp(ofTail * random.nextGaussian()));
        }
    }

    /** Reports of rows in which nothing changed, of which any figure of any row is called slower or faster. */
    private static int falseReports(Noise noise, int rowsOfReport, int reports, SplittableRandom random) {
        int found = 0;
        SequentialTest test = new SequentialTest(3 * rowsOfReport);
        for (int report = 0; report < reports; report++) {
            List<MeasuredRow> rows = new ArrayList<>();
            for (int row = 0; row < rowsOfReport; row++) {
                List<JudgedFigure> quantiles = Stream.of(Quantile.values())
                        .map(quantile -> JudgedFigure.open(quantile, Margin.UNKNOWN, null))
                        .toList();
                rows.add(new MeasuredRow(
                        ComparisonRow.open(CELL, CELL, 1, Margin.UNKNOWN, null, quantiles), test, Suite.NONE));
            }
            while (rows.stream().anyMatch(MeasuredRow::isOpen)) {
                rows.stream()
                        .filter(MeasuredRow::isOpen)
                        .forEach(row -> row.add(new Pair(
                                noise.fork(random).condensed(),
                                noise.fork(random).condensed())));
                ReportNoise known =
                        ReportNoise.of(rows.stream().map(MeasuredRow::row).toList());
                rows.forEach(row -> row.look(known));
            }
            found += rows.stream()
                            .anyMatch(row -> row.row()
                                    .anyVerdict(verdict -> verdict == Verdict.SLOWER || verdict == Verdict.FASTER))
                    ? 1
                    : 0;
        }
        return found;
    }

    /** One in a hundred is allowed; so many that chance would give them once in 100,000 times are not. */
    @ParameterizedTest
    @EnumSource
    void atMostOneReportInAHundredShowsAChangeWhereThereIsNone(Noise noise) {
        int reports = 60;
        int most = new BinomialDistribution(2 * reports, SequentialTest.REPORT_ERROR)
                .inverseCumulativeProbability(1 - 1e-5);

        assertThat(falseReports(noise, 1, reports, random) + falseReports(noise, 6, reports, random))
                .isLessThanOrEqualTo(most);
    }
}
