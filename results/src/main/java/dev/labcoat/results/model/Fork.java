package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One JVM launch of a cell: either its raw data, or why there is none. It has none where it failed, and where the benchmark said
 * that it cannot run here, such as on a JDK without virtual threads: that one was skipped, which is no failure.
 *
 * @param unit of the scores, as JMH names it; empty when there is no result
 * @param scores one score for each iteration, empty when there is no result
 * @param operations how many operations each iteration measured, as many numbers as scores; empty where nobody counted them, as
 *     in older records
 * @param metrics secondary results by name
 * @param marks validity marks, see the table in the README
 * @param seconds wall time of the whole fork; of a round that forks were in together, its even part
 * @param warmUpSeconds of these, warming up; 0 where single invocations are timed
 * @param measuredSeconds of these, measuring; 0 where single invocations are timed, whose scores say it
 * @param error why the fork has no result, in one line; null when it has one
 * @param round the round of its run: forks of one round were alive at the same time and had turns, so that they can be compared
 *     with one another; null where that is not known, as in older records and in imported results
 * @param histograms the samples of each iteration, of which the scores are the means; null where JMH does not sample
 */
public record Fork(
        String unit,
        List<Double> scores,
        List<Long> operations,
        Map<String, Metric> metrics,
        List<String> marks,
        double seconds,
        double warmUpSeconds,
        double measuredSeconds,
        @Nullable String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer round,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Histogram> histograms) {

    public Fork {
        Check.present(unit, "a fork's unit");
        Check.seconds(seconds, "seconds");
        Check.seconds(warmUpSeconds, "warmUpSeconds");
        Check.seconds(measuredSeconds, "measuredSeconds");
        scores = Check.whole(scores, "scores");
        operations = countedOperations(operations);
        if (!operations.isEmpty() && operations.size() != scores.size()) {
            throw new IllegalArgumentException(
                    operations.size() + " counts of operations for " + scores.size() + " scores");
        }
        metrics = new TreeMap<>(Check.whole(metrics, "metrics"));
        marks = Check.whole(marks, "marks");
        if (histograms != null) {
            histograms = Check.whole(histograms, "histograms");
        }
        if (error == null) {
            error = whyUnusable(scores);
        }
    }

    /** A fork whose score is no number is no result, whoever says that it is one. */
    private static @Nullable String whyUnusable(List<Double> scores) {
        if (scores.isEmpty()) {
            return "it has no iterations";
        }
        return Double.isFinite(mean(scores)) ? null : "the score of an iteration is not a number";
    }

    /** A fork of which no round is known. */
    public Fork(
            String unit,
            List<Double> scores,
            List<Long> operations,
            Map<String, Metric> metrics,
            List<String> marks,
            double seconds,
            double warmUpSeconds,
            double measuredSeconds,
            @Nullable String error) {
        this(unit, scores, operations, metrics, marks, seconds, warmUpSeconds, measuredSeconds, error, null, null);
    }

    /** An older record has no such list, whatever its type says. */
    private static List<Long> countedOperations(@Nullable List<Long> operations) {
        return operations == null ? List.of() : List.copyOf(operations);
    }

    /** The mark of a fork that was skipped. */
    private static final String SKIPPED = "skipped";

    /** A fork that failed. */
    public static Fork failed(String error, double seconds) {
        return new Fork("", List.of(), List.of(), Map.of(), List.of(), seconds, 0, 0, error);
    }

    /** A fork that cannot run here. */
    public static Fork skipped(String reason, double seconds) {
        return new Fork("", List.of(), List.of(), Map.of(), List.of(SKIPPED), seconds, 0, 0, reason);
    }

    /** This fork with no more than one number of each secondary result, for a record that holds many forks. */
    public Fork condensed() {
        Map<String, Metric> numbers = new TreeMap<>();
        metrics.forEach((name, metric) ->
                numbers.put(name, new Metric(metric.unit(), List.of(metric.value()), metric.aggregate())));
        return with(numbers).sampled(null);
    }

    /**
     * This fork with what only its coordinator knows.
     *
     * @param counted operations of each iteration
     * @param warmedUpSeconds how long it warmed up
     * @param moreMarks validity marks beside its own
     */
    public Fork seen(List<Long> counted, double warmedUpSeconds, List<String> moreMarks) {
        List<String> all =
                Stream.concat(marks.stream(), moreMarks.stream()).distinct().toList();
        return new Fork(
                unit,
                scores,
                counted,
                metrics,
                all,
                seconds,
                warmedUpSeconds,
                measuredSeconds,
                error,
                round,
                histograms);
    }

    /**
     * This fork, as one of those of a round.
     *
     * @param number of the round
     * @param part its even part of the round's wall time, in seconds
     */
    public Fork inRound(int number, double part) {
        return new Fork(
                unit,
                scores,
                operations,
                metrics,
                marks,
                part,
                warmUpSeconds,
                measuredSeconds,
                error,
                number,
                histograms);
    }

    /** This fork, with the round that it is of, or without. */
    public Fork ofRound(@Nullable Integer number) {
        return Objects.equals(round, number)
                ? this
                : new Fork(
                        unit,
                        scores,
                        operations,
                        metrics,
                        marks,
                        seconds,
                        warmUpSeconds,
                        measuredSeconds,
                        error,
                        number,
                        histograms);
    }

    /**
     * This fork with what only its launcher knows.
     *
     * @param allMarks in place of its own
     * @param wall of the whole fork, in seconds
     * @param warmingUp of these
     * @param measuring of these
     */
    public Fork launched(List<String> allMarks, double wall, double warmingUp, double measuring) {
        return new Fork(
                unit, scores, operations, metrics, allMarks, wall, warmingUp, measuring, error, round, histograms);
    }

    /** This fork with other secondary results. */
    public Fork with(Map<String, Metric> others) {
        return new Fork(
                unit,
                scores,
                operations,
                others,
                marks,
                seconds,
                warmUpSeconds,
                measuredSeconds,
                error,
                round,
                histograms);
    }

    /** This fork with the samples of its iterations, or without any. */
    public Fork sampled(@Nullable List<Histogram> samples) {
        return new Fork(
                unit,
                scores,
                operations,
                metrics,
                marks,
                seconds,
                warmUpSeconds,
                measuredSeconds,
                error,
                round,
                samples);
    }

    /** A fork with the marks and times of this one, and with another result of it for its only score. */
    Fork alone(String unitOfScore, double score) {
        return new Fork(
                unitOfScore, List.of(score), List.of(), Map.of(), marks, seconds, warmUpSeconds, measuredSeconds, null);
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

    /**
     * The fork's score: that of its iterations together, see {@link #total}, where their operations were counted; else their mean,
     * as JMH has it.
     *
     * @param direction that of the scores
     */
    public double score(Direction direction) {
        return operations.isEmpty() ? mean(scores) : total(direction);
    }

    private static double mean(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /**
     * The fork's score over all its iterations together: total operations through total time, or total time through total
     * operations. An iteration with a stall has fewer operations and so weighs less than in a mean of scores. Where operations
     * were not counted, each iteration is taken to have lasted as long as the others.
     *
     * @param direction that of the scores: higher is better for operations per time, lower for time per operation
     * @return not a number, or not finite, where a score is
     */
    public double total(Direction direction) {
        if (scores.isEmpty()) {
            return Double.NaN;
        }
        double operationsInAll = 0;
        double time = 0;
        for (int i = 0; i < scores.size(); i++) {
            double timeOfOne = direction == Direction.LOWER_IS_BETTER ? scores.get(i) : 1 / scores.get(i);
            double count = operations.isEmpty() ? 1 / timeOfOne : operations.get(i);
            operationsInAll += count;
            time += count * timeOfOne;
        }
        return direction == Direction.LOWER_IS_BETTER ? time / operationsInAll : operationsInAll / time;
    }
}
