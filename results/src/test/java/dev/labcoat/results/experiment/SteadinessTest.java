package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Rounds of 200 ms. */
class SteadinessTest {

    private static final int MOST = 100;

    private static long quiet(long round) {
        return 0;
    }

    private static double flat(double round) {
        return 0;
    }

    /** After how many rounds the group is warm; {@value #MOST} if it is not. */
    private static int rounds(
            LongUnaryOperator compilingMillis, DoubleUnaryOperator base, DoubleUnaryOperator... others) {
        Random random = new Random(1);
        Steadiness steadiness = new Steadiness();
        int round = 0;
        while (round < MOST && !steadiness.reached()) {
            int now = round;
            List<Double> scores = new ArrayList<>();
            scores.add(base.applyAsDouble(now) + 0.002 * random.nextGaussian());
            for (DoubleUnaryOperator other : others) {
                scores.add(other.applyAsDouble(now) + 0.002 * random.nextGaussian());
            }
            List<Duration> compiling = scores.stream()
                    .map(score -> Duration.ofMillis(compilingMillis.applyAsLong(now)))
                    .toList();
            steadiness.add(new Steadiness.Round(Duration.ofMillis(200), compiling, scores));
            round++;
        }
        return round;
    }

    @Test
    void whatIsSteadyFromTheStartIsWarmAsSoonAsThatCanBeSeen() {
        assertThat(rounds(SteadinessTest::quiet, SteadinessTest::flat, SteadinessTest::flat))
                .isEqualTo(2 * Steadiness.SPAN);
    }

    @Test
    void busyCompilersAreWaitedForWhateverTheScoresSay() {
        assertThat(rounds(round -> round < 30 ? 50 : 0, SteadinessTest::flat, SteadinessTest::flat))
                .isBetween(33, 36);
    }

    @Test
    void aRatioThatChangesIsWaitedFor() {
        assertThat(rounds(SteadinessTest::quiet, SteadinessTest::flat, round -> Math.max(0, 1 - round / 25.0)))
                .isBetween(26, 36);
    }

    @Test
    void armsThatGetFasterTogetherAreSteady() {
        DoubleUnaryOperator climb = round -> 0.02 * round;
        assertThat(rounds(SteadinessTest::quiet, climb, climb)).isEqualTo(2 * Steadiness.SPAN);
    }

    @Test
    void anArmAloneMustNotGetFaster() {
        assertThat(rounds(SteadinessTest::quiet, round -> 0.02 * round)).isEqualTo(MOST);
        assertThat(rounds(SteadinessTest::quiet, SteadinessTest::flat)).isEqualTo(2 * Steadiness.SPAN);
    }
}
