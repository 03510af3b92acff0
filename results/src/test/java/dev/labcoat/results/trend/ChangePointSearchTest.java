package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePointSearchTest {

    private static final double DEVIATION = 0.02;

    private static final ChangePointSearch SEARCH = ChangePointSearch.OF_LOGARITHMS;

    /** So that series can be scaled. */
    private static final ChangePointSearch ANY_RISE = new ChangePointSearch(SEARCH.window(), SEARCH.mostP(), 0);

    private static NoisySeries noise(long seed) {
        return new NoisySeries(seed, DEVIATION);
    }

    private static List<Integer> places(List<ChangePoint> points) {
        return points.stream().map(ChangePoint::index).toList();
    }

    /** Means and p-value are those of SciPy 1.17.1, {@code scipy.stats.ttest_ind}. */
    @Test
    void aStepIsFoundWithTheFiguresOfAnotherImplementation() {
        List<ChangePoint> points = SEARCH.find(
                0.012, -0.004, 0.007, -0.011, 0.003, 0.009, -0.006, 0.001, 0.061, 0.047, 0.055, 0.049, 0.063, 0.052);

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.index()).isEqualTo(8);
            assertThat(point.before()).isEqualTo(0.001375, within(1e-12));
            assertThat(point.after()).isEqualTo(0.0545, within(1e-12));
            assertThat(point.p() / 1.4348560223456123e-08).isEqualTo(1, within(1e-9));
        });
    }

    @Test
    void twoStepsAreFoundAndAChangeDoesNotHideItsRepair() {
        assertThat(places(SEARCH.find(noise(1).around(20, 0, 0.1, 0.25)))).containsExactly(20, 40);
        assertThat(places(SEARCH.find(noise(2).around(15, 0, 0.1, 0)))).containsExactly(15, 30);
    }

    @Test
    void aStepIsStillFoundWhenTheSeriesHasGrownLong() {
        double[] series = noise(3).around(150, 0, 0.05, 0, 0.05);

        for (int values = 170; values <= series.length; values += 43) {
            List<Integer> places = places(SEARCH.find(Arrays.copyOf(series, values)));
            assertThat(places).as("%d values", values).anyMatch(place -> Math.abs(place - 150) <= 1);
        }
    }

    @Test
    void aDriftDoesNotStayUnseen() {
        double[] steps = IntStream.range(0, 50).mapToDouble(i -> 0.004 * i).toArray();

        assertThat(SEARCH.find(noise(4).around(1, steps)))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.rise()).isPositive());
    }

    @Test
    void whereNothingChangesNothingIsFound() {
        assertThat(SEARCH.find(new double[40])).isEmpty();
        assertThat(SEARCH.find(noise(5).around(40, 1))).isEmpty();
    }

    @Test
    void aRiseBelowTheLeastIsNoneHoweverSure() {
        double[] series = new NoisySeries(6, 0.0002).around(20, 0, 0.005);

        assertThat(SEARCH.find(series)).isEmpty();
        assertThat(places(ANY_RISE.find(series))).containsExactly(20);
    }

    /** A single bad night is one at the end, until the next night has been: that is why a change is confirmed. */
    @Test
    void anOutlierIsNoChangeOnceThereAreValuesBehindIt() {
        assertThat(changedByAnOutlier(30)).as("at the end").isGreaterThan(900);
        assertThat(changedByAnOutlier(60)).as("as rare as without it").isLessThan(60);
    }

    private static int changedByAnOutlier(int values) {
        NoisySeries noise = noise(7);
        int changed = 0;
        for (int i = 0; i < 1_000; i++) {
            double[] series = noise.around(values, 0);
            series[29] = 0.3;
            changed += SEARCH.find(series).isEmpty() ? 0 : 1;
        }
        return changed;
    }

    @Test
    void ofFewerThanThreeValuesNothingIsSaid() {
        assertThat(SEARCH.find()).isEmpty();
        assertThat(SEARCH.find(1)).isEmpty();
        assertThat(SEARCH.find(1, 2)).isEmpty();
        assertThat(places(SEARCH.find(1, 1.0001, 1.0002, 2))).containsExactly(3);
    }

    @Test
    void neitherShiftNorScaleMovesAChangePoint() {
        for (int seed = 0; seed < 200; seed++) {
            double[] series = noise(seed).around(12, 0, 0.03, 0.01, 0.06);
            double[] other =
                    Arrays.stream(series).map(value -> 17 + 1_024 * value).toArray();

            assertThat(places(ANY_RISE.find(other))).as("seed %d", seed).isEqualTo(places(ANY_RISE.find(series)));
        }
    }

    @Test
    void aSeriesReadBackwardsChangesAtTheSamePlaces() {
        for (int seed = 0; seed < 200; seed++) {
            double[] series = noise(seed).around(12, 0, 0.03, 0.01, 0.06);
            double[] backwards = IntStream.range(0, series.length)
                    .mapToDouble(i -> series[series.length - 1 - i])
                    .toArray();

            assertThat(SEARCH.find(backwards).stream().map(point -> series.length - point.index()))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(places(SEARCH.find(series)));
        }
    }

    /** 0.9 % of the series of 10 values and 2.3 % of those of 50 in a longer simulation; 4 standard deviations above. */
    @ParameterizedTest
    @CsvSource({"10, 21", "50, 42"})
    void falseChangePointsAreRare(int values, int most) {
        assertThat(FalseChangePoints.count(1_000, values, false)).isLessThanOrEqualTo(most);
    }

    @Test
    void aWindowIsHalvedSoItIsEven() {
        assertThatThrownBy(() -> new ChangePointSearch(15, 0.001, 0)).hasMessageContaining("even number");
    }
}
