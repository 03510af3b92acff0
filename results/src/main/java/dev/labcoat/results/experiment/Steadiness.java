package dev.labcoat.results.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Decides when a group is warm: the JIT compilers of every arm have used less than {@link #QUIET} of a CPU over the last second,
 * and the ratio of the arms' times has no trend: what is compared must be steady, not each arm. A server that still gets faster
 * at the pace of its neighbour does no harm. The time of an arm alone must have no trend itself.
 *
 * <p>No trend: the means of ln(score of an arm / of the first arm) over the last {@value #SPAN} rounds and over the {@value
 * #SPAN} before differ by less than {@link #TREND}, or by less than Student's t test at 5 % can tell from none.
 */
final class Steadiness {

    /** Rounds of each half that the trend is looked for in. */
    static final int SPAN = 5;

    /** No sooner is a trend looked for. */
    static final int LEAST_ROUNDS = 2 * SPAN;

    /** Compilers that use less than this share of a CPU are quiet (found right on 24 recorded warm-ups of servers). */
    static final double QUIET = 0.10;

    /** A smaller trend than this, in ln(score), may go on. */
    static final double TREND = 0.01;

    private static final Duration QUIET_FOR = Duration.ofSeconds(1);

    private static final double T_QUANTILE = TDistribution.of(2.0 * (SPAN - 1)).inverseSurvivalProbability(0.025);

    private final List<Round> rounds = new ArrayList<>();

    /**
     * One round of warming up.
     *
     * @param length of the whole round
     * @param compiling CPU time that the compilers of each arm used in it
     * @param logScores ln of each arm's score, whatever the unit
     */
    record Round(Duration length, List<Duration> compiling, List<Double> logScores) {}

    void add(Round round) {
        rounds.add(round);
    }

    /** Whether the group is warm. */
    boolean reached() {
        return rounds.size() >= LEAST_ROUNDS && isQuiet() && hasNoTrend();
    }

    private boolean isQuiet() {
        int from = rounds.size();
        Duration length = Duration.ZERO;
        while (from > 0 && length.compareTo(QUIET_FOR) < 0) {
            from--;
            length = length.plus(rounds.get(from).length());
        }
        List<Round> last = rounds.subList(from, rounds.size());
        double allowed = QUIET * length.toNanos();
        return length.compareTo(QUIET_FOR) >= 0
                && IntStream.range(0, arms())
                        .allMatch(arm -> last.stream()
                                        .mapToLong(round ->
                                                round.compiling().get(arm).toNanos())
                                        .sum()
                                < allowed);
    }

    private int arms() {
        return rounds.get(0).logScores().size();
    }

    private boolean hasNoTrend() {
        return arms() == 1
                ? hasNoTrend(round -> round.logScores().get(0))
                : IntStream.range(1, arms())
                        .allMatch(arm -> hasNoTrend(round ->
                                round.logScores().get(arm) - round.logScores().get(0)));
    }

    private boolean hasNoTrend(ToDoubleFunction<Round> value) {
        int end = rounds.size();
        double[] earlier = values(rounds.subList(end - 2 * SPAN, end - SPAN), value);
        double[] last = values(rounds.subList(end - SPAN, end), value);
        double error = Math.sqrt((StatUtils.variance(earlier) + StatUtils.variance(last)) / SPAN);
        return Math.abs(StatUtils.mean(last) - StatUtils.mean(earlier)) < Math.max(TREND, T_QUANTILE * error);
    }

    private static double[] values(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).toArray();
    }
}
