package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanaryBenchmarkTest {

    @Test
    void itTakesSoManyPercentMoreWork() {
        CanaryBenchmark asItIs = new CanaryBenchmark();
        CanaryBenchmark slower = new CanaryBenchmark();
        slower.slowerPercent = 5;
        assertThat(100 * slower.tokens()).isEqualTo(105 * asItIs.tokens());
    }
}
