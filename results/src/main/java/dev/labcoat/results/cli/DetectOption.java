package dev.labcoat.results.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which change a comparison is to tell from none. */
@Command
final class DetectOption {

    @Option(
            names = "--detect",
            paramLabel = "PERCENT",
            converter = ShareConverter.class,
            description =
                    "The smallest change to tell from none, such as 3%%; from 1%% to 10%%. Says before it starts how many pairs and"
                            + " minutes each row will likely take. Default: what each row's noise on this machine allows.")
    private @Nullable Double detect;

    /** As a share, such as 0.03; empty for what the noise of each row allows. */
    Optional<Double> share() {
        return Optional.ofNullable(detect);
    }

    /** A share between the smallest change that is ever named and the largest margin that is worth having. */
    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double percent = Double.parseDouble(text.replace("%", "").trim());
                if (percent >= 1 && percent <= 10) {
                    return percent / 100;
                }
            } catch (NumberFormatException e) {
                // Said below, in our own words.
            }
            throw new TypeConversionException(
                    "'" + text + "' is not a change to detect; write it as 3%, from 1% to 10%");
        }
    }
}
