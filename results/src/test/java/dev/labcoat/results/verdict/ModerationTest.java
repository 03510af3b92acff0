package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationTest {

    private static RowState row(int pairs, double deviation, OptionalDouble noise) {
        return new RowState(new Difference(pairs, 0.01, deviation * deviation), noise);
    }

    private static List<RowState> rows(double... deviations) {
        return DoubleStream.of(deviations)
                .mapToObj(deviation -> row(4, deviation, OptionalDouble.empty()))
                .toList();
    }

    @Test
    void fewRowsAreJudgedByThemselves() {
        List<RowState> four = rows(0.01, 0.02, 0.03, 0.04);

        Evidence evidence = Moderation.of(four).of(four.get(0));
        assertThat(evidence).isEqualTo(Evidence.ofPairsAlone(four.get(0).difference()));
    }

    @Test
    void rowsThatVaryByChanceAloneTellEachOtherTheirNoise() {
        List<RowState> alike = rows(0.01, 0.01, 0.01, 0.01, 0.01, 0.01);

        Evidence evidence = Moderation.of(alike).of(alike.get(0));
        assertThat(evidence.priorFreedom()).isEqualTo(Moderation.MOST_FREEDOM);
        assertThat(evidence.reach(0.005))
                .isLessThan(Evidence.ofPairsAlone(alike.get(0).difference()).reach(0.005));
    }

    /** Variances drawn from what is to be found again: 8 degrees of freedom and a scale of 0.0004, in 20,000 rows. */
    @Test
    void theMomentsFindTheDistributionThatVariancesWereDrawnFrom() {
        SplittableRandom random = new SplittableRandom(3);
        List<RowState> drawn = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double variance = 0.0004 * chiSquare(4, random) / 4 / (chiSquare(8, random) / 8);
            drawn.add(row(5, Math.sqrt(variance), OptionalDouble.empty()));
        }

        Moderation.Prior prior = Moderation.of(drawn).unknown();
        assertThat(prior.freedom()).isCloseTo(8, offset(0.8));
        assertThat(prior.scale()).isCloseTo(0.0004, offset(0.00001));
    }

    private static double chiSquare(int freedom, SplittableRandom random) {
        return IntStream.range(0, freedom)
                .mapToDouble(i -> random.nextGaussian())
                .map(x -> x * x)
                .sum();
    }

    @Test
    void aRowThatVariesMuchMoreThanTheOthersIsJudgedByItself() {
        List<RowState> rows = Stream.concat(
                        rows(0.011, 0.009, 0.010, 0.012, 0.008, 0.010, 0.009, 0.011, 0.010).stream(),
                        rows(0.09).stream())
                .toList();

        Moderation moderation = Moderation.of(rows);
        assertThat(moderation.of(rows.get(0)).priorFreedom()).isPositive();
        assertThat(moderation.of(rows.get(9)).priorFreedom()).isZero();
    }

    @Test
    void knownNoiseIsComparedWithWhatItWas() {
        List<RowState> noisierTonight = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> row(5, 0.02 * i, OptionalDouble.of(0.01 * i)))
                .toList();

        Moderation moderation = Moderation.of(noisierTonight);
        assertThat(moderation.unknown()).isEqualTo(Moderation.Prior.NONE);
        for (RowState row : noisierTonight) {
            assertThat(moderation.of(row).variance())
                    .isCloseTo(
                            row.difference().variance(),
                            offset(0.3 * row.difference().variance()));
        }
    }

    /** Of an independent implementation: SciPy 1.17.1, {@code scipy.special.polygamma(1, x)}. */
    @ParameterizedTest
    @CsvSource({
        "101.43329915079276, 0.1",
        "1.6449340668482264, 1",
        "0.10516633568168575, 10",
        "0.0010005001666666333, 1000"
    })
    void trigammaIsInverted(double trigamma, double x) {
        assertThat(Moderation.inverseOfTrigamma(trigamma)).isCloseTo(x, offset(1e-6 * x));
    }

    /** Eleven answers of a run with one or two rounds each, as noisy as headline rows are: 0.8 between the logarithms of rows' noise. */
    @Test
    void rangesOfFewRoundsHoldTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(5);
        int ranges = 0;
        int missed = 0;
        for (int report = 0; report < 1_000; report++) {
            List<RowState> rows = IntStream.range(0, 11)
                    .mapToObj(row -> drawn(row < 8 ? 2 : 1, 0.03 * Math.exp(0.8 * random.nextGaussian()), random))
                    .toList();
            Moderation moderation = Moderation.ofFew(rows);
            for (RowState row : rows) {
                Range range = Range.of(moderation.of(row), 0.025);
                ranges += Double.isNaN(range.lowest()) ? 0 : 1;
                missed += range.lowest() > 0 || range.highest() < 0 ? 1 : 0;
            }
        }
        assertThat(ranges).isEqualTo(11_000);
        assertThat((double) missed / ranges).isLessThan(0.065);
    }

    /** Pairs of a row in which nothing differs. */
    private static RowState drawn(int pairs, double deviation, SplittableRandom random) {
        List<Double> ratios = DoubleStream.generate(() -> deviation * random.nextGaussian())
                .limit(pairs)
                .boxed()
                .toList();
        return new RowState(Difference.of(ratios), OptionalDouble.empty());
    }
}
