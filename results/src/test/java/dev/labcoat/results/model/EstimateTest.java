package dev.labcoat.results.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void threeForksGiveStudentsIntervalWithTwoDegreesOfFreedom() {
        Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0));
        assertThat(estimate.mean()).isEqualTo(2);
        assertThat(estimate.error()).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(estimate.forks()).isEqualTo(3);
    }

    @Test
    void twoForksGiveAWideInterval() {
        // t(0.975, 1) = 12.7062, standard error 1
        assertThat(Estimate.of(List.of(9.0, 11.0)).error()).isCloseTo(12.7062, within(1e-4));
    }

    @Test
    void equalForksGiveNoError() {
        assertThat(Estimate.of(List.of(5.0, 5.0, 5.0))).isEqualTo(new Estimate(5, 0, 3, Estimate.Basis.FORKS));
    }

    @Test
    void oneForkSaysNothingOfTheNext() {
        assertThat(Estimate.of(List.of(7.0))).isEqualTo(new Estimate(7, Double.NaN, 1, Estimate.Basis.FORKS));
    }
}
