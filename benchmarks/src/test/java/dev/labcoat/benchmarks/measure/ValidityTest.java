package dev.labcoat.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.OpenLoop;
import dev.labcoat.fixtures.load.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ValidityTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void aBusyServerOnAQuietMachineCarriesNoMark() {
        assertThat(marks(true, interval(0.95, 0.99, 0.01, 0.01))).isEmpty();
    }

    @Test
    void aBusyClientIsTheLimitOnlyWhereTheServerIsNotBusyToo() {
        assertThat(marks(true, interval(0.95, 0.80, 0, 0))).containsExactly("mark.client-bound");
        assertThat(marks(true, interval(0.80, 0.80, 0, 0))).isEmpty();
    }

    @Test
    void timeWithoutLoadDoesNotHideABusyClient() {
        Interval halfIdle = new Interval(
                1_000,
                0,
                new Spread(Map.of()),
                2 * SECOND,
                SECOND,
                SECOND / 2,
                Map.of(),
                1,
                0,
                0,
                0,
                0,
                (long) (0.95 * SECOND),
                0,
                2,
                new Histogram(2),
                Optional.empty());
        assertThat(marks(true, halfIdle)).containsExactly("mark.client-bound");
    }

    @Test
    void aServerIsWarmingUntilSteadyAndWhileItCompiles() {
        assertThat(marks(false, interval(0.5, 0.95, 0, 0))).containsExactly("mark.warming");
        assertThat(marks(true, interval(0.5, 0.95, 0.10, 0))).containsExactly("mark.warming");
    }

    @Test
    void compilersThatMakeAServerNoFasterAreNoWarmingUp() {
        assertThat(marks(true, compiling(1_000), compiling(1_100), compiling(1_000)))
                .containsExactly("mark.compiling");
        assertThat(marks(true, compiling(1_000), compiling(1_000), compiling(1_100), compiling(1_100)))
                .containsExactly("mark.warming");
        assertThat(marks(false, compiling(1_000), compiling(1_000))).containsExactly("mark.warming");
        assertThat(marks(true, onSchedule(1_000, 1_000, 0, 2_000, 0, 0.1), onSchedule(1_000, 1_000, 0, 2_000, 0, 0.1)))
                .as("a rate that a schedule holds says nothing")
                .containsExactly("mark.warming");
    }

    @Test
    void othersDisturbAboveFivePercentOfTheMachine() {
        assertThat(marks(true, interval(0.5, 0.95, 0, 0.06))).containsExactly("mark.disturbed");
        assertThat(marks(true, interval(0.5, 0.95, 0, 0.04))).isEmpty();
    }

    @Test
    void aMarkIsOfAllThatWasMeasured() {
        assertThat(marks(true, interval(0.5, 0.95, 0, 0.08), interval(0.5, 0.95, 0, 0)))
                .isEmpty();
        assertThat(marks(true, interval(0.5, 0.95, 0, 0.02), interval(0.5, 0.95, 0, 0.20)))
                .containsExactly("mark.disturbed");
    }

    @Test
    void aScheduleIsLateWhenTheLagOfTheClientIsMoreThanATenthOfTheLatency() {
        assertThat(marks(true, onSchedule(1_000, 1_000, 0, 2_000, 150))).isEmpty();
        assertThat(marks(true, onSchedule(1_000, 1_000, 0, 2_000, 250))).containsExactly("mark.late");
        assertThat(marks(true, onSchedule(1_000, 1_000, 0, 2_000, 250), onSchedule(99_000, 99_000, 0, 2_000, 150)))
                .as("less than a hundredth of all was late")
                .isEmpty();
    }

    @Test
    void aServerIsOverloadedThatDoesNotTakeWhatIsOffered() {
        assertThat(marks(true, onSchedule(1_000, 951, 0, 2_000, 0))).isEmpty();
        assertThat(marks(true, onSchedule(1_000, 949, 0, 2_000, 0))).containsExactly("mark.overloaded");
        assertThat(marks(true, onSchedule(1_000, 999, 1, 2_000, 0))).containsExactly("mark.overloaded");
    }

    private static List<String> marks(boolean steady, Interval... intervals) {
        Validity validity = new Validity(steady);
        for (Interval interval : intervals) {
            validity.add(interval);
        }
        return validity.marks().stream()
                .filter(mark -> mark.value() > 0)
                .map(Cost::name)
                .toList();
    }

    /** A second of requests that all have the same latency and lag, in microseconds. */
    private static Interval onSchedule(long due, long sentInTime, long shed, long latencyMicros, long lagMicros) {
        return onSchedule(due, sentInTime, shed, latencyMicros, lagMicros, 0);
    }

    private static Interval onSchedule(
            long due, long sentInTime, long shed, long latencyMicros, long lagMicros, double compiling) {
        Histogram latencies = new Histogram(3);
        latencies.recordValueWithCount(latencyMicros * 1_000, due);
        Histogram lags = new Histogram(3);
        lags.recordValueWithCount(lagMicros * 1_000, due - shed);
        return interval(
                1_000,
                0.5,
                0.95,
                compiling,
                0,
                Optional.of(new OpenLoop.Result(due, sentInTime, shed, SECOND, SECOND, 0, latencies, lags)));
    }

    private static Interval interval(double client, double subject, double compiling, double foreign) {
        return interval(1_000, client, subject, compiling, foreign, Optional.empty());
    }

    /** One of so many requests in which compilers were at work. */
    private static Interval compiling(long requests) {
        return interval(requests, 0.5, 0.95, 0.10, 0, Optional.empty());
    }

    /** A second on two CPUs. */
    private static Interval interval(
            long requests,
            double client,
            double subject,
            double compiling,
            double foreign,
            Optional<OpenLoop.Result> scheduled) {
        return new Interval(
                requests,
                0,
                new Spread(Map.of()),
                SECOND,
                SECOND,
                (long) (subject / 4 * SECOND),
                Map.of("backend", (long) (subject / 4 * 3 * SECOND)),
                1,
                0,
                0,
                (long) (compiling * SECOND),
                0,
                (long) (client * SECOND),
                (long) (foreign * 2 * SECOND),
                2,
                new Histogram(2),
                scheduled);
    }
}
