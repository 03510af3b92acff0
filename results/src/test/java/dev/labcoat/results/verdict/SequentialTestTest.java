package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.labcoat.results.model.Verdict;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialTestTest {

    private static final double MARGIN = 0.03;

    private final SequentialTest oneRow = new SequentialTest(1);

    /** Pairs of a given mean whose standard deviation is exactly the given one. */
    private static Evidence pairs(int n, double mean, double deviation) {
        return Evidence.ofPairsAlone(new Difference(n, mean, deviation * deviation));
    }

    @Test
    void aLargeSureDifferenceIsNamedAfterFivePairsInASmallReport() {
        assertThat(oneRow.look(pairs(5, 0.10, 0.005), MARGIN)).contains(Verdict.SLOWER);
        assertThat(oneRow.look(pairs(5, -0.10, 0.005), MARGIN)).contains(Verdict.FASTER);
    }

    /** Forks that are fast or slow by chance put n pairs on one side with a probability of 2 / 4^n. */
    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "3, 6", "10, 6", "11, 8", "163, 8", "164, 10"})
    void aChangeTakesMorePairsThanChancePutsOnOneSide(int rows, int least) {
        SequentialTest test = new SequentialTest(rows);

        assertThat(SequentialTest.LOOKS.stream()
                        .filter(n -> test.look(pairs(n, 0.50, 0.001), MARGIN).isPresent())
                        .findFirst())
                .contains(least);
    }

    @Test
    void whatIsLikelyAChangeIsNotCalledUnchangedWhileMorePairsMayShowIt() {
        Evidence likely = pairs(8, 0.02, 0.008);

        assertThat(likely.mean()).isGreaterThan(likely.reach(SequentialTest.EQUIVALENCE_TAIL));
        assertThat(new SequentialTest(10).look(likely, 0.05)).isEmpty();
        assertThat(SequentialTest.last(likely, 0.05)).isEqualTo(Verdict.NO_CHANGE);
        assertThat(new SequentialTest(10).look(pairs(8, 0.009, 0.002), 0.05)).contains(Verdict.NO_CHANGE);
    }

    @Test
    void theRangeIsTheOneThatWasTested() {
        for (int n : SequentialTest.LOOKS) {
            Evidence evidence = pairs(n, 0.10, 0.03);
            double reach = oneRow.reach(evidence, Verdict.SLOWER);
            Evidence justWithin = pairs(n, 0.999 * reach, 0.03);
            Evidence justBeyond = pairs(n, 1.001 * reach, 0.03);
            assertThat(oneRow.look(justWithin, 0.001)).isNotEqualTo(Optional.of(Verdict.SLOWER));
            if (n > 4) {
                assertThat(oneRow.look(justBeyond, 0.001)).contains(Verdict.SLOWER);
            }
        }
        assertThat(oneRow.reach(pairs(7, 0, 0.01), Verdict.INCONCLUSIVE))
                .as("between two looks, the level is the earlier one's")
                .isLessThan(oneRow.reach(pairs(6, 0, 0.01), Verdict.INCONCLUSIVE));
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
        Evidence difference = pairs(5, 0.05, 0.008);
        assertThat(oneRow.look(difference, MARGIN)).contains(Verdict.SLOWER);
        assertThat(new SequentialTest(200).look(difference, MARGIN)).isEmpty();
    }

    /**
     * Against an independent implementation of the upper quantile of 0.01 * weight / 80 with pairs - 1 degrees of freedom: the incomplete
     * beta function by its continued fraction, which agrees with {@code scipy.stats.t.isf} of SciPy 1.17.1 at weight / 64.
     */
    @ParameterizedTest
    @CsvSource({"5, 1, 12.312247135493083", "8, 3, 5.680940337933545", "20, 9, 3.5275734719281213"})
    void theThresholdIsTheOneOfAnotherImplementation(int n, int weight, double quantile) {
        double standardError = 0.02 / Math.sqrt(n);

        assertThat(pairs(n, 0.1, 0.02).reach(0.01 * weight / 80) / standardError)
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

    @Test
    void aReportHasRows() {
        assertThatThrownBy(() -> new SequentialTest(0)).hasMessageContaining("at least one row");
    }
}
