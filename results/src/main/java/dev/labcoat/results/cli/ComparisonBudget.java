package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.model.BadInputException;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** How long a comparison may measure, and how many pairs of a row. */
final class ComparisonBudget {

    @Mixin
    private Budget time = new Budget();

    @Mixin
    private Pairs pairs = new Pairs();

    /**
     * What was asked for, or else what the preset says.
     *
     * @throws BadInputException if the environment has no duration or no number of pairs
     */
    Limit limit(Preset preset) {
        return limit(preset, System.getenv());
    }

    Limit limit(Preset preset, Map<String, String> environment) {
        return pairs.within(time.asked(environment).orElse(preset.comparisonBudget()), environment);
    }
}
