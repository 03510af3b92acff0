package dev.labcoat.results.verdict;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many pairs a report will likely take, before its first one: so many that four of five rows that differ by a given change are
 * called so, and four of five that do not differ are called unchanged.
 *
 * @param rows of the report, at least 1
 */
public record Power(int rows) {

    /** The noise of a row that was never compared on this machine: what an unchanged server had over HTTP on a small one, 2.2 %. */
    public static final double USUAL_NOISE = 0.022;

    /** The share of rows that are to be decided. */
    private static final double SHARE = 0.8;

    /** Degrees of freedom that rows lend one another; in simulated reports of 5 to 30 unlike rows they were 4 to 20. */
    private static final double LENT_FREEDOM = 8;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * After how many pairs a row is likely decided.
     *
     * @param noise the standard deviation of its pairs, as a log ratio
     * @param change what is to be told from none, as a share such as 0.03; it is the row's margin
     * @return empty where {@link SequentialTest#MOST_PAIRS} are too few
     */
    public OptionalInt pairs(double noise, double change) {
        SequentialTest test = new SequentialTest(rows);
        double freedom = rows < Moderation.FEWEST_ROWS ? 0 : LENT_FREEDOM;
        double away = NORMAL.inverseCumulativeProbability(SHARE);
        double within = NORMAL.inverseCumulativeProbability((1 + SHARE) / 2);
        return SequentialTest.LOOKS.stream()
                .mapToInt(Integer::intValue)
                .filter(pairs -> {
                    double error = noise / Math.sqrt(pairs);
                    Evidence changed = new Evidence(pairs, Math.log1p(change) - away * error, noise * noise, freedom);
                    Evidence unchanged = new Evidence(pairs, within * error, noise * noise, freedom);
                    return test.showsChange(changed) && SequentialTest.showsNone(unchanged, change);
                })
                .findFirst();
    }
}
