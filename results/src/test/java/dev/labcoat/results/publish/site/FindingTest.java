package dev.labcoat.results.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.model.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {

    private static Finding finding(double rise, boolean accepted, Optional<Verdict> verdict) {
        return new Finding(Nights.ROW, Nights.commit(8), rise, rise > 0, accepted, verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, SLOWER, confirmed in lockstep",
        "0.1, FASTER, not confirmed: a comparison of both commits says faster",
        "-0.1, FASTER, confirmed in lockstep",
        "-0.1, NO_CHANGE, not confirmed: a comparison of both commits says no change"
    })
    void itIsConfirmedByAVerdictOfItsOwnDirection(double rise, Verdict verdict, String known) {
        assertThat(finding(rise, false, Optional.of(verdict)).known()).isEqualTo(known);
    }

    @Test
    void withoutAVerdictItIsNotConfirmedYetAndWhatIsAcceptedNeedsNone() {
        assertThat(finding(0.1, false, Optional.empty()).known()).isEqualTo("not confirmed yet");
        assertThat(finding(0.1, true, Optional.of(Verdict.SLOWER)).known()).isEqualTo("accepted");
    }

    @Test
    void itSaysHowMuchLongerOrShorterAnOperationTakes() {
        assertThat(finding(Math.log(1.12), false, Optional.empty()).change()).isEqualTo("12 % slower");
        assertThat(finding(Math.log(0.95), false, Optional.empty()).change()).isEqualTo("5.0 % faster");
    }
}
