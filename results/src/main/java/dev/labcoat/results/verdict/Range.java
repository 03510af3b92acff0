package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;

/**
 * By how much a row differs, and the range that its verdict rests on, as natural logarithms of head's time for an operation through
 * base's: above 0 where head is slower.
 *
 * @param lowest the range's lower end; NaN where nothing is known of the noise, such as of one pair
 * @param mean of the pairs; NaN for none
 * @param highest the range's upper end; NaN like the lower
 */
public record Range(double lowest, double mean, double highest) {

    /**
     * The range of a row's mean.
     *
     * @param figures of the whole report, among which its error is divided ({@link
     *     dev.labcoat.results.model.Comparison#judged}): needed for a row that was recorded without a verdict, or
     *     by a version that did not keep its range; the plain t test's is taken then
     */
    public static Range of(ComparisonRow row, int figures) {
        Difference difference = Difference.of(row.mean());
        Double recorded = row.reach();
        double reach = recorded == null
                ? new SequentialTest(figures).reach(Evidence.ofPairsAlone(difference), row.verdict())
                : recorded;
        return new Range(difference.mean() - reach, difference.mean(), difference.mean() + reach);
    }

    /** The plain t test's interval of pairs that hold for themselves, such as those of another tool: 99 %. */
    public static Range alone(Difference difference) {
        return of(Evidence.ofPairsAlone(difference), SequentialTest.EQUIVALENCE_TAIL);
    }

    /**
     * The interval of the t test.
     *
     * @param tail the probability outside of it at each end, such as 0.025 for an interval of 95 %
     */
    public static Range of(Evidence evidence, double tail) {
        double reach = evidence.reach(tail);
        return new Range(evidence.mean() - reach, evidence.mean(), evidence.mean() + reach);
    }

    /** Half of its width. */
    public double reach() {
        return (highest - lowest) / 2;
    }
}
