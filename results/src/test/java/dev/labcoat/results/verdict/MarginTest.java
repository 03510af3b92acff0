package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginTest {

    @ParameterizedTest
    @CsvSource({"0.001, 0.03", "0.02, 0.03", "0.021, 0.035", "0.0333, 0.05", "0.05, 0.075", "0.08, 0.12"})
    void followsTheNoiseInStepsOfHalfAPercent(double deviation, double margin) {
        assertThat(Margin.of(OptionalDouble.of(deviation))).isCloseTo(margin, offset(1e-9));
    }

    @Test
    void anUnknownNoiseGetsFivePercent() {
        assertThat(Margin.of(OptionalDouble.empty())).isEqualTo(0.05);
    }

    @Test
    void aboveTenPercentNothingCanBeJudged() {
        assertThat(Margin.tooNoisy(Margin.of(OptionalDouble.of(0.0666)))).isFalse();
        assertThat(Margin.tooNoisy(Margin.of(OptionalDouble.of(0.07)))).isTrue();
    }
}
