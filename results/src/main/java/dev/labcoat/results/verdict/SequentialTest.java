package dev.labcoat.results.verdict;

import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Decides a row of a report from its lockstep pairs, looking more than once without paying for it in false alarms: at most
 * 1 report in 100 shows a line "faster" or "slower" when nothing changed, however many rows it has.
 *
 * <p>The error of the whole report is divided evenly among its rows (Bonferroni) and, for each row, among the looks by fixed
 * weights (an α-spending plan: a union bound over looks, so it holds whatever the pairs' dependence between looks). "No
 * change" is a test of equivalence by the confidence interval, within a margin.
 *
 * @param rows rows of the report, fixed before the run, at least 1
 */
public record SequentialTest(int rows) {

    /** The probability that a report in which nothing changed shows a change all the same. */
    public static final double REPORT_ERROR = 0.01;

    /** The number of pairs after which a row is looked at. */
    public static final List<Integer> LOOKS = List.of(4, 5, 6, 8, 10, 12, 16, 20);

    /** How the error of a row is divided among its looks, in parts of {@link #WEIGHT_SUM}: later looks, which know more, get more. */
    private static final List<Integer> WEIGHTS = List.of(1, 1, 2, 3, 4, 5, 7, 9);

    private static final double WEIGHT_SUM = 32;

    /** Pairs after which a row is given up. */
    public static final int MOST_PAIRS = 20;

    /** A smaller change is not worth a line, however sure it is. */
    static final double LEAST_CHANGE = Math.log(1.01);

    public SequentialTest {
        if (rows < 1) {
            throw new IllegalArgumentException("a report has at least one row, not " + rows);
        }
    }

    /**
     * Looks at a row.
     *
     * @param margin half the width of "no change", as a share such as 0.03
     * @return the verdict; empty when the row needs more pairs
     */
    public Optional<Verdict> look(Difference difference, double margin) {
        int look = LOOKS.indexOf(difference.pairs());
        if (look >= 0) {
            double tail = REPORT_ERROR * WEIGHTS.get(look) / WEIGHT_SUM / rows / 2;
            double size = Math.abs(difference.mean());
            if (size > difference.reach(tail) && size >= LEAST_CHANGE) {
                return Optional.of(difference.mean() > 0 ? Verdict.SLOWER : Verdict.FASTER);
            }
            if (!Margin.tooNoisy(margin) && size + difference.reach(Difference.RANGE_TAIL) < Math.log1p(margin)) {
                return Optional.of(Verdict.NO_CHANGE);
            }
        }
        return difference.pairs() >= MOST_PAIRS ? Optional.of(undecided(margin)) : Optional.empty();
    }

    /** The verdict on a row that gets no more pairs and could not be decided. */
    public static Verdict undecided(double margin) {
        return Margin.tooNoisy(margin) ? Verdict.TOO_NOISY : Verdict.INCONCLUSIVE;
    }

    /**
     * After how many pairs a row will likely be decided, should they go on as they began.
     *
     * @return a look's number of pairs, above those there are
     */
    public int likelyPairs(Difference difference, double margin) {
        return LOOKS.stream()
                .filter(pairs -> pairs > difference.pairs())
                .filter(pairs -> difference.pairs() < 2
                        || look(new Difference(pairs, difference.mean(), difference.deviation()), margin)
                                .isPresent())
                .findFirst()
                .orElse(MOST_PAIRS);
    }
}
