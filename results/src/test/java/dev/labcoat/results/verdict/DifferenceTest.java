package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void meanDeviationAndIntervalAreTheTextbooks() {
        Difference difference = Difference.of(List.of(0.01, 0.02, 0.03));

        assertThat(difference.mean()).isCloseTo(0.02, offset(1e-12));
        assertThat(difference.deviation()).isCloseTo(0.01, offset(1e-12));
        // t(2) at 0.005 = 9.92484, any printed table
        assertThat(Range.alone(difference).highest()).isCloseTo(0.02 + 9.92484 * 0.01 / Math.sqrt(3), offset(1e-6));
        assertThat(Range.alone(difference).lowest()).isCloseTo(0.02 - 9.92484 * 0.01 / Math.sqrt(3), offset(1e-6));
    }

    @Test
    void pairsThatAgreeToTheLastDigitAreNotInfinitelySure() {
        assertThat(Difference.of(List.of(0.02, 0.02, 0.02, 0.02)).variance()).isEqualTo(Difference.LEAST_VARIANCE);
    }

    @Test
    void onePairHasNoRange() {
        assertThat(Range.alone(Difference.of(List.of(0.02))).highest()).isNaN();
    }
}
