package dev.labcoat.results.publish.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.Range;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for programs. All numbers are in base units and at full precision; the slices behind them are in the recorded
 * comparison.
 *
 * @param schemaVersion version of this report, {@value #SCHEMA_VERSION} now; raised when a field changes its meaning or goes
 * @param id of the comparison
 * @param verdict the sentence that a reader sees first
 * @param counts rows of each verdict
 * @param baseline what the others are compared with
 * @param variants the others
 * @param rows every row, those apart at the end
 * @param notes how it was made, and what it means
 * @param machine the machine's key
 * @param seed of who begins
 * @param minutes wall time
 */
public record ComparisonJson(
        int schemaVersion,
        String id,
        String verdict,
        String counts,
        Variant baseline,
        List<Variant> variants,
        List<Row> rows,
        List<String> notes,
        String machine,
        long seed,
        double minutes) {

    private static final int SCHEMA_VERSION = 2;

    /**
     * A row.
     *
     * @param benchmark fully qualified class and method
     * @param baseParams the params on the baseline's side
     * @param params the params on the other side
     * @param mode JMH's short label
     * @param threads JMH's threads
     * @param variant the name of the other side
     * @param verdict the verdict's word
     * @param reason of a verdict that needs one
     * @param timesAsFast the baseline's time for an operation divided by this side's, the mean of the pairs: above 1 where this side
     *     is the faster one
     * @param leastTimesAsFast the slow end of the range that the verdict rests on
     * @param mostTimesAsFast the fast end
     * @param marginPercent half the width of "no change"
     * @param base the baseline's score
     * @param head the other side's score
     * @param unit of both: ops/s, s/op, or JMH's own
     * @param pairs how many the verdict rests on
     * @param seconds wall time of all pairs, those among them that only its quantiles and metrics took
     * @param discarded why each void pair was void
     * @param baseMarks validity marks of the baseline's forks
     * @param headMarks validity marks of the other forks
     * @param quantiles of its samples, judged from the same pairs; none in modes that have no samples
     * @param metrics that somebody asked for, judged from the same pairs
     * @param costs what an operation costs beside time, as natural logarithms of this side's cost through the baseline's
     * @param cause what a slower row spends more CPU time on; null where nobody wanted to know
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Row(
            String benchmark,
            Map<String, String> baseParams,
            Map<String, String> params,
            String mode,
            int threads,
            String variant,
            String verdict,
            @Nullable String reason,
            @Nullable Double timesAsFast,
            @Nullable Double leastTimesAsFast,
            @Nullable Double mostTimesAsFast,
            double marginPercent,
            @Nullable Double base,
            @Nullable Double head,
            String unit,
            int pairs,
            double seconds,
            List<String> discarded,
            List<String> baseMarks,
            List<String> headMarks,
            List<QuantileRow> quantiles,
            List<MetricRow> metrics,
            List<CostChange> costs,
            @Nullable Cause cause) {}

    /**
     * A quantile of a row's samples: what is said of it as of the row.
     *
     * @param quantile such as p99
     * @param pairs how many the verdict rests on
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record QuantileRow(
            String quantile,
            String verdict,
            @Nullable String reason,
            @Nullable Double timesAsFast,
            @Nullable Double leastTimesAsFast,
            @Nullable Double mostTimesAsFast,
            double marginPercent,
            @Nullable Double base,
            @Nullable Double head,
            int pairs) {}

    /**
     * A metric of a row's forks.
     *
     * @param metric as JMH calls it
     * @param unit of base and head
     * @param better "lower" or "higher"; null where there is nothing that says it
     * @param verdict the verdict's word: worse, better, no change
     * @param timesAsMuch this side's value divided by the baseline's, the mean of the pairs
     * @param leastTimesAsMuch the low end of the range that the verdict rests on
     * @param mostTimesAsMuch the high end
     * @param pairs how many the verdict rests on
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record MetricRow(
            String metric,
            String unit,
            @Nullable String better,
            String verdict,
            @Nullable String reason,
            @Nullable Double timesAsMuch,
            @Nullable Double leastTimesAsMuch,
            @Nullable Double mostTimesAsMuch,
            double marginPercent,
            @Nullable Double base,
            @Nullable Double head,
            int pairs) {}

    /** The report as text. */
    public static String of(ComparisonSummary summary) {
        Comparison comparison = summary.comparison();
        CostText costs = new CostText(comparison);
        List<Variant> variants = comparison.variants();
        ComparisonJson report = new ComparisonJson(
                SCHEMA_VERSION,
                comparison.id(),
                summary.verdict(),
                summary.counts(),
                comparison.baseline(),
                variants.subList(1, variants.size()),
                comparison.rows().stream()
                        .map(row -> row(comparison, row, costs.all(row)))
                        .toList(),
                summary.footer(),
                comparison.machine().key(),
                comparison.seed(),
                comparison.seconds() / 60);
        return Json.PRETTY.writeValueAsString(report) + "\n";
    }

    private static Row row(Comparison comparison, ComparisonRow whole, List<CostChange> costs) {
        ComparisonRow row = whole.mean();
        Range range = Range.of(row, comparison.judged());
        return new Row(
                row.cell().benchmark(),
                row.baseCell().params(),
                row.cell().params(),
                row.cell().mode(),
                row.cell().threads(),
                comparison.variants().get(row.variant()).name(),
                row.verdict().toString(),
                row.reason(),
                timesAsFast(range.mean()),
                timesAsFast(range.highest()),
                timesAsFast(range.lowest()),
                100 * row.margin(),
                score(row.base()),
                score(row.head()),
                Quantity.of(0, row.head().unit()).baseUnit(),
                row.pairs().size(),
                whole.pairs().stream().mapToDouble(Pair::seconds).sum(),
                row.discarded(),
                whole.base().marks(),
                whole.head().marks(),
                whole.beside().stream()
                        .flatMap(judged -> Stream.ofNullable(judged.quantile())
                                .map(quantile -> quantile(quantile.toString(), whole.of(judged), comparison.judged())))
                        .toList(),
                whole.beside().stream()
                        .flatMap(judged -> Stream.ofNullable(judged.metric())
                                .map(metric -> metric(metric, whole.of(judged), comparison.judged())))
                        .toList(),
                costs,
                whole.cause());
    }

    private static QuantileRow quantile(String name, ComparisonRow row, int figures) {
        Range range = Range.of(row, figures);
        return new QuantileRow(
                name,
                row.verdict().toString(),
                row.reason(),
                timesAsFast(range.mean()),
                timesAsFast(range.highest()),
                timesAsFast(range.lowest()),
                100 * row.margin(),
                score(row.base()),
                score(row.head()),
                row.pairs().size());
    }

    private static MetricRow metric(NamedMetric metric, ComparisonRow row, int figures) {
        Range more = MetricText.more(row, Range.of(row, figures));
        return new MetricRow(
                metric.name(),
                Quantity.of(0, row.head().unit()).baseUnit(),
                row.pairs().isEmpty() && metric.direction() == null
                        ? null
                        : row.direction().word(),
                row.verdict().toString(),
                row.reason(),
                timesAsFast(-more.mean()),
                timesAsFast(-more.lowest()),
                timesAsFast(-more.highest()),
                100 * row.margin(),
                score(row.base()),
                score(row.head()),
                row.pairs().size());
    }

    /** JSON has no NaN. */
    private static @Nullable Double timesAsFast(double slower) {
        return Double.isFinite(slower) ? Double.valueOf(Math.exp(-slower)) : null;
    }

    private static @Nullable Double score(Cell cell) {
        return cell.score()
                .map(estimate -> Quantity.of(estimate.mean(), cell.unit()).value())
                .orElse(null);
    }
}
