package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BudgetTest {

    @Test
    void anOptionStandsBeforeTheEnvironment() {
        Budget budget = new Budget();
        assertThat(budget.asked(Map.of())).isEmpty();
        assertThat(budget.asked(Map.of("LABCOAT_BUDGET", "1h30m"))).contains(Duration.ofMinutes(90));

        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("budget", CommandLine.Model.CommandSpec.forAnnotatedObject(budget)))
                .parseArgs("--budget=90s");
        assertThat(budget.asked(Map.of("LABCOAT_BUDGET", "1h30m"))).contains(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "1001h,is more than 1000h",
        "99999999999999h,is more than 1000h",
        "99999999999999999999h,is not a duration",
        "-5m,is not a duration"
    })
    void noTimeIsAbsurd(String text, String why) {
        assertThatThrownBy(() -> new Budget().asked(Map.of("LABCOAT_BUDGET", text)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LABCOAT_BUDGET: '" + text + "' " + why);
    }

    @Test
    void anEnvironmentWithoutADurationIsRefused() {
        assertThatThrownBy(() -> new Budget().asked(Map.of("LABCOAT_BUDGET", "5")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LABCOAT_BUDGET: '5' is not a duration");
    }
}
