package dev.labcoat.results.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A number that JMH reported and that is not that of its raw data.
 *
 * @param metric the secondary result; empty for the score
 * @param told what was reported
 * @param made the mean of the raw data
 * @param unit of both
 */
public record Contradiction(String metric, double told, double made, String unit) {

    /** A number that differs by more from that of its raw data was not made of them: more than rounding does. */
    private static final double ROUNDING = 0.005;

    /** What JMH makes of all samples, so that nothing is known of it by the numbers of iterations. */
    private static final Pattern OF_SAMPLES = Pattern.compile("safepoints\\..*|(?:.*[^\\w])?p[01]\\.\\d+");

    /** All of a cell; none where nothing was reported, or nothing is known of how it came about. */
    public static List<Contradiction> of(Cell cell) {
        Reported reported = cell.reported();
        if (reported == null || cell.good().isEmpty()) {
            return List.of();
        }
        List<Contradiction> found = new ArrayList<>();
        double score = reported.score().score();
        double mean = mean(cell.good());
        if (differ(score, mean)) {
            found.add(new Contradiction("", score, mean, cell.unit()));
        }
        reported.metrics().forEach((name, told) -> {
            List<Double> values = cell.good().stream()
                    .flatMap(fork -> Stream.ofNullable(fork.metrics().get(name)))
                    .flatMap(metric -> metric.values().stream())
                    .toList();
            boolean known = Double.isFinite(told.score()) && values.stream().allMatch(Double::isFinite);
            if (known && !values.isEmpty() && !OF_SAMPLES.matcher(name).matches() && !made(told.score(), values)) {
                found.add(new Contradiction(name, told.score(), Aggregate.MEAN.of(values), told.unit()));
            }
        });
        return found;
    }

    /** Whether JMH may have made a number of others, in any of its ways. */
    private static boolean made(double told, List<Double> values) {
        return Arrays.stream(Aggregate.values()).anyMatch(how -> !differ(told, how.of(values)));
    }

    private static boolean differ(double told, double made) {
        return Math.abs(told - made) > ROUNDING * Math.max(Math.abs(told), Math.abs(made));
    }

    /** The mean of all iterations of all forks, or of all their samples. */
    private static double mean(List<Fork> forks) {
        List<Histogram> samples = forks.stream()
                .flatMap(fork -> Stream.ofNullable(fork.histograms()))
                .flatMap(List::stream)
                .toList();
        return samples.isEmpty()
                ? Aggregate.MEAN.of(
                        forks.stream().flatMap(fork -> fork.scores().stream()).toList())
                : Histogram.mean(samples);
    }
}
