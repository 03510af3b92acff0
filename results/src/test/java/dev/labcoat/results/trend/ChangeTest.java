package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    private static Change change(double rise, boolean accepted, Optional<Verdict> verdict) {
        return new Change(
                Nights.ROW,
                new ChangePoint(1, 0, rise, 0.0001),
                new Change.Step(Nights.commit(7), Nights.commit(8)),
                rise > 0,
                accepted,
                verdict,
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, SLOWER, confirmed in lockstep",
        "0.1, FASTER, not confirmed: a comparison of commits before and after says faster",
        "-0.1, FASTER, confirmed in lockstep",
        "-0.1, NO_CHANGE, not confirmed: a comparison of commits before and after says no change"
    })
    void itIsConfirmedByAVerdictOfItsOwnDirection(double rise, Verdict verdict, String known) {
        assertThat(change(rise, false, Optional.of(verdict)).known()).isEqualTo(known);
    }

    @Test
    void withoutAVerdictItIsNotConfirmedYetAndWhatIsAcceptedNeedsNone() {
        assertThat(change(0.1, false, Optional.empty()).known()).isEqualTo("not confirmed yet");
        assertThat(change(0.1, true, Optional.of(Verdict.SLOWER)).known()).isEqualTo("accepted");
        assertThat(change(0.1, true, Optional.empty()).isOpen()).isFalse();
    }

    @Test
    void commitsThatWereNotMeasuredMayHaveDoneItToo() {
        assertThat(between(7, 8).when()).startsWith("since 00000008 (Change");
        assertThat(between(5, 8).when()).startsWith("between 00000005 and 00000008 (Change");
    }

    private static Change between(int before, int since) {
        return new Change(
                Nights.ROW,
                new ChangePoint(1, 0, 0.1, 0.0001),
                new Change.Step(Nights.commit(before), Nights.commit(since)),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void onlyAConfirmedSlowdownIsARegression() {
        assertThat(change(0.1, false, Optional.of(Verdict.SLOWER)).isRegression())
                .isTrue();
        assertThat(change(0.1, false, Optional.empty()).isRegression()).isFalse();
        assertThat(change(0.1, true, Optional.of(Verdict.SLOWER)).isRegression())
                .isFalse();
        assertThat(change(-0.1, false, Optional.of(Verdict.FASTER)).isRegression())
                .isFalse();
    }
}
