package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.verdict.SequentialTest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many pairs of a row a comparison may measure. */
final class Pairs {

    private static final String NAME = "--pairs";
    private static final String VARIABLE = "LABCOAT_PAIRS";

    @Option(
            names = NAME,
            paramLabel = "N",
            description = "Stop a row that has so many pairs, 1 to " + SequentialTest.MOST_PAIRS
                    + ", decided or not; default: " + VARIABLE + ", or as many as it takes, "
                    + SequentialTest.MOST_PAIRS + " at most.")
    private @Nullable Integer given;

    /**
     * These, within a time.
     *
     * @throws BadInputException if what was given is no number of pairs
     */
    Limit within(Duration time) {
        return within(time, System.getenv());
    }

    Limit within(Duration time, Map<String, String> environment) {
        String variable = environment.getOrDefault(VARIABLE, "");
        if (given == null && variable.isEmpty()) {
            return Limit.of(time);
        }
        return new Limit(time, given != null ? checked(NAME, given.toString()) : checked(VARIABLE, variable));
    }

    private static int checked(String name, String text) {
        if (text.matches("\\d{1,3}")) {
            int pairs = Integer.parseInt(text);
            if (pairs >= 1 && pairs <= SequentialTest.MOST_PAIRS) {
                return pairs;
            }
        }
        throw new BadInputException(name + ": '" + text + "' is not 1 to " + SequentialTest.MOST_PAIRS + " pairs");
    }
}
