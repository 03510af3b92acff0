package dev.labcoat.results.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The numbers are those of scipy.optimize.curve_fit with {@code sigma=costs}. */
class GrowthTest {

    private static final double[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final double[] SCAN = {61.2, 640, 5_310, 58_100};
    private static final double[] TREE = {40.1, 52.3, 61.9, 75.2};
    private static final Offset<Double> DIGITS = within(1e-6);

    @Test
    void aLineIsFittedAsScipyDoes() {
        check(Growth.fit(Growth.Shape.LINEAR, SIZES, SCAN), 4.259468842579, 0.0574435709321, 0.0899781672431);
        check(Growth.fit(Growth.Shape.LINEAR, SIZES, TREE), 47.25168726864, 2.9744217734e-5, 0.1955272205444);
    }

    @Test
    void aLogarithmIsFittedAsScipyDoes() {
        check(Growth.fit(Growth.Shape.LOGARITHMIC, SIZES, SCAN), -2072.389016289, 308.7770838268, 0.86250547133);
        check(Growth.fit(Growth.Shape.LOGARITHMIC, SIZES, TREE), 5.887335810580, 4.966874234471, 0.0174723598886);
    }

    private static void check(Growth growth, double base, double slope, double error) {
        assertThat(growth.base() / base).isEqualTo(1, DIGITS);
        assertThat(growth.slope() / slope).isEqualTo(1, DIGITS);
        assertThat(growth.error() / error).isEqualTo(1, DIGITS);
    }

    @Test
    void theBestShapeIsChosen() {
        assertThat(Growth.of(SIZES, SCAN))
                .hasValueSatisfying(best -> assertThat(best.shape()).isEqualTo(Growth.Shape.LINEAR));
        assertThat(Growth.of(SIZES, TREE))
                .hasValueSatisfying(best -> assertThat(best.shape()).isEqualTo(Growth.Shape.LOGARITHMIC));
    }

    @Test
    void whatScattersLittleOrFallsDoesNotGrow() {
        assertThat(Growth.of(SIZES, new double[] {59, 61, 58, 63})).hasValueSatisfying(flat -> {
            assertThat(flat.shape()).isEqualTo(Growth.Shape.CONSTANT);
            assertThat(flat.at(5_000)).isBetween(58.0, 63.0);
            assertThat(flat.slope()).isZero();
        });
        assertThat(Growth.of(SIZES, new double[] {100, 80, 60, 40}))
                .hasValueSatisfying(falling -> assertThat(falling.shape()).isEqualTo(Growth.Shape.CONSTANT));
    }

    @Test
    void twoSizesSayNothing() {
        assertThat(Growth.of(new double[] {1, 2, 2}, new double[] {1, 2, 2})).isEmpty();
    }
}
