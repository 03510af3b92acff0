package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.Declared;
import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.jmh.JmhArguments;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.CellId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What benchmarks declare of how they are to be measured, and is replaced. */
public final class DeclaredEffort {

    private DeclaredEffort() {}

    /**
     * What to say before they are measured, a sentence a line; nothing of single invocations, which are timed as declared.
     *
     * @param effort what is done instead
     */
    public static List<String> replaced(JmhJar jar, Collection<CellId> cells, Preset preset, Effort effort) {
        List<CellId> timed = cells.stream()
                .filter(cell -> !cell.mode().equals(JmhFork.SINGLE_SHOT))
                .toList();
        JmhArguments given = jar.launching().arguments();
        List<String> lines = new ArrayList<>();
        timed.stream()
                .filter(cell -> !effort.keeps(jar.declared(cell).warmUpMillis()) && given.givesNoWarmUp())
                .findFirst()
                .ifPresent(cell -> lines.add(String.format(
                        Locale.ROOT,
                        "Replaced: the declared @Warmup, such as the %.0f s of %s. Preset %s warms up until the scores are steady, or"
                                + " for %.0f s; to keep it: -- -wi N -w TIME",
                        jar.declared(cell).warmUpMillis() / 1e3,
                        cell.shortName(),
                        preset,
                        effort.warmUpIterations() * effort.iterationMillis() / 1e3)));
        if (timed.stream().map(jar::declared).anyMatch(Declared::measurement) && given.givesNoMeasurement()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Replaced: the declared @Measurement and @Fork. Preset %s measures up to %d forks, each %d times %d ms.",
                    preset,
                    preset.forks(),
                    effort.iterations(),
                    effort.iterationMillis()));
        }
        return lines;
    }
}
