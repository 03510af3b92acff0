package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Decides a row of a report from its lockstep pairs, looking more than once without paying for it in false alarms: at most
 * 1 report in 100 shows a line "faster" or "slower" when nothing changed, however many rows it has.
 *
 * <p>Of the error of the whole report a fifth is for what an operation costs, see {@link CostChange}. The rest is divided evenly among
 * its rows (Bonferroni) and, for each row, among the looks by fixed
 * weights (an α-spending plan: a union bound over looks, so it holds whatever the pairs' dependence between looks). "No
 * change" is a test of equivalence by the confidence interval, within a margin.
 *
 * <p>Forks may be of two kinds by chance, fast or slow all their life. Then n pairs lie on the same side, and close together, with
 * a probability of 2 / 4ⁿ when both kinds are as frequent, less otherwise; no test of variances can tell that from a change. So a
 * change takes as many pairs as make it rarer than half of the report's error in all rows together: 5 in a report of up to 2
 * rows, 6 of up to 10, 8 of up to 163.
 *
 * <p>Where a row is judged on quantiles of its samples or on metrics too, each of them counts as a row of its own here, with its mean and
 * all others dependent in whatever way: a union bound does not ask.
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

    private static final double WEIGHT_SUM = 40;

    /** What the times of operations leave of these parts, for all costs of the row together. */
    private static final double WEIGHT_OF_COSTS =
            WEIGHT_SUM - WEIGHTS.stream().mapToInt(Integer::intValue).sum();

    /** A smaller change of a cost, or of another metric, is not worth a line, however sure it is: some are counted exactly. */
    static final double LEAST_CHANGE_OF_COST = Math.log(1.005);

    /** Pairs after which a row is given up. */
    public static final int MOST_PAIRS = 20;

    /** A smaller change is not worth a line, however sure it is. */
    static final double LEAST_CHANGE = Math.log(1.01);

    /** The probability in each tail outside of the interval that shows that nothing changed, which thus holds 99 %. */
    static final double EQUIVALENCE_TAIL = 0.005;

    public SequentialTest {
        if (rows < 1) {
            throw new IllegalArgumentException("a report has at least one row, not " + rows);
        }
    }

    /** The first look at which a row may be called slower or faster. */
    int leastPairs() {
        return LOOKS.stream()
                .filter(pairs -> rows * 2 * Math.pow(4, -pairs) < REPORT_ERROR / 2)
                .findFirst()
                .orElse(MOST_PAIRS);
    }

    /** Whether more pairs could still decide a row, or what is judged beside its mean. */
    public static boolean mayDecide(ComparisonRow row) {
        return row.anyVerdict(Verdict::open) && row.pairs().size() < MOST_PAIRS;
    }

    /**
     * Looks at a row.
     *
     * @param margin half the width of "no change", as a share such as 0.03
     * @return the verdict; empty when the row needs more pairs
     */
    public Optional<Verdict> look(Evidence evidence, double margin) {
        return look(evidence, margin, LEAST_CHANGE);
    }

    /**
     * Looks at a metric of a row.
     *
     * @param margin as of {@link #look}
     * @return as of {@link #look}
     */
    public Optional<Verdict> lookAtMetric(Evidence evidence, double margin) {
        return look(evidence, margin, LEAST_CHANGE_OF_COST);
    }

    private Optional<Verdict> look(Evidence evidence, double margin, double least) {
        if (LOOKS.contains(evidence.pairs())) {
            double size = Math.abs(evidence.mean());
            if (showsChange(evidence, least)) {
                return Optional.of(evidence.mean() > 0 ? Verdict.SLOWER : Verdict.FASTER);
            }
            // What is likely a change is asked again, so that "no change" does not hide one that a few more pairs would
            // show.
            if (showsNone(evidence, margin) && (size < least || size <= evidence.reach(EQUIVALENCE_TAIL))) {
                return Optional.of(Verdict.NO_CHANGE);
            }
        }
        return evidence.pairs() >= MOST_PAIRS ? Optional.of(last(evidence, margin)) : Optional.empty();
    }

    /** The verdict on a row that gets no more pairs, and in which no change was shown. */
    public static Verdict last(Evidence evidence, double margin) {
        if (showsNone(evidence, margin)) {
            return Verdict.NO_CHANGE;
        }
        return Margin.tooNoisy(margin) ? Verdict.TOO_NOISY : Verdict.INCONCLUSIVE;
    }

    /** Whether a look at so many pairs finds a change. */
    boolean showsChange(Evidence evidence) {
        return showsChange(evidence, LEAST_CHANGE);
    }

    private boolean showsChange(Evidence evidence, double least) {
        double size = Math.abs(evidence.mean());
        return evidence.pairs() >= leastPairs() && size >= least && size > evidence.reach(tail(evidence.pairs()));
    }

    /** Whether the interval lies within the margin. */
    static boolean showsNone(Evidence evidence, double margin) {
        return evidence.pairs() >= LOOKS.get(0)
                && !Margin.tooNoisy(margin)
                && Math.abs(evidence.mean()) + evidence.reach(EQUIVALENCE_TAIL) < Math.log1p(margin);
    }

    /**
     * Half the width of the range that a verdict rests on, as a log ratio: "no change" on the interval within the margin, all
     * others on the one that has to leave out "no difference at all". Between two looks it is the earlier one's.
     *
     * @return NaN for fewer than two pairs
     */
    public double reach(Evidence evidence, Verdict verdict) {
        return evidence.reach(verdict == Verdict.NO_CHANGE ? EQUIVALENCE_TAIL : tail(evidence.pairs()));
    }

    /**
     * Whether pairs show that a cost changed. It is looked at when the row's time is, and each look spends its part of the error.
     *
     * @param costs how many costs the row has
     */
    boolean showsChangeOfCost(Evidence evidence, int costs) {
        double size = Math.abs(evidence.mean());
        return evidence.pairs() >= leastPairs() && size >= LEAST_CHANGE_OF_COST && size > reachOfCost(evidence, costs);
    }

    /** Half the width of the range that leaves out no change of a cost, as a log ratio; NaN for fewer than two pairs. */
    double reachOfCost(Evidence evidence, int costs) {
        double part = WEIGHT_OF_COSTS / (WEIGHT_SUM - WEIGHT_OF_COSTS) / costs;
        return evidence.reach(tail(evidence.pairs()) * part);
    }

    /** The error on one side that the last look at or before a number of pairs may spend. */
    private double tail(int pairs) {
        int look = 0;
        while (look + 1 < LOOKS.size() && LOOKS.get(look + 1) <= pairs) {
            look++;
        }
        return REPORT_ERROR * WEIGHTS.get(look) / WEIGHT_SUM / rows / 2;
    }

    /**
     * After how many pairs a row will likely be decided, should they go on as they began.
     *
     * @return a look's number of pairs, above those there are
     */
    public int likelyPairs(Evidence evidence, double margin) {
        return LOOKS.stream()
                .filter(pairs -> pairs > evidence.pairs())
                .filter(pairs -> evidence.pairs() < 2
                        || look(evidence.after(pairs), margin).isPresent())
                .findFirst()
                .orElse(MOST_PAIRS);
    }
}
