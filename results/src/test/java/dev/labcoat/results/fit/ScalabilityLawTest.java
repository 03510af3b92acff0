package dev.labcoat.results.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.fit.ScalabilityLaw.Point;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScalabilityLawTest {

    private static final double[] WORKERS = {1, 2, 4, 8, 16, 64, 256};
    private static final Percentage CLOSE = Percentage.withPercentage(1e-6);

    private static List<Point> points(double[] workers, double... throughput) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < workers.length; i++) {
            points.add(new Point(workers[i], throughput[i]));
        }
        return points;
    }

    /** The throughputs are those of λ = 1000, σ = 0.05, κ = 0.0002. */
    @Test
    void findsTheLawThatMadeThePoints() {
        ScalabilityLaw law = ScalabilityLaw.fit(points(
                WORKERS,
                1000.0,
                1904.036557501904,
                3471.0170079833397,
                5877.167205406993,
                8898.77641824249,
                12912.597853280606,
                9550.10072371857));

        assertThat(law.single()).isCloseTo(1000, CLOSE);
        assertThat(law.contention()).isCloseTo(0.05, CLOSE);
        assertThat(law.coherency()).isCloseTo(0.0002, CLOSE);
        assertThat(law.peak()).hasValueCloseTo(Math.sqrt(0.95 / 0.0002), CLOSE);
    }

    /** Expected values: scipy.optimize.nnls of the same weighted equations. */
    @Test
    void fitsPointsWithNoiseAsScipyDoes() {
        ScalabilityLaw law = ScalabilityLaw.fit(points(WORKERS, 955, 1878, 3548, 6531, 9897, 10183, 9300));

        assertThat(law.single()).isCloseTo(1033.370247916427, CLOSE);
        assertThat(law.contention()).isCloseTo(0.05303788964924694, CLOSE);
        assertThat(law.coherency()).isCloseTo(0.00023166238044455769, CLOSE);
        assertThat(law.peak()).hasValueCloseTo(63.934981510156945, CLOSE);
    }

    @Test
    void noTermIsEverNegative() {
        double[] few = {1, 2, 4, 8};
        ScalabilityLaw faster = ScalabilityLaw.fit(points(few, 100, 205, 410, 830));
        assertThat(faster.single()).isCloseTo(102.20565749235473, CLOSE);
        assertThat(faster.contention()).isZero();
        assertThat(faster.coherency()).isZero();
        assertThat(faster.peak()).isEmpty();

        ScalabilityLaw flat = ScalabilityLaw.fit(points(WORKERS, 1000, 1010, 990, 1005, 1000, 998, 1002));
        assertThat(flat.contention()).isCloseTo(1.0021849258999267, CLOSE);
        assertThat(flat.coherency()).isCloseTo(0, within(1e-12));
        assertThat(flat.peak()).isEmpty();
    }

    @Test
    void threeNumbersOfWorkersAreTooFew() {
        List<Point> points = points(new double[] {1, 2, 4, 4}, 1, 2, 4, 4.1);
        assertThatThrownBy(() -> ScalabilityLaw.fit(points)).hasMessageContaining("4 different numbers");
    }
}
