package dev.labcoat.results.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * How a cost grows with a size: {@code base + slope × g(size)}, where g is the shape's.
 *
 * <p>It is fitted by least squares of the relative residuals, so that the small sizes count as much as the large ones.
 *
 * @param shape which shape fits best
 * @param base in the unit of the cost
 * @param slope cost for each unit of g; 0 for {@link Shape#CONSTANT}
 * @param error root of the mean squared relative residual, with as many degrees of freedom as there are points beyond the
 *     fitted numbers; 0.05 says that the points lie within about 5 % of the curve
 */
public record Growth(Shape shape, double base, double slope, double error) {

    /** A cost that scatters by less than this does not grow: forks of one cell differ by as much. */
    private static final double SCATTER = 0.10;

    /** Sizes that are needed for a fit of two numbers to be able to miss one. */
    private static final int FEWEST = 3;

    /** Shapes of growth. */
    public enum Shape {
        CONSTANT(size -> 0),
        LOGARITHMIC(Math::log),
        LINEAR(size -> size);

        private final DoubleUnaryOperator g;

        Shape(DoubleUnaryOperator g) {
            this.g = g;
        }
    }

    /**
     * The shape that fits best; a constant one if that fits well enough, or if nothing grows.
     *
     * @param sizes above 0
     * @param costs above 0, one for each size
     * @return empty if there are fewer than three different sizes
     */
    public static Optional<Growth> of(double[] sizes, double[] costs) {
        if (Arrays.stream(sizes).distinct().count() < FEWEST) {
            return Optional.empty();
        }
        Growth constant = constant(sizes, costs);
        if (constant.error <= SCATTER) {
            return Optional.of(constant);
        }
        return Stream.of(fit(Shape.LOGARITHMIC, sizes, costs), fit(Shape.LINEAR, sizes, costs))
                .filter(growth -> growth.slope > 0)
                .min(Comparator.comparingDouble(Growth::error))
                .or(() -> Optional.of(constant));
    }

    private static Growth constant(double[] sizes, double[] costs) {
        double weights = 0;
        double weighted = 0;
        for (double cost : costs) {
            weights += 1 / (cost * cost);
            weighted += 1 / cost;
        }
        return new Growth(Shape.CONSTANT, weighted / weights, 0, 0).withError(sizes, costs, 1);
    }

    /** Weighted least squares of a line through g(size), with the inverse squares of the costs as weights. */
    static Growth fit(Shape shape, double[] sizes, double[] costs) {
        double w = 0;
        double wg = 0;
        double wgg = 0;
        double wy = 0;
        double wgy = 0;
        for (int i = 0; i < sizes.length; i++) {
            double g = shape.g.applyAsDouble(sizes[i]);
            double weight = 1 / (costs[i] * costs[i]);
            w += weight;
            wg += weight * g;
            wgg += weight * g * g;
            wy += weight * costs[i];
            wgy += weight * g * costs[i];
        }
        double slope = (w * wgy - wg * wy) / (w * wgg - wg * wg);
        return new Growth(shape, (wy - slope * wg) / w, slope, 0).withError(sizes, costs, 2);
    }

    private Growth withError(double[] sizes, double[] costs, int fitted) {
        double squares = 0;
        for (int i = 0; i < sizes.length; i++) {
            double residual = (costs[i] - at(sizes[i])) / costs[i];
            squares += residual * residual;
        }
        return new Growth(shape, base, slope, Math.sqrt(squares / (sizes.length - fitted)));
    }

    /** The cost of a size, as the curve has it. */
    public double at(double size) {
        return base + slope * shape.g.applyAsDouble(size);
    }
}
