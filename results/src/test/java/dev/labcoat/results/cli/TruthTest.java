package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {

    private static final double MARGIN = 0.05;

    @Test
    void aVerdictOfTheWrongSignIsWrong() {
        assertThat(Truth.exactly(8).refutes(Verdict.FASTER, MARGIN)).isTrue();
        assertThat(Truth.exactly(-8).refutes(Verdict.SLOWER, MARGIN)).isTrue();
        assertThat(Truth.slower().refutes(Verdict.FASTER, MARGIN)).isTrue();
        assertThat(Truth.exactly(8).refutes(Verdict.SLOWER, MARGIN)).isFalse();
        assertThat(Truth.exactly(-8).refutes(Verdict.FASTER, MARGIN)).isFalse();
        assertThat(Truth.slower().refutes(Verdict.SLOWER, MARGIN)).isFalse();
    }

    @Test
    void aChangeWhereThereIsNoneIsWrong() {
        assertThat(Truth.exactly(0).refutes(Verdict.SLOWER, MARGIN)).isTrue();
        assertThat(Truth.exactly(0).refutes(Verdict.FASTER, MARGIN)).isTrue();
        assertThat(Truth.exactly(0).refutes(Verdict.NO_CHANGE, MARGIN)).isFalse();
    }

    @Test
    void noChangeIsWrongBeyondTheMarginAlone() {
        assertThat(Truth.exactly(4).refutes(Verdict.NO_CHANGE, MARGIN)).isFalse();
        assertThat(Truth.exactly(7.5).refutes(Verdict.NO_CHANGE, MARGIN)).isTrue();
        assertThat(Truth.exactly(-8).refutes(Verdict.NO_CHANGE, MARGIN)).isTrue();
    }

    @Test
    void whereOnlyTheDirectionIsKnownPlainJmhSaysHowFarAtLeast() {
        Range far = Range.alone(Difference.of(List.of(0.40, 0.41, 0.42, 0.40)));
        Range near = Range.alone(Difference.of(List.of(0.01, 0.02, 0.03, 0.01)));
        assertThat(Truth.slower().narrowedBy(far).refutes(Verdict.NO_CHANGE, MARGIN))
                .isTrue();
        assertThat(Truth.slower().narrowedBy(near).refutes(Verdict.NO_CHANGE, MARGIN))
                .isFalse();
        assertThat(Truth.exactly(2).narrowedBy(far)).isEqualTo(Truth.exactly(2));
    }

    @Test
    void undecidedIsNeverWrong() {
        assertThat(Truth.exactly(8).refutes(Verdict.INCONCLUSIVE, MARGIN)).isFalse();
        assertThat(Truth.exactly(0).refutes(Verdict.TOO_NOISY, MARGIN)).isFalse();
    }
}
