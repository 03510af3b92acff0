package dev.labcoat.results.cli;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.NamedMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which secondary results of forks get a verdict too. */
@Command
final class JudgeOption {

    @Option(
            names = "--judge",
            paramLabel = "METRIC[=lower|higher]",
            converter = Converter.class,
            description =
                    "Judge a secondary result of the forks too, such as gc.alloc.rate.norm of -- -prof gc, or what a benchmark counts"
                            + " itself: each counts as a row of its own. Say which way it gets better where its unit does not."
                            + " May be repeated.")
    private List<NamedMetric> asked = new ArrayList<>();

    /**
     * Each once.
     *
     * @throws BadInputException if one is said to get better both ways
     */
    List<NamedMetric> metrics() {
        Map<String, NamedMetric> metrics = new LinkedHashMap<>();
        for (NamedMetric metric : asked) {
            NamedMetric before = metrics.putIfAbsent(metric.name(), metric);
            if (before != null && !before.equals(metric)) {
                throw new BadInputException(
                        "--judge " + metric + " is there twice, and not with the same direction: leave one out");
            }
        }
        return List.copyOf(metrics.values());
    }

    /** A name, and behind the last {@code =} which way it gets better. */
    static final class Converter implements ITypeConverter<NamedMetric> {
        @Override
        public NamedMetric convert(String text) {
            int end = text.lastIndexOf('=');
            String name = end < 0 ? text : text.substring(0, end);
            if (name.isBlank()) {
                throw new TypeConversionException("'" + text + "' names no metric");
            }
            return end < 0
                    ? new NamedMetric(name, null)
                    : new NamedMetric(
                            name,
                            Direction.by(text.substring(end + 1))
                                    .orElseThrow(
                                            () -> new TypeConversionException(
                                                    "'" + text
                                                            + "' does not say which way it gets better: end it with =lower or =higher")));
        }
    }
}
