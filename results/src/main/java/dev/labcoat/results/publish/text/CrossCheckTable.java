package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.LoadSample;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What several load tools did to one server: who was the limit, and whether they agree. A ratio is taken in each round, and shown as
 * the geometric mean with the lowest and the highest.
 */
public final class CrossCheckTable {

    /** Who uses more than this share of a CPU is a limit. */
    private static final double BUSY = 0.90;

    /** Other work that takes more than this share of the machine keeps client and server from what they would do. */
    private static final double DISTURBED = 0.15;

    /** Ratios to our client beyond these are explained. */
    private static final double LOW = 0.8;

    private static final double HIGH = 1.25;

    private final List<LoadSample> samples;
    private final List<String> tools;
    private final List<String> steps;

    /**
     * Of these samples.
     *
     * @param steps of which they are, the baseline first
     */
    public CrossCheckTable(List<String> steps, List<LoadSample> samples) {
        this.steps = List.copyOf(steps);
        this.samples = List.copyOf(samples);
        this.tools = samples.stream().map(LoadSample::tool).distinct().toList();
    }

    /**
     * The table, and what must be said of it.
     *
     * @param width of the page in characters
     */
    public List<String> lines(int width) {
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String step : steps) {
            for (String tool : tools) {
                rows.add(row(tool, step));
                note(tool, step).ifPresent(notes::add);
            }
        }
        List<String> heads = List.of(
                "row", "client", "requests/s", "client CPU/req", "server CPU/req", "limit", "to ours", "change");
        List<String> lines = new ArrayList<>(
                new Grid(heads, 2, rows).withoutEmptyColumns(String::isEmpty).text(width));
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes);
        }
        if (steps.size() > 1) {
            lines.add("");
            lines.add("change: requests per second in this row, times those in " + steps.get(0)
                    + ", with the same client in the same round");
        }
        return lines;
    }

    private List<String> row(String tool, String step) {
        List<LoadSample> those = of(tool, step);
        return List.of(
                step,
                tool,
                String.format(Locale.ROOT, "%,.0f", mean(those, LoadSample::perSecond)),
                String.format(Locale.ROOT, "%.1f µs", mean(those, LoadSample::clientMicros)),
                String.format(Locale.ROOT, "%.1f µs", mean(those, LoadSample::serverMicros)),
                limit(those),
                ours(those.get(0)).map(ours -> ratio(those, of(ours, step))).orElse(""),
                step.equals(steps.get(0)) ? "" : ratio(those, of(tool, steps.get(0))));
    }

    private List<LoadSample> of(String tool, String step) {
        return samples.stream()
                .filter(sample -> sample.tool().equals(tool) && sample.step().equals(step))
                .toList();
    }

    /** Our client in the same way of connecting; empty for itself. */
    private Optional<String> ours(LoadSample sample) {
        Predicate<LoadSample> alike = other -> other.ours() && other.keptAlive() == sample.keptAlive();
        return sample.ours()
                ? Optional.empty()
                : samples.stream().filter(alike).map(LoadSample::tool).findFirst();
    }

    private static double mean(List<LoadSample> those, ToDoubleFunction<LoadSample> value) {
        return those.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static String limit(List<LoadSample> those) {
        boolean client = mean(those, LoadSample::clientShare) > BUSY;
        boolean server = mean(those, LoadSample::serverShare) > BUSY;
        return client && server
                ? "both"
                : client ? "client" : server ? "server" : isDisturbed(those) ? "other work" : "neither";
    }

    private static boolean isDisturbed(List<LoadSample> those) {
        return mean(those, LoadSample::otherShare) > DISTURBED;
    }

    /** Pairs of the same round. */
    private static DoubleSummaryStatistics logRatios(List<LoadSample> those, List<LoadSample> base) {
        DoubleSummaryStatistics logs = new DoubleSummaryStatistics();
        for (LoadSample sample : those) {
            base.stream()
                    .filter(other -> other.round() == sample.round())
                    .findFirst()
                    .ifPresent(other -> logs.accept(Math.log(sample.perSecond() / other.perSecond())));
        }
        return logs;
    }

    private static String ratio(List<LoadSample> those, List<LoadSample> base) {
        DoubleSummaryStatistics logs = logRatios(those, base);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                Math.exp(logs.getAverage()),
                Math.exp(logs.getMin()),
                Math.exp(logs.getMax()));
    }

    private Optional<String> note(String tool, String step) {
        List<LoadSample> those = of(tool, step);
        Optional<String> ours = ours(those.get(0));
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        List<LoadSample> base = of(ours.get(), step);
        double ratio = Math.exp(logRatios(those, base).getAverage());
        if (ratio >= LOW && ratio <= HIGH) {
            return Optional.empty();
        }
        String what = String.format(
                Locale.ROOT, "%s, %s: %.2f times as many requests as with %s. ", step, tool, ratio, ours.get());
        return Optional.of(what + why(tool, those, ours.get(), base));
    }

    private static String why(String tool, List<LoadSample> those, String ours, List<LoadSample> base) {
        LoadSample limited =
                mean(those, LoadSample::perSecond) < mean(base, LoadSample::perSecond) ? those.get(0) : base.get(0);
        List<LoadSample> slower = limited.tool().equals(tool) ? those : base;
        String name = limited.tool().equals(tool) ? tool : ours;
        double client = mean(slower, LoadSample::clientShare);
        double server = mean(slower, LoadSample::serverShare);
        if (client > BUSY && server <= BUSY) {
            return String.format(
                    Locale.ROOT,
                    "The limit is %s itself: it used %.0f %% of its CPU, and the server %.0f %%",
                    name,
                    100 * client,
                    100 * server);
        }
        if (server > BUSY) {
            return String.format(
                    Locale.ROOT,
                    "The server is the limit with %s, and spends %.1f µs on each request, %.1f µs with the other",
                    name,
                    mean(slower, LoadSample::serverMicros),
                    mean(slower.equals(those) ? base : those, LoadSample::serverMicros));
        }
        return String.format(
                Locale.ROOT,
                "Neither is busy with %s, client %.0f %% and server %.0f %%: %s",
                name,
                100 * client,
                100 * server,
                isDisturbed(slower)
                        ? String.format(
                                Locale.ROOT,
                                "other work took %.0f %% of the machine. CPU time of a request still says something, its"
                                        + " rate does not",
                                100 * mean(slower, LoadSample::otherShare))
                        : "one waits for the other, or both have one CPU");
    }
}
