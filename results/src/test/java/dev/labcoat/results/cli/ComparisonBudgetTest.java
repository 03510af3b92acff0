package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.verdict.SequentialTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ComparisonBudgetTest {

    private static ComparisonBudget parsed(String... arguments) {
        ComparisonBudget budget = new ComparisonBudget();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("budget", CommandLine.Model.CommandSpec.forAnnotatedObject(budget)))
                .parseArgs(arguments);
        return budget;
    }

    @Test
    void anOptionStandsBeforeTheEnvironmentAndThatBeforeThePreset() {
        Map<String, String> environment = Map.of("LABCOAT_PAIRS", "3", "LABCOAT_BUDGET", "2m");

        assertThat(parsed().limit(Preset.SMOKE, Map.of()))
                .isEqualTo(new Limit(Preset.SMOKE.comparisonBudget(), SequentialTest.MOST_PAIRS));
        assertThat(parsed().limit(Preset.SMOKE, environment)).isEqualTo(new Limit(Duration.ofMinutes(2), 3));
        assertThat(parsed("--pairs=1", "--budget=90s").limit(Preset.SMOKE, environment))
                .isEqualTo(new Limit(Duration.ofSeconds(90), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21", "-1", "many", "99999999999"})
    void noNumberOfPairsIsOutOfRange(String text) {
        assertThatThrownBy(() -> parsed().limit(Preset.SMOKE, Map.of("LABCOAT_PAIRS", text)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("LABCOAT_PAIRS: '" + text + "' is not 1 to 20 pairs");
    }

    @Test
    void anOptionOutOfRangeIsNamed() {
        assertThatThrownBy(() -> parsed("--pairs=0").limit(Preset.SMOKE, Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--pairs: '0' is not 1 to 20 pairs");
    }
}
