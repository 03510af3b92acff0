package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairScoreTest {

    private static final List<Double> BASE = List.of(100.0, 110.0, 90.0, 105.0, 95.0);
    private static final List<Double> DOUBLE =
            BASE.stream().map(score -> 2 * score).toList();
    private static final List<Double> OTHER = List.of(101.0, 99.0, 93.0, 120.0, 95.0);

    private static Fork fork(List<Double> scores, List<Long> operations) {
        return new Fork("ns/op", scores, operations, Map.of(), List.of(), 2, 1, 0.5, null);
    }

    private static double score(List<Double> base, List<Double> head, Direction direction) {
        return PairScore.of(new Pair(fork(base, List.of()), fork(head, List.of())), direction);
    }

    @Test
    void slowerIsAboveZeroInBothDirections() {
        assertThat(score(BASE, DOUBLE, Direction.LOWER_IS_BETTER)).isCloseTo(Math.log(2), offset(1e-12));
        assertThat(score(BASE, DOUBLE, Direction.HIGHER_IS_BETTER)).isCloseTo(-Math.log(2), offset(1e-12));
    }

    @Test
    void swappingTheSidesChangesTheSignAndNothingElse() {
        assertThat(score(OTHER, BASE, Direction.LOWER_IS_BETTER))
                .isCloseTo(-score(BASE, OTHER, Direction.LOWER_IS_BETTER), offset(1e-12));
    }

    @Test
    void theUnitDoesNotMatter() {
        List<Double> baseInNanos = BASE.stream().map(score -> score * 1_000).toList();
        List<Double> headInNanos = OTHER.stream().map(score -> score * 1_000).toList();
        assertThat(score(baseInNanos, headInNanos, Direction.LOWER_IS_BETTER))
                .isCloseTo(score(BASE, OTHER, Direction.LOWER_IS_BETTER), offset(1e-12));
    }

    /** Five slices of 100 ms at 100 ns; in one of head's, 54 ms went by without an operation: 500 ms for 4,460,000. */
    @Test
    void aStallInOneSliceCountsAsTheTimeThatItTook() {
        Fork steady = fork(Collections.nCopies(5, 100.0), Collections.nCopies(5, 1_000_000L));
        List<Double> times = List.of(100.0, 100.0, 100e6 / 460_000, 100.0, 100.0);
        List<Long> operations = List.of(1_000_000L, 1_000_000L, 460_000L, 1_000_000L, 1_000_000L);
        double truth = Math.log(500e6 / 4_460_000 / 100);

        assertThat(PairScore.of(new Pair(steady, fork(times, operations)), Direction.LOWER_IS_BETTER))
                .isCloseTo(truth, offset(1e-9));
        assertThat(score(steady.scores(), times, Direction.LOWER_IS_BETTER))
                .as("slices of the same length, operations not counted")
                .isCloseTo(truth, offset(1e-9));
        List<Double> rates = times.stream().map(time -> 1e9 / time).toList();
        Fork steadyRates = fork(Collections.nCopies(5, 1e7), Collections.nCopies(5, 1_000_000L));
        assertThat(PairScore.of(new Pair(steadyRates, fork(rates, operations)), Direction.HIGHER_IS_BETTER))
                .isCloseTo(truth, offset(1e-9));
    }

    @Test
    void whatIsNoPairIsRefused() {
        assertThatThrownBy(() -> score(BASE, BASE.subList(1, 5), Direction.LOWER_IS_BETTER))
                .hasMessageContaining("as many slices");
        List<Double> zeros = Collections.nCopies(5, 0.0);
        assertThatThrownBy(() -> score(BASE, zeros, Direction.LOWER_IS_BETTER))
                .hasMessageContaining("no score above 0");
    }
}
