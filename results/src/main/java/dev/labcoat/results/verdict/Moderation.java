package dev.labcoat.results.verdict;

import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * What the rows of a report say of one another's noise, so that four pairs of one row need not say it alone.
 *
 * <p>The variances of the rows, each divided by what was known of that row before, are taken for draws from one distribution:
 * {@code scale} times an F with the row's and {@code freedom} degrees of freedom. Both are estimated by the moments of the
 * logarithm, as {@code fitFDist} of the R package limma does (Smyth 2004, "Linear models and empirical Bayes methods for
 * assessing differential expression in microarray experiments", section 6.2).
 *
 * <p>Rows with known noise and rows without are two families: the ones are compared with themselves, the others with each
 * other. A family of fewer than {@value #FEWEST_ROWS} rows says nothing of itself, and its rows are judged by the plain t test. So is a
 * row that varies much more than the others do: theirs would make it surer than it may be.
 *
 * @param known of the rows whose noise was known before
 * @param unknown of the others
 * @param stranger a row whose variance is as unlikely among the others' as that, or more so, is not one of them
 */
public record Moderation(Prior known, Prior unknown, double stranger) {

    /** The spread of fewer variances is a guess. */
    static final int FEWEST_ROWS = 5;

    /** Rows that happen to agree would be sure of each other: a prior is never worth more than so many pairs. */
    static final double MOST_FREEDOM = 20;

    /** For rows of at least {@link SequentialTest#LOOKS four} pairs; simulated with 1 and with 20 %, and not better. */
    static final double STRANGER = 0.05;

    /** For rows of one to three pairs, which hardly show that they vary more than others. */
    static final double STRANGER_OF_FEW = 0.2;

    /** What one degree of freedom of the rows is worth in a prior of so few. */
    static final double WORTH_OF_FEW = 1 / 3.0;

    /**
     * No row is thought to be quieter than so, as a share of the variance that was known of it: forks that are fast or slow by chance
     * look so when chance has them alike. Simulated with none and with a quarter too, which gave up to 1.4 and 1.0 % false reports.
     */
    static final double LEAST_OF_KNOWN = 0.5;

    /** Below this, trigamma's inverse is so large that the rows' variances differ by nothing but chance. */
    private static final double LEAST_EXCESS = 1e-6;

    private static final int MOST_STEPS = 200;

    /**
     * What a family of rows says of the noise of each of them.
     *
     * @param freedom degrees of freedom that it is worth; 0 for nothing
     * @param scale the variance to be expected, as a multiple of what was known before
     */
    record Prior(double freedom, double scale) {

        static final Prior NONE = new Prior(0, 1);
    }

    /**
     * What rows say of one another.
     *
     * @param rows all rows of the report, decided or not: the open ones alone would be those that vary the most. Rows of fewer
     *     than two pairs are left out
     */
    public static Moderation of(List<RowState> rows) {
        return new Moderation(prior(rows, true, MOST_FREEDOM), prior(rows, false, MOST_FREEDOM), STRANGER);
    }

    /**
     * What rows of one to three pairs say of one another, of whose noise nothing was known: a prior of so few is a guess itself, and worth
     * no more than a third of the degrees of freedom that it comes from. In simulation, 95 % intervals of eight rows of two pairs and three
     * of one then miss the truth in 4 to 6 % where rows' standard deviations differ by 0.4 to 0.8 in the logarithm; in 7 to 8 % without
     * either bound.
     */
    public static Moderation ofFew(List<RowState> rows) {
        int freedom = rows.stream()
                .filter(row -> row.difference().pairs() > 1)
                .mapToInt(row -> row.difference().freedom())
                .sum();
        return new Moderation(
                Prior.NONE, prior(rows, false, Math.min(MOST_FREEDOM, freedom * WORTH_OF_FEW)), STRANGER_OF_FEW);
    }

    private static Prior prior(List<RowState> rows, boolean known, double mostFreedom) {
        List<RowState> family = rows.stream()
                .filter(row -> row.noise().isPresent() == known)
                .filter(row -> row.difference().pairs() > 1)
                .toList();
        return family.size() < FEWEST_ROWS ? Prior.NONE : prior(family, mostFreedom);
    }

    private static Prior prior(List<RowState> family, double mostFreedom) {
        double[] logs = family.stream()
                .mapToDouble(row -> {
                    double half = row.difference().freedom() / 2.0;
                    return Math.log(row.relativeVariance()) - Gamma.digamma(half) + Math.log(half);
                })
                .toArray();
        double byChance = family.stream()
                .mapToDouble(row -> Gamma.trigamma(row.difference().freedom() / 2.0))
                .average()
                .orElseThrow();
        double excess = StatUtils.variance(logs) - byChance;
        if (excess < LEAST_EXCESS) {
            return new Prior(mostFreedom, Math.exp(StatUtils.mean(logs)));
        }
        double half = inverseOfTrigamma(excess);
        // The cap is on what the prior is worth, not on where it lies.
        return new Prior(
                Math.min(mostFreedom, 2 * half), Math.exp(StatUtils.mean(logs) + Gamma.digamma(half) - Math.log(half)));
    }

    /** trigamma(x) lies above 1/x and 1/(2x²), and below 1/x + 1/x², which brackets the root. */
    static double inverseOfTrigamma(double y) {
        double least = Math.max(1 / y, 1 / Math.sqrt(2 * y));
        double most = Math.max(2 / y, Math.sqrt(2 / y));
        return new BrentSolver(1e-10, 1e-12).solve(MOST_STEPS, x -> Gamma.trigamma(x) - y, least, most);
    }

    /** What a row's verdict rests on; the noise of a single pair is what the others let one expect. */
    public Evidence of(RowState row) {
        Difference own = row.difference();
        Prior prior = row.noise().isPresent() ? known : unknown;
        if (own.pairs() < 1 || prior.freedom() == 0 || (own.pairs() > 1 && isStranger(row, prior))) {
            return Evidence.ofPairsAlone(own);
        }
        double expected = prior.scale() * row.base();
        double moderated = own.pairs() == 1
                ? expected
                : (prior.freedom() * expected + own.freedom() * own.variance()) / (prior.freedom() + own.freedom());
        double least = row.noise().isPresent() ? LEAST_OF_KNOWN * row.base() : 0;
        return new Evidence(own.pairs(), own.mean(), Math.max(least, moderated), prior.freedom());
    }

    private boolean isStranger(RowState row, Prior prior) {
        return FDistribution.of(row.difference().freedom(), prior.freedom())
                        .survivalProbability(row.relativeVariance() / prior.scale())
                < stranger;
    }
}
