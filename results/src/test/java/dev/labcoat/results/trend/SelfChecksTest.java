package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.labcoat.results.Nights;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfChecksTest {

    private static SelfChecks checks(Comparison... comparisons) {
        return new SelfChecks(Stream.of(comparisons).flatMap(SelfChecks::rows).toList());
    }

    /** As in Clopper and Pearson, Biometrika 26 (1934), and R's binom.test. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0, 0.3085", "1, 10, 0.0025, 0.4450", "5, 10, 0.1871, 0.8129", "10, 10, 0.6915, 1", "0, 0, 0, 1"
    })
    void theIntervalIsThatOfClopperAndPearson(int times, int of, double lowest, double highest) {
        SelfChecks.Rate rate = new SelfChecks.Rate(times, of);
        assertThat(rate.lowest()).isEqualTo(lowest, offset(1e-4));
        assertThat(rate.highest()).isEqualTo(highest, offset(1e-4));
    }

    @Test
    void aRowThatIsCalledAlthoughNothingChangedIsAFalseAlarmWhicheverWay() {
        SelfChecks checks = checks(
                Nights.selfCheck(1, false, 0.1, Verdict.SLOWER),
                Nights.selfCheck(2, false, -0.1, Verdict.FASTER),
                Nights.selfCheck(3, false, 0, Verdict.NO_CHANGE),
                Nights.selfCheck(4, false, 0, Verdict.INCONCLUSIVE));
        assertThat(checks.falseAlarms()).isEqualTo(new SelfChecks.Rate(2, 3));
        assertThat(checks.undecided()).isEqualTo(1);
        assertThat(checks.found()).isEqualTo(new SelfChecks.Rate(0, 0));
    }

    @Test
    void aCanaryIsFoundWhenItIsCalledSlowerAndMissedOtherwise() {
        SelfChecks checks = checks(
                Nights.selfCheck(1, true, 0.05, Verdict.SLOWER),
                Nights.selfCheck(2, true, 0, Verdict.NO_CHANGE),
                Nights.selfCheck(3, true, 0.05, Verdict.INCONCLUSIVE),
                Nights.selfCheck(4, true, -0.05, Verdict.FASTER));
        assertThat(checks.found()).isEqualTo(new SelfChecks.Rate(1, 4));
        assertThat(checks.falseAlarms().of()).isZero();
    }

    @Test
    void onlyWhatIsWrongInTheNewestNightIsSaidFirst() {
        SelfChecks checks = checks(
                Nights.selfCheck(1, true, 0, Verdict.NO_CHANGE),
                Nights.selfCheck(2, true, 0.05, Verdict.SLOWER),
                Nights.selfCheck(2, false, 0.1, Verdict.SLOWER));
        assertThat(checks.wrong(Nights.commit(2)))
                .extracting(SelfChecks.Row::kind)
                .containsExactly(SelfChecks.Kind.SAME);
        assertThat(checks.wrong(Nights.commit(3)))
                .as("a night that checked nothing")
                .isEmpty();
    }

    @Test
    void theNewestComesLastHoweverTheyAreRead() {
        SelfChecks checks = checks(
                Nights.selfCheck(2, true, 0.05, Verdict.SLOWER), Nights.selfCheck(1, true, 0, Verdict.NO_CHANGE));
        assertThat(checks.wrong(Nights.commit(2))).isEmpty();
        assertThat(checks.rows()).extracting(row -> row.night().label()).isEqualTo(List.of("00000001", "00000002"));
    }
}
