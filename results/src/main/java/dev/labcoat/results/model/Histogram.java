package dev.labcoat.results.model;

import java.util.List;

/**
 * The samples of an iteration.
 *
 * @param values each value that was seen, in JMH's unit of the score
 * @param counts how often each was seen, as many numbers as values
 */
public record Histogram(List<Double> values, List<Long> counts) {

    public Histogram {
        values = Check.whole(values, "a histogram's values");
        counts = Check.whole(counts, "a histogram's counts");
        if (values.size() != counts.size()) {
            throw new IllegalArgumentException(
                    "a histogram has " + values.size() + " values and " + counts.size() + " counts");
        }
        counts.stream().filter(count -> count < 0).findFirst().ifPresent(count -> {
            throw new IllegalArgumentException("a count of a histogram is less than 0: " + count);
        });
    }

    /** How many samples there are. */
    public long samples() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Their mean; NaN when there are none. */
    public double mean() {
        return mean(List.of(this));
    }

    /** The mean of all samples of some iterations, as JMH has it; NaN when there are none. */
    public static double mean(List<Histogram> iterations) {
        double sum = 0;
        double samples = 0;
        for (Histogram iteration : iterations) {
            for (int i = 0; i < iteration.values.size(); i++) {
                sum += iteration.values.get(i) * iteration.counts.get(i);
                samples += iteration.counts.get(i);
            }
        }
        return sum / samples;
    }
}
