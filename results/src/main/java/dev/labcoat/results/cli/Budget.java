package dev.labcoat.results.cli;

import dev.labcoat.results.model.BadInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a command may measure. */
final class Budget {

    private static final String VARIABLE = "LABCOAT_BUDGET";

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Converter.class,
            description = "Begin no round that would end after this, such as 90s, 20m or 1h30m; default: " + VARIABLE
                    + ", or as long as the preset says; of ladder, for each ladder.")
    private @Nullable Duration given;

    /**
     * What was asked for; empty where the command is to say.
     *
     * @throws BadInputException if the environment has no duration
     */
    Optional<Duration> asked() {
        return asked(System.getenv());
    }

    Optional<Duration> asked(Map<String, String> environment) {
        if (given != null) {
            return Optional.of(given);
        }
        String variable = environment.getOrDefault(VARIABLE, "");
        try {
            return variable.isEmpty() ? Optional.empty() : Optional.of(new Converter().convert(variable));
        } catch (TypeConversionException e) {
            throw new BadInputException(VARIABLE + ": " + e.getMessage(), e);
        }
    }

    /** As in {@code 1h30m}: ISO 8601 without its first letters; at most {@value #MOST_HOURS} hours. */
    static final class Converter implements ITypeConverter<Duration> {

        /** Six weeks. */
        private static final long MOST_HOURS = 1_000;

        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.parse("PT" + text);
                if (duration.compareTo(Duration.ofHours(MOST_HOURS)) > 0) {
                    throw new TypeConversionException("'" + text + "' is more than " + MOST_HOURS + "h");
                }
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (DateTimeParseException | ArithmeticException e) {
                // Said below, in our own words.
            }
            throw new TypeConversionException("'" + text + "' is not a duration; write it as 90s, 20m or 1h30m");
        }
    }
}
