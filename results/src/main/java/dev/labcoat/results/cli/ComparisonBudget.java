package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a comparison may measure, and how many pairs of a row. */
final class ComparisonBudget {

    private static final String VARIABLE = "LABCOAT_PAIRS";

    @Mixin
    private Budget budget = new Budget();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Stop a row that has so many pairs, 1 to " + SequentialTest.MOST_PAIRS
                    + ", decided or not; default: " + VARIABLE + ", or as many as it takes, "
                    + SequentialTest.MOST_PAIRS + " at most.")
    private @Nullable Integer pairs;

    /**
     * What was asked for, or else what the preset says.
     *
     * @throws BadInputException if the environment has no duration or no number of pairs
     */
    Limit limit(Preset preset) {
        return limit(preset, System.getenv());
    }

    Limit limit(Preset preset, Map<String, String> environment) {
        Limit whole = Limit.of(budget.asked(environment).orElse(preset.comparisonBudget()));
        return asked(environment).map(most -> new Limit(whole.time(), most)).orElse(whole);
    }

    private Optional<Integer> asked(Map<String, String> environment) {
        if (pairs != null) {
            return Optional.of(checked("--pairs", pairs.toString()));
        }
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(text -> !text.isEmpty())
                .map(text -> checked(VARIABLE, text));
    }

    private static int checked(String name, String text) {
        if (text.matches("\\d{1,3}")) {
            int most = Integer.parseInt(text);
            if (most >= 1 && most <= SequentialTest.MOST_PAIRS) {
                return most;
            }
        }
        throw new BadInputException(name + ": '" + text + "' is not 1 to " + SequentialTest.MOST_PAIRS + " pairs");
    }
}
