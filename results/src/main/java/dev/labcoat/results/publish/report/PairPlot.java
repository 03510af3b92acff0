package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where the plot of a row has its parts, from left (faster) to right (slower), in units of the picture's width.
 *
 * @param marginLeft where "no change" begins
 * @param marginRight where it ends
 * @param rangeLeft where the range that the verdict rests on begins
 * @param rangeRight where it ends
 * @param mean the mean of the pairs
 * @param pairs each pair
 * @param edge what the right edge stands for, in words, such as {@code 5.0 % slower}
 */
public record PairPlot(
        double marginLeft,
        double marginRight,
        double rangeLeft,
        double rangeRight,
        double mean,
        List<Double> pairs,
        String edge) {

    /** The picture's width; no change at all lies in its middle. */
    static final double WIDTH = 600;

    private static final double BESIDE = 1.1;

    /** The plot of a row that has two pairs or more, in a report of so many. */
    static PairPlot of(ComparisonRow row, int rows) {
        Range range = Range.of(row, rows);
        double lowest = Math.expm1(range.lowest());
        double highest = Math.expm1(range.highest());
        List<Double> shares = row.pairs().stream()
                .map(pair -> Math.expm1(PairScore.of(pair, row.head().direction())))
                .toList();
        double edge = BESIDE
                * DoubleStream.concat(
                                shares.stream().mapToDouble(Double::doubleValue),
                                DoubleStream.of(lowest, highest, row.margin()))
                        .map(Math::abs)
                        .max()
                        .orElse(1);
        List<Double> pairs = new ArrayList<>();
        shares.forEach(share -> pairs.add(place(share, edge)));
        return new PairPlot(
                place(-row.margin(), edge),
                place(row.margin(), edge),
                place(lowest, edge),
                place(highest, edge),
                place(Math.expm1(range.mean()), edge),
                pairs,
                Speed.of(Math.log1p(edge)));
    }

    private static double place(double share, double edge) {
        return Math.round(10 * WIDTH * (1 + share / edge) / 2) / 10.0;
    }
}
