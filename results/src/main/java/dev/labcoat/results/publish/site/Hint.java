package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a line's newest score differs from the runs before: where to look, and no verdict, since the runs lie days apart.
 *
 * @param line the line
 * @param now its newest score
 * @param before the median of the earlier scores
 * @param earlier how many of them there are
 * @param slower by what share an operation takes longer than in that median; below 0 where it is shorter
 * @param noises how many times the noise of the earlier scores that is
 */
record Hint(Line line, double now, double before, int earlier, double slower, double noises) {

    /** As many runs before the newest are looked at. */
    static final int EARLIER = 10;

    /** From this many times the noise on a row is shown: in normal noise alone 1 of 200 rows is (of 10 earlier runs). */
    static final double SHOWN = 5;

    /** With fewer earlier runs the noise is not known well enough: of 7, noise alone would show 1 row in 65. */
    static final int LEAST_EARLIER = 7;

    /** The median absolute deviation of normal noise is its standard deviation divided by this. */
    private static final double DEVIATIONS = 1.4826;

    /** Scores that repeat to the last digit are no reason to show a change that nobody would notice. */
    private static final double LEAST_NOISE = 0.001;

    /** The hint of a line; empty where too little is known. */
    static Optional<Hint> of(Line line) {
        List<Double> recent = line.recent();
        List<Double> scores = recent.subList(Math.max(0, recent.size() - 1 - EARLIER), recent.size());
        if (scores.size() <= LEAST_EARLIER || !scores.stream().allMatch(score -> score > 0)) {
            return Optional.empty();
        }
        int last = scores.size() - 1;
        int sign = Direction.of(line.id().mode(), line.unit()) == Direction.LOWER_IS_BETTER ? 1 : -1;
        double[] times =
                scores.stream().mapToDouble(score -> sign * Math.log(score)).toArray();
        double middle =
                median(IntStream.range(0, last).mapToDouble(i -> times[i]).toArray());
        double noise = DEVIATIONS
                * median(IntStream.range(0, last)
                        .mapToDouble(i -> Math.abs(times[i] - middle))
                        .toArray());
        double change = times[last] - middle;
        return Optional.of(new Hint(
                line,
                scores.get(last),
                Math.exp(sign * middle),
                last,
                Math.expm1(change),
                change / Math.max(noise, LEAST_NOISE)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
