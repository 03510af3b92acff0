package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeOptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"compare", "ladder", "nightly"})
    void takesAMetricWithOrWithoutADirection(String command) {
        assertThat(Said.ofCheck(command, "--judge", "gc.alloc.rate.norm", "--judge=insns=higher")
                        .status())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "ladder", "nightly"})
    void aDirectionThatIsNoneIsRefused(String command) {
        assertThat(Said.ofCheck(command, "--judge", "gc.count=less").refused())
                .contains("'gc.count=less' does not say which way it gets better: end it with =lower or =higher");
        assertThat(Said.ofCheck(command, "--judge", "=lower").refused()).contains("'=lower' names no metric");
    }
}
