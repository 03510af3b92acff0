package dev.labcoat.results.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One JVM launch of a cell: either its raw data, or why there is none. It has none where it failed, and where the benchmark said
 * that it cannot run here, such as on a JDK without virtual threads: that one was skipped, which is no failure.
 *
 * @param unit of the scores, as JMH names it; empty when there is no result
 * @param scores one score for each iteration, empty when there is no result
 * @param metrics secondary results by name
 * @param marks validity marks, see the table in the README
 * @param seconds wall time of the whole fork
 * @param warmUpSeconds of these, warming up
 * @param measuredSeconds of these, measuring
 * @param error why the fork has no result, in one line; null when it has one
 */
public record Fork(
        String unit,
        List<Double> scores,
        Map<String, Metric> metrics,
        List<String> marks,
        double seconds,
        double warmUpSeconds,
        double measuredSeconds,
        @Nullable String error) {

    public Fork {
        scores = List.copyOf(scores);
        metrics = new TreeMap<>(metrics);
        marks = List.copyOf(marks);
    }

    /** The mark of a fork that was skipped. */
    private static final String SKIPPED = "skipped";

    /** A fork that failed. */
    public static Fork failed(String error, double seconds) {
        return new Fork("", List.of(), Map.of(), List.of(), seconds, 0, 0, error);
    }

    /** A fork that cannot run here. */
    public static Fork skipped(String reason, double seconds) {
        return new Fork("", List.of(), Map.of(), List.of(SKIPPED), seconds, 0, 0, reason);
    }

    /** This fork with no more than the mean of each secondary result, for a record that holds many forks. */
    public Fork condensed() {
        Map<String, Metric> means = new TreeMap<>();
        metrics.forEach((name, metric) -> means.put(name, new Metric(metric.unit(), List.of(metric.mean()))));
        return new Fork(unit, scores, means, marks, seconds, warmUpSeconds, measuredSeconds, error);
    }

    /** Whether this fork has a result. */
    public boolean succeeded() {
        return error == null;
    }

    /** Whether this fork has no result for a reason that is no failure. */
    public boolean wasSkipped() {
        return error != null && marks.contains(SKIPPED);
    }

    /** Whether this fork should have a result and has none. */
    public boolean failed() {
        return error != null && !wasSkipped();
    }

    /** The fork's score: the mean over its iterations, as JMH has it. */
    public double score() {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
