package dev.labcoat.results.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.jspecify.annotations.Nullable;

/**
 * The universal scalability law: X(N) = λN / (1 + σ(N − 1) + κN(N − 1)), of N. J. Gunther, "Guerrilla Capacity Planning",
 * Springer 2007, chapter 4.
 *
 * @param single λ, the throughput that a single worker would have, in the unit of the points
 * @param contention σ, the share of the work that only one worker at a time can do, at least 0
 * @param coherency κ, what each pair of workers costs to keep in step, as a share of the work, at least 0
 */
public record ScalabilityLaw(double single, double contention, double coherency) {

    /** One more than the law has unknowns: through three points it always leads, and says nothing of them. */
    public static final int FEWEST_POINTS = 4;

    /**
     * What was measured.
     *
     * @param workers N, at least 1
     * @param throughput X(N), above 0
     */
    public record Point(double workers, double throughput) {}

    /** One setting of σ and κ to be tried: which of them are not 0. */
    private enum Terms {
        BOTH,
        CONTENTION,
        COHERENCY,
        NEITHER;

        double[] of(Point point) {
            double n = point.workers();
            double weight = point.throughput() / n;
            return switch (this) {
                case BOTH -> new double[] {weight, weight * (n - 1), weight * n * (n - 1)};
                case CONTENTION -> new double[] {weight, weight * (n - 1)};
                case COHERENCY -> new double[] {weight, weight * n * (n - 1)};
                case NEITHER -> new double[] {weight};
            };
        }

        ScalabilityLaw law(double[] solved) {
            double single = 1 / solved[0];
            return switch (this) {
                case BOTH -> new ScalabilityLaw(single, solved[1] * single, solved[2] * single);
                case CONTENTION -> new ScalabilityLaw(single, solved[1] * single, 0);
                case COHERENCY -> new ScalabilityLaw(single, 0, solved[1] * single);
                case NEITHER -> new ScalabilityLaw(single, 0, 0);
            };
        }
    }

    private record Candidate(ScalabilityLaw law, double squares) {}

    /**
     * Fits the law by least squares of the relative error. N/X is linear in 1/λ, σ/λ and κ/λ; multiplied by X/N, each point
     * weighs the same. Of the solutions without a negative term the one with the smallest squares is taken, which is the
     * non-negative least squares solution, because it is zero in some terms and free in the others.
     *
     * @param points at least {@value #FEWEST_POINTS}, with different numbers of workers
     * @throws IllegalArgumentException if there are too few
     */
    public static ScalabilityLaw fit(List<Point> points) {
        if (points.stream().mapToDouble(Point::workers).distinct().count() < FEWEST_POINTS) {
            throw new IllegalArgumentException(
                    "a law of three unknowns needs " + FEWEST_POINTS + " different numbers of workers");
        }
        return Stream.of(Terms.values())
                .map(terms -> solve(terms, points))
                .filter(Objects::nonNull)
                .min(Comparator.comparingDouble(Candidate::squares))
                .orElseThrow()
                .law();
    }

    /** The solution, or null if a term of it is negative. */
    private static @Nullable Candidate solve(Terms terms, List<Point> points) {
        double[] ones = new double[points.size()];
        Arrays.fill(ones, 1);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(ones, points.stream().map(terms::of).toArray(double[][]::new));
        double[] solved = regression.estimateRegressionParameters();
        return DoubleStream.of(solved).allMatch(term -> term >= 0)
                ? new Candidate(terms.law(solved), regression.calculateResidualSumOfSquares())
                : null;
    }

    /** The number of workers beyond which the law falls: √((1 − σ)/κ); empty where it does not fall. */
    public OptionalDouble peak() {
        return coherency > 0 && contention < 1
                ? OptionalDouble.of(Math.sqrt((1 - contention) / coherency))
                : OptionalDouble.empty();
    }
}
