package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Contradiction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.JmhSetting;
import dev.labcoat.results.model.Reported;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In what a result that was imported is at odds with itself, a sentence for each. */
public final class Contradictions {

    private Contradictions() {}

    /** Those of a cell. */
    public static List<String> of(Cell cell) {
        List<String> all = new ArrayList<>();
        Contradiction.of(cell).forEach(found -> all.add(text(found)));
        if (cell.reported() != null) {
            all.addAll(missing(cell.forks(), cell.reported()));
        }
        return all;
    }

    private static String text(Contradiction found) {
        return String.format(
                Locale.ROOT,
                "its %s is %s, but the mean of its raw data is %s.",
                found.metric().isEmpty() ? "score" : found.metric(),
                Quantity.of(found.told(), found.unit()).text(),
                Quantity.of(found.made(), found.unit()).text());
    }

    /** Raw data that the file says were measured, and does not have. */
    private static List<String> missing(List<Fork> forks, Reported reported) {
        int saidForks = reported.number(JmhSetting.FORKS);
        int saidIterations = reported.number(JmhSetting.MEASUREMENT_ITERATIONS);
        int fewest = forks.stream().mapToInt(fork -> fork.scores().size()).min().orElse(saidIterations);
        List<String> missing = new ArrayList<>();
        if (!forks.isEmpty() && forks.size() < saidForks) {
            missing.add("it is of " + Counted.of(saidForks, "fork") + ", but has raw data of " + forks.size() + ".");
        }
        if (fewest < saidIterations) {
            missing.add("it is of " + Counted.of(saidIterations, "iteration")
                    + " in each fork, but one has raw data of " + fewest + ".");
        }
        return missing;
    }
}
