package dev.labcoat.results.trend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Finds the places where the level of a noisy series changed: E-divisive (Matteson and James, "A Nonparametric Approach for
 * Multiple Change Point Analysis of Multivariate Data", arXiv 1306.4933) with the three amendments of Hunter, now Apache Otava
 * (Fleming et al., arXiv 2301.03034). Student's t-test stands in for permutations, so that the same series always has the same
 * change points. The series is searched in windows that overlap by half, so that a change that was found once is not lost when
 * the series grows. Points are found with a p-value that is ten times as large, and the weakest are given up one by one until all
 * that are left pass: a change and its repair would hide each other otherwise. They still may where both levels have fewer
 * than about nine values.
 *
 * @param window values that are looked at together, even, at least 4
 * @param mostP a change point has at most this p-value
 * @param leastRise a change point rises or falls by at least this
 */
public record ChangePointSearch(int window, double mostP, double leastRise) {

    /** What Otava uses when it is told nothing, and one percent, for series of logarithms. */
    public static final ChangePointSearch OF_LOGARITHMS = new ChangePointSearch(50, 0.001, Math.log(1.01));

    private static final double WEAK = 10;

    /** Two values that differ say nothing of how much values differ by chance. */
    private static final int FEWEST = 3;

    public ChangePointSearch {
        if (window < 4 || window % 2 != 0) {
            throw new IllegalArgumentException("a window is an even number of values, at least 4, not " + window);
        }
    }

    /**
     * The change points of a series, in order.
     *
     * @param series finite numbers; of fewer than three nothing can be said
     */
    public List<ChangePoint> find(double... series) {
        NavigableSet<Integer> places = weak(series);
        while (true) {
            List<ChangePoint> points = tested(series, places);
            ChangePoint weakest = points.stream()
                    .filter(point -> point.p() > mostP)
                    .max(Comparator.comparingDouble(ChangePoint::p))
                    .or(() -> points.stream()
                            .filter(point -> Math.abs(point.rise()) < leastRise)
                            .min(Comparator.comparingDouble(point -> Math.abs(point.rise()))))
                    .orElse(null);
            if (weakest == null) {
                return points;
            }
            places.remove(weakest.index());
        }
    }

    private NavigableSet<Integer> weak(double[] series) {
        NavigableSet<Integer> places = new TreeSet<>();
        int from = 0;
        int to = 0;
        while (to < series.length) {
            to = Math.min(from + window, series.length);
            split(series, from, to, places);
            from = Math.max(from + window / 2, places.isEmpty() ? 0 : places.last());
        }
        return places;
    }

    private void split(double[] series, int from, int to, NavigableSet<Integer> places) {
        if (to - from < FEWEST) {
            return;
        }
        int place = mostDivergent(series, from, to);
        if (test(series, from, place, to).p() <= WEAK * mostP) {
            places.add(place);
            split(series, from, place, places);
            split(series, place, to, places);
        }
    }

    /**
     * Where the values before and after differ most, by the energy distance with exponent 1. As {@code place} moves, the value
     * that it passes changes sides, so that sums of distances need not be made anew.
     */
    private static int mostDivergent(double[] series, int from, int to) {
        double between = 0;
        double before = 0;
        double after = 0;
        for (int i = from; i < to; i++) {
            after += distances(series, i, i + 1, to);
        }
        int best = from + 1;
        double most = Double.NEGATIVE_INFINITY;
        for (int place = from + 1; place < to; place++) {
            double toBefore = distances(series, place - 1, from, place - 1);
            double toAfter = distances(series, place - 1, place, to);
            between += toAfter - toBefore;
            before += toBefore;
            after -= toAfter;
            double n = place - from;
            double m = to - place;
            double energy = 2 * between / (n * m) - before / pairs(n) - after / pairs(m);
            double divergence = n * m / (n + m) * energy;
            if (divergence > most) {
                most = divergence;
                best = place;
            }
        }
        return best;
    }

    private static double distances(double[] series, int one, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(series[i] - series[one]);
        }
        return sum;
    }

    /** How many pairs there are among some values; for one value 1, since its sum of distances is 0 anyway. */
    private static double pairs(double values) {
        return Math.max(1, values * (values - 1) / 2);
    }

    /** The change points at some places, each tested against its neighbours. */
    private static List<ChangePoint> tested(double[] series, NavigableSet<Integer> places) {
        return places.stream()
                .map(place -> {
                    Integer before = places.lower(place);
                    Integer next = places.higher(place);
                    return test(series, before == null ? 0 : before, place, next == null ? series.length : next);
                })
                .toList();
    }

    private static ChangePoint test(double[] series, int from, int place, int to) {
        double before = mean(series, from, place);
        double after = mean(series, place, to);
        int freedom = to - from - 2;
        double variance = (squares(series, from, place, before) + squares(series, place, to, after)) / freedom;
        double error = Math.sqrt(variance * (1.0 / (place - from) + 1.0 / (to - place)));
        boolean testable = freedom > 0 && before != after;
        double p = testable ? 2 * TDistribution.of(freedom).survivalProbability(Math.abs(after - before) / error) : 1;
        return new ChangePoint(place, before, after, p);
    }

    private static double mean(double[] series, int from, int to) {
        return Arrays.stream(series, from, to).average().orElse(Double.NaN);
    }

    private static double squares(double[] series, int from, int to, double mean) {
        return IntStream.range(from, to)
                .mapToDouble(i -> (series[i] - mean) * (series[i] - mean))
                .sum();
    }
}
