package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * All rows of a comparison on one logarithmic axis, in times as fast, or of a metric as good: from slower or worse (left) to faster or
 * better (right). A forest plot has for each
 * row its mean and range, see Lewis and Clarke, "Forest plots: trying to see the wood and the trees", BMJ 322 (2001).
 *
 * @param least natural logarithm of how many times as fast the left edge is
 * @param most the same of the right edge
 * @param judged figures of the report, see {@link dev.labcoat.results.model.Comparison#judged}
 */
record ForestPlot(double least, double most, int judged) {

    /** The picture's width, without a unit. */
    static final double WIDTH = 320;

    /** So that nothing touches an edge. */
    private static final double BESIDE = 0.05;

    private static final int MOST_TICKS = 6;

    /** Distances of ticks whose sum makes round numbers, as shares of "as fast"; from twice the speed on, they are factors. */
    private static final double[] STEPS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2};

    private static final double[] FACTORS = {2, 4, 10, 100, 1_000, 10_000};

    /** A place on the axis, and what it is called. */
    public record Tick(double place, String name) {}

    /**
     * Where a row has its parts.
     *
     * @param marginLeft where "no change" begins
     * @param marginRight where it ends
     * @param rangeLeft where the range that the verdict rests on begins
     * @param rangeRight where it ends
     * @param mean the mean of the pairs
     * @param pairs each pair
     */
    public record Row(
            double marginLeft,
            double marginRight,
            double rangeLeft,
            double rangeRight,
            double mean,
            List<Double> pairs) {}

    /**
     * The plot of some rows.
     *
     * @param rows those with two pairs or more
     * @param judged figures of the report, see {@link dev.labcoat.results.model.Comparison#judged}
     */
    static ForestPlot of(List<ComparisonRow> rows, int judged) {
        double[] seen = rows.stream()
                .flatMapToDouble(row -> DoubleStream.concat(
                        pairs(row).stream().mapToDouble(pair -> pair),
                        DoubleStream.of(Math.log1p(row.margin()), -Math.log1p(row.margin()))))
                .toArray();
        double first = DoubleStream.of(seen).min().orElse(-1);
        double last = DoubleStream.of(seen).max().orElse(1);
        // A range of few pairs may be so wide that nothing else could be told: it is cut.
        double room = last - first;
        for (ComparisonRow row : rows) {
            Range range = Range.of(row, judged);
            first = Math.min(first, Math.max(-range.highest(), first - room));
            last = Math.max(last, Math.min(-range.lowest(), last + room));
        }
        double beside = BESIDE * (last - first);
        return new ForestPlot(first - beside, last + beside, judged);
    }

    private static List<Double> pairs(ComparisonRow row) {
        return row.pairs().stream()
                .map(pair -> -PairScore.of(pair, row.direction()))
                .toList();
    }

    /** The parts of a row. */
    Row row(ComparisonRow row) {
        Range range = Range.of(row, judged);
        double margin = Math.log1p(row.margin());
        return new Row(
                place(-margin),
                place(margin),
                place(-range.highest()),
                place(-range.lowest()),
                place(-range.mean()),
                pairs(row).stream().map(this::place).toList());
    }

    /** Where nothing has changed. */
    double asFast() {
        return place(0);
    }

    /** Round numbers of times as fast, 1 among them. */
    List<Tick> ticks() {
        double low = Math.exp(least);
        double high = Math.exp(most);
        for (double step : STEPS) {
            List<Tick> ticks = new ArrayList<>();
            for (long i = (long) Math.ceil((low - 1) / step);
                    i <= (high - 1) / step && ticks.size() <= MOST_TICKS;
                    i++) {
                ticks.add(tick(1 + i * step));
            }
            if (ticks.size() <= MOST_TICKS) {
                return ticks;
            }
        }
        for (double factor : FACTORS) {
            List<Tick> ticks = new ArrayList<>();
            double power = Math.log(factor);
            for (long i = (long) Math.ceil(least / power); i <= most / power; i++) {
                ticks.add(tick(Math.exp(i * power)));
            }
            if (ticks.size() <= MOST_TICKS) {
                return ticks;
            }
        }
        return List.of(tick(1));
    }

    private Tick tick(double times) {
        String name = times < 9.995
                ? String.format(Locale.ROOT, "%.3f", times).replaceFirst("\\.?0+$", "")
                : String.format(Locale.ROOT, "%.0f", times);
        return new Tick(place(Math.log(times)), name + "x");
    }

    private double place(double logarithm) {
        double share = (logarithm - least) / (most - least);
        return Math.round(10 * WIDTH * Math.max(0, Math.min(1, share))) / 10.0;
    }
}
