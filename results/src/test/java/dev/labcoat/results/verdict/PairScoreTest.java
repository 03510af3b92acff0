package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.labcoat.results.model.Direction;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairScoreTest {

    private static final List<Double> BASE = List.of(100.0, 110.0, 90.0, 105.0, 95.0);
    private static final List<Double> DOUBLE =
            BASE.stream().map(score -> 2 * score).toList();

    @Test
    void slowerIsAboveZeroInBothDirections() {
        assertThat(PairScore.of(BASE, DOUBLE, Direction.LOWER_IS_BETTER)).isCloseTo(Math.log(2), offset(1e-12));
        assertThat(PairScore.of(BASE, DOUBLE, Direction.HIGHER_IS_BETTER)).isCloseTo(-Math.log(2), offset(1e-12));
    }

    @Test
    void swappingTheSidesChangesTheSignAndNothingElse() {
        List<Double> head = List.of(101.0, 99.0, 93.0, 120.0, 95.0);
        assertThat(PairScore.of(head, BASE, Direction.LOWER_IS_BETTER))
                .isCloseTo(-PairScore.of(BASE, head, Direction.LOWER_IS_BETTER), offset(1e-12));
    }

    @Test
    void theUnitDoesNotMatter() {
        List<Double> head = List.of(101.0, 99.0, 93.0, 120.0, 95.0);
        List<Double> baseInNanos = BASE.stream().map(score -> score * 1_000).toList();
        List<Double> headInNanos = head.stream().map(score -> score * 1_000).toList();
        assertThat(PairScore.of(baseInNanos, headInNanos, Direction.LOWER_IS_BETTER))
                .isCloseTo(PairScore.of(BASE, head, Direction.LOWER_IS_BETTER), offset(1e-12));
    }

    @Test
    void aBurstInOneSliceOfFiveIsTrimmedAway() {
        List<Double> burst = List.of(100.0, 110.0, 9_000.0, 105.0, 95.0);
        assertThat(PairScore.of(BASE, burst, Direction.LOWER_IS_BETTER)).isCloseTo(0, offset(1e-12));
    }

    @Test
    void whatIsNoPairIsRefused() {
        assertThatThrownBy(() -> PairScore.of(BASE, BASE.subList(1, 5), Direction.LOWER_IS_BETTER))
                .hasMessageContaining("as many slices");
        List<Double> zeros = Collections.nCopies(5, 0.0);
        assertThatThrownBy(() -> PairScore.of(BASE, zeros, Direction.LOWER_IS_BETTER))
                .hasMessageContaining("no score above 0");
    }
}
