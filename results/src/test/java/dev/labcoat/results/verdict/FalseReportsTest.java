package dev.labcoat.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A slice of what {@code results/calibrate.sh simulate} does at length. */
class FalseReportsTest {

    private static final int REPORTS = 100;

    static List<FalseReports.Model> models() {
        return FalseReports.MODELS;
    }

    /** One in a hundred is allowed; so many that chance would give them once in 100,000 times are not. */
    @ParameterizedTest
    @MethodSource("models")
    void atMostOneReportInAHundredShowsAChangeWhereThereIsNone(FalseReports.Model model) {
        int most =
                new BinomialDistribution(REPORTS, SequentialTest.REPORT_ERROR).inverseCumulativeProbability(1 - 1e-5);

        assertThat(FalseReports.count(model, REPORTS, new SplittableRandom(7))).isLessThanOrEqualTo(most);
    }

    @Test
    void fivePercentAreFoundInAboutSixPairsWhereRowsAreAlike() {
        double[] pairs = FalseReports.pairsUntilFound(FalseReports.MODELS.get(0), 40, new SplittableRandom(7));

        assertThat(pairs).hasSizeGreaterThan(35);
        assertThat(StatUtils.percentile(pairs, 50)).isLessThanOrEqualTo(8);
    }
}
