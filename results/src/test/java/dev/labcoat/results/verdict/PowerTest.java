package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class PowerTest {

    @Test
    void lessNoiseAndALargerChangeTakeFewerPairs() {
        Power power = new Power(10);

        assertThat(power.pairs(0.01, 0.05).orElseThrow())
                .isLessThan(power.pairs(0.022, 0.05).orElseThrow());
        assertThat(power.pairs(0.02, 0.05).orElseThrow())
                .isLessThan(power.pairs(0.02, 0.03).orElseThrow());
        assertThat(power.pairs(0.10, 0.03)).as("20 are too few").isEmpty();
        assertThat(power.pairs(0.001, 0.05)).as("forks that differ by chance").hasValue(6);
    }

    /** Of ten rows with a deviation of 2.2 %, one 5 % slower: by then it is found about as often as was said. */
    @Test
    void itIsWhatSimulatedReportsTake() {
        double[] taken = FalseReports.pairsUntilFound(FalseReports.MODELS.get(0), 100, new SplittableRandom(9));

        assertThat((double) new Power(10).pairs(0.022, 0.05).orElseThrow())
                .isCloseTo(StatUtils.percentile(taken, 80), within(2.0));
    }
}
