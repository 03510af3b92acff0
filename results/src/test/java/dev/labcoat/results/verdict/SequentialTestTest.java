package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialTestTest {

    private static final double MARGIN = 0.03;

    private final SequentialTest oneRow = new SequentialTest(1);

    /** Pairs of a given mean whose standard deviation is exactly the given one. */
    private static Difference pairs(int n, double mean, double deviation) {
        return new Difference(n, mean, deviation);
    }

    @Test
    void aLargeSureDifferenceIsNamedAtTheFirstLook() {
        assertThat(oneRow.look(pairs(4, 0.10, 0.005), MARGIN)).contains(Verdict.SLOWER);
        assertThat(oneRow.look(pairs(4, -0.10, 0.005), MARGIN)).contains(Verdict.FASTER);
    }

    @Test
    void nothingIsSaidBeforeTheFirstLookOrBetweenLooks() {
        for (int n : new int[] {2, 3, 7, 9, 11, 19}) {
            assertThat(oneRow.look(pairs(n, 0.50, 0.001), MARGIN)).isEmpty();
        }
    }

    @Test
    void aDifferenceBelowOnePercentIsNoChangeHoweverSure() {
        assertThat(oneRow.look(pairs(20, 0.009, 0.0005), MARGIN)).contains(Verdict.NO_CHANGE);
    }

    @Test
    void noChangeNeedsTheWholeRangeWithinTheMargin() {
        assertThat(oneRow.look(pairs(8, 0.0, 0.005), MARGIN)).contains(Verdict.NO_CHANGE);
        assertThat(oneRow.look(pairs(8, 0.0, 0.05), MARGIN)).isEmpty();
    }

    @Test
    void whatIsUndecidedAfterTwentyPairsIsInconclusiveAndNeverNoChange() {
        assertThat(oneRow.look(pairs(20, 0.0, 0.10), MARGIN)).contains(Verdict.INCONCLUSIVE);
    }

    @Test
    void moreRowsNeedMoreEvidence() {
        Difference difference = pairs(5, 0.05, 0.008);
        assertThat(oneRow.look(difference, MARGIN)).contains(Verdict.SLOWER);
        assertThat(new SequentialTest(200).look(difference, MARGIN)).isEmpty();
    }

    /** Against an independent implementation: SciPy 1.17.1, {@code scipy.stats.t.isf(0.01 * weight / 64, pairs - 1)}. */
    @ParameterizedTest
    @CsvSource({"4, 1, 19.11847559718319", "8, 3, 5.468354310277571", "20, 9, 3.4291760134485476"})
    void theThresholdIsTheOneOfAnotherImplementation(int n, int weight, double quantile) {
        double standardError = 0.02 / Math.sqrt(n);

        assertThat(pairs(n, 0.1, 0.02).reach(0.01 * weight / 64) / standardError)
                .isCloseTo(quantile, offset(1e-9 * quantile));
        assertThat(oneRow.look(pairs(n, quantile * standardError * 1.0001, 0.02), MARGIN))
                .contains(Verdict.SLOWER);
        assertThat(oneRow.look(pairs(n, quantile * standardError * 0.9999, 0.02), MARGIN))
                .isNotEqualTo(Optional.of(Verdict.SLOWER));
    }

    @Test
    void swappingTheSidesSwapsTheVerdict() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            int n = SequentialTest.LOOKS.get(random.nextInt(SequentialTest.LOOKS.size()));
            double mean = random.nextDouble(-0.1, 0.1);
            double deviation = random.nextDouble(0.001, 0.05);
            Optional<Verdict> verdict = oneRow.look(pairs(n, mean, deviation), MARGIN);
            Optional<Verdict> swapped = oneRow.look(pairs(n, -mean, deviation), MARGIN);
            assertThat(swapped).isEqualTo(verdict.map(SequentialTestTest::opposite));
        }
    }

    private static Verdict opposite(Verdict verdict) {
        return switch (verdict) {
            case SLOWER -> Verdict.FASTER;
            case FASTER -> Verdict.SLOWER;
            default -> verdict;
        };
    }

    @Test
    void aLargerEffectIsNeverHarderToSee() {
        for (int n : SequentialTest.LOOKS) {
            boolean seen = false;
            for (double mean = 0; mean < 0.3; mean += 0.005) {
                boolean slower = oneRow.look(pairs(n, mean, 0.02), MARGIN)
                        .filter(Verdict.SLOWER::equals)
                        .isPresent();
                assertThat(slower || !seen).isTrue();
                seen |= slower;
            }
        }
    }

    /** 3,000 reports of 10 rows in which nothing changed: the error of the whole report must hold, not that of a row. */
    @Test
    void falseAlarmsStayBelowOneReportInAHundred() {
        SplittableRandom random = new SplittableRandom(20_260_101);
        int reports = 3_000;
        int rows = 10;
        int alarms = 0;
        for (int report = 0; report < reports; report++) {
            boolean alarm = false;
            for (int row = 0; row < rows; row++) {
                Verdict verdict = decide(random, new SequentialTest(rows), 0.02);
                alarm |= verdict == Verdict.SLOWER || verdict == Verdict.FASTER;
            }
            alarms += alarm ? 1 : 0;
        }
        // 30 are allowed on average; 3.3 standard deviations of the binomial above that are 48.
        assertThat(alarms).isLessThanOrEqualTo(48);
    }

    private static Verdict decide(SplittableRandom random, SequentialTest test, double deviation) {
        List<Double> pairs = new ArrayList<>();
        while (true) {
            pairs.add(random.nextGaussian() * deviation);
            Optional<Verdict> verdict = test.look(Difference.of(pairs), MARGIN);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
    }

    @Test
    void aReportHasRows() {
        assertThatThrownBy(() -> new SequentialTest(0)).hasMessageContaining("at least one row");
    }
}
