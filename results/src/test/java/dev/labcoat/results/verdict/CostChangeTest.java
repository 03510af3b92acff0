package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Suite;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CostChangeTest {

    private static final CellId CELL = Samples.id("demo.B.m", "avgt", 1);
    private static final String BYTES = "gc.alloc.rate.norm";

    private final SplittableRandom random = new SplittableRandom(5);

    private Fork fork(double bytes) {
        double noisy = bytes * Math.exp(0.0002 * random.nextGaussian());
        return new Fork(
                "ns/op",
                List.of(5.0),
                List.of(),
                Map.of(BYTES, new Metric("B/op", List.of(noisy))),
                List.of(),
                1,
                1,
                1,
                null);
    }

    private ComparisonRow row(int pairs, double base, double head) {
        ComparisonRow row = ComparisonRow.open(CELL, CELL, 1, 0.05, null);
        for (int pair = 0; pair < pairs; pair++) {
            row = row.with(new Pair(fork(base), fork(head)));
        }
        return row;
    }

    @Test
    void onePercentMoreOfWhatHardlyVariesIsFoundAfterFivePairs() {
        for (int trial = 0; trial < 10; trial++) {
            assertThat(CostChange.of(row(5, 1_000, 1_010), Suite.NONE, 2))
                    .singleElement()
                    .satisfies(cost -> {
                        assertThat(cost.shown()).isTrue();
                        assertThat(cost.mean()).isBetween(0.009, 0.011);
                        assertThat(cost.lowest()).isPositive().isLessThan(cost.mean());
                    });
        }
    }

    @Test
    void nothingIsFoundWhereNothingChanged() {
        for (int trial = 0; trial < 200; trial++) {
            assertThat(CostChange.of(row(6, 1_000, 1_000), Suite.NONE, 1))
                    .singleElement()
                    .satisfies(cost -> assertThat(cost.shown()).isFalse());
        }
    }

    @Test
    void whatHasTooFewPairsForACostThatLikelyChangedGetsMore() {
        SequentialTest test = new SequentialTest(1);
        assertThat(CostChange.needsMorePairs(row(4, 1_000, 1_010), Suite.NONE, test))
                .isTrue();
        assertThat(CostChange.needsMorePairs(row(5, 1_000, 1_010), Suite.NONE, test))
                .isFalse();
        assertThat(CostChange.of(row(4, 1_000, 1_010), Suite.NONE, 1).get(0).shown())
                .isFalse();
    }

    @Test
    void lessThanAByteIsNoCost() {
        assertThat(CostChange.of(row(6, 0.001, 0.5), Suite.NONE, 1)).isEmpty();
        assertThat(CostChange.of(row(1, 1_000, 2_000), Suite.NONE, 1)).isEmpty();
    }
}
