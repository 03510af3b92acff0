package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.RecordSchema;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonJson;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.ComparisonTable;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import tools.jackson.databind.JsonNode;

/** A row is judged on secondary results of its forks too where somebody asks for it. */
class MetricsTest {

    private static final CellId ONE = id("demo.B.one", "thrpt", 1);
    private static final CellId TWO = id("demo.B.two", "thrpt", 1);
    private static final NamedMetric BYTES = new NamedMetric("gc.alloc.rate.norm", null);
    private static final NamedMetric HITS = new NamedMetric("hits", null);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(11);

    /** What head's metrics are, as multiples of base's. */
    private final Map<String, Double> multiples = new TreeMap<>();

    private int rounds = Integer.MAX_VALUE;
    private int measured;

    private List<Fork> run(int number, List<Lockstep.Side> sides, int first) throws InterruptedException {
        if (number > rounds) {
            throw new InterruptedException();
        }
        measured++;
        double score = random.nextDouble(500, 2_000);
        boolean counts = sides.get(0).cell().equals(ONE);
        return List.of(fork(score, Map.of(), counts), fork(score * noise(0.003), multiples, counts));
    }

    private double noise(double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    /** A fork whose bytes for an operation are counted exactly, whose cache hits are not, and that had no collection. */
    private Fork fork(double score, Map<String, Double> times, boolean counts) {
        Map<String, Metric> metrics = new TreeMap<>(Map.of(
                "gc.alloc.rate.norm",
                new Metric("B/op", List.of(1_000 * times.getOrDefault("gc.alloc.rate.norm", 1.0))),
                "gc.alloc.rate",
                new Metric("MB/sec", List.of(score)),
                "gc.count",
                new Metric("counts", List.of(0.0))));
        if (counts) {
            metrics.put("hits", new Metric("ops/s", List.of(score * noise(0.004) * times.getOrDefault("hits", 1.0))));
        }
        return new Fork("ops/s", List.of(score, score, score), List.of(), metrics, List.of(), 2, 1, 0.3, null);
    }

    private Comparer comparer(List<NamedMetric> metrics, CellId... cells) throws IOException {
        JmhJars jar = new JmhJars()
                .benchmark("demo.B", "one", Mode.Throughput, Map.of())
                .benchmark("demo.B", "two", Mode.Throughput, Map.of());
        Plan plan = Plan.of(
                        List.of(
                                choice(subject("base", jar, folder), cells),
                                choice(subject("head", jar, folder), cells)),
                        false,
                        sides -> true)
                .judging(metrics);
        return new Comparer(
                plan, Preset.SMOKE, Preset.SMOKE.lockstep(), Limit.of(Duration.ofHours(1)), Lockstep.Patience.LONG);
    }

    private static Comparison planned(Comparer comparer, List<Comparison> earlier) {
        return comparer.planned("c", Instant.EPOCH, 0, earlier, OptionalDouble.empty());
    }

    private Comparison compare(List<NamedMetric> metrics, CellId... cells) throws IOException {
        Comparer comparer = comparer(metrics, cells);
        Comparison planned = planned(comparer, List.of());
        return compare(comparer, ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned)), planned);
    }

    private Comparison compare(Comparer comparer, ExperimentFolder store, Comparison planned) throws IOException {
        Comparison ended = comparer.compare(store, this::run, planned, new Comparer.Progress() {
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

    private static JudgedFigure of(Comparison comparison, int row, NamedMetric metric) {
        return comparison.rows().get(row).beside().stream()
                .filter(judged -> metric.equals(judged.metric()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPercentMoreBytesIsFoundWhereTheTimeIsAsItWasAndSaidOnce() throws IOException {
        multiples.put("gc.alloc.rate.norm", 1.01);
        Comparison ended = compare(List.of(BYTES), ONE);

        assertThat(ended.rows().get(0).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(ended, 0, BYTES).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(CostChange.of(ended.rows().get(0), ended.suite(), ended.judged()))
                .as("it has a verdict of its own")
                .isEmpty();
    }

    @Test
    void fewerBytesAreBetterAndFewerHitsAreWorseAndWhoSaysOtherwiseIsHeard() throws IOException {
        multiples.putAll(Map.of("gc.alloc.rate.norm", 0.9, "hits", 0.9));
        NamedMetric fewHits = new NamedMetric("hits", Direction.LOWER_IS_BETTER);
        Comparison ended = compare(List.of(BYTES, HITS, fewHits), ONE);

        assertThat(of(ended, 0, BYTES).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(of(ended, 0, HITS).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(of(ended, 0, fewHits).verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void eachIsOneOfAllThatTheErrorOfTheReportIsDividedAmong() throws IOException {
        multiples.put("hits", 0.9);
        Comparison ended = compare(List.of(BYTES, HITS), ONE);
        JudgedFigure hits = of(ended, 0, HITS);

        assertThat(ended.judged()).isEqualTo(3);
        assertThat(hits.reach())
                .isEqualTo(new SequentialTest(3)
                        .reach(ReportNoise.of(ended.rows()).of(ended.rows().get(0), hits), Verdict.WORSE));
    }

    @Test
    void reportsHaveARowForEachInWordsThatSayWhichWay() throws IOException {
        multiples.putAll(Map.of("gc.alloc.rate.norm", 1.12, "hits", 0.8));
        ComparisonSummary summary = new ComparisonSummary(compare(List.of(BYTES, HITS), ONE));

        assertThat(new ComparisonTable(summary).text(200))
                .startsWith("NO CHANGE in any of 1 row. Of 2 metrics 2 got worse.")
                .contains("1 no change", "2 worse")
                .containsPattern("B.one \\[thrpt gc.alloc.rate.norm\\] +worse +12 % more +12 … 12 % more")
                .containsPattern("B.one \\[thrpt hits\\] +worse +\\d+ % less +\\d+ … \\d+ % less")
                .contains("gc.alloc.rate.norm: what JMH calls so in each fork", "lower is better (B/op)")
                .contains("higher is better (ops/s)");
        assertThat(new ComparisonTable(summary).markdown())
                .contains("🔴", "12 % more".replace(' ', '\u00a0'))
                .containsPattern("Most: \\*\\*B.one \\\\\\[thrpt ");
        assertThat(new ComparisonPage(summary).html())
                .contains("B.one [thrpt hits]", "tr class=\"worse\"", "slower or worse", "12 % more");
        JsonNode report = Json.COMPACT.readTree(ComparisonJson.of(summary)).path("rows");
        assertThat(report).hasSize(1);
        JsonNode bytes = report.path(0).path("metrics").path(0);
        assertThat(bytes.path("metric").asString()).isEqualTo("gc.alloc.rate.norm");
        assertThat(bytes.path("better").asString()).isEqualTo("lower");
        assertThat(bytes.path("verdict").asString()).isEqualTo("worse");
        assertThat(bytes.path("timesAsMuch").asDouble()).isBetween(1.119, 1.121);
        assertThat(bytes.path("leastTimesAsMuch").asDouble()).isBetween(1.1, 1.12);
        JsonNode hits = report.path(0).path("metrics").path(1);
        assertThat(hits.path("better").asString()).isEqualTo("higher");
        assertThat(hits.path("timesAsMuch").asDouble()).isBetween(0.78, 0.82);
    }

    @Test
    void ofWhatIsZeroNoMultipleIsSaid() throws IOException {
        NamedMetric collections = new NamedMetric("gc.count", null);
        Comparison ended = compare(List.of(collections, BYTES), ONE);

        assertThat(of(ended, 0, collections).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(of(ended, 0, BYTES).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(new ComparisonTable(new ComparisonSummary(ended)).text(200))
                .startsWith("NO CHANGE in any of 1 row. Of 2 metrics 1 did not change, 1 not comparable.")
                .contains("not comparable: B.one [thrpt gc.count]: it is 0 in a fork");
        assertThat(ComparisonJson.of(new ComparisonSummary(ended))).contains("it is 0 in a fork");
    }

    @Test
    void whatNoRowHasIsSaidAfterAPairOfEachWithWhatTheyHave() {
        assertThatThrownBy(() -> compare(List.of(new NamedMetric("gc.alloc.norm", null)), ONE, TWO))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "nothing can be said of the metric gc.alloc.norm; B.one: there is no metric gc.alloc.norm in its"
                                + " forks, but: gc.alloc.rate, gc.alloc.rate.norm, gc.count, hits");
        assertThat(measured).isEqualTo(2);
    }

    @Test
    void aUnitThatSaysNoDirectionAsksForOne() throws IOException {
        assertThatThrownBy(() -> compare(List.of(new NamedMetric("gc.alloc.rate", null)), ONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("MB/sec", "gc.alloc.rate=lower or gc.alloc.rate=higher");
        assertThat(measured).isEqualTo(1);
    }

    @Test
    void aRowThatDoesNotHaveItIsNamedAndTheOthersAreJudged() throws IOException {
        Comparison ended = compare(List.of(HITS), ONE, TWO);

        assertThat(of(ended, 0, HITS).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(of(ended, 1, HITS).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(new ComparisonSummary(ended).verdict())
                .isEqualTo("NO CHANGE in any of 2 rows. Of 2 metrics 1 did not change, 1 not comparable.");
    }

    @Test
    void whatWasStoppedGoesOnForTheSameMetricsAlone() throws IOException {
        multiples.put("hits", 0.9);
        rounds = 3;
        Comparer comparer = comparer(List.of(HITS), ONE);
        Comparison planned = planned(comparer, List.of());
        ExperimentFolder store = ExperimentFolder.create(folder.resolve("c"), Experiment.of(planned));
        Comparison stopped = compare(comparer, store, planned);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(of(stopped, 0, HITS).verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(Comparer.toGoOnWith(planned(comparer(List.of(), ONE), List.of()), List.of(stopped)))
                .isEmpty();

        rounds = Integer.MAX_VALUE;
        Comparison ended = compare(
                comparer, store, Comparer.toGoOnWith(planned, List.of(stopped)).orElseThrow());

        assertThat(of(ended, 0, HITS).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(of(planned(comparer, List.of(ended)), 0, HITS).noise()).isBetween(0.0005, 0.02);
    }
}
