package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how much what an operation costs differs in a row, such as its CPU time or the bytes that it allocates: from the same pairs as
 * its time, and within the same error of the report. Less is better, whatever it is.
 *
 * @param metric name of the secondary result
 * @param unit as JMH names it; it ends with {@code /op}
 * @param lowest the lower end of the range that it rests on, as the natural logarithm of head's cost through base's
 * @param mean of the pairs
 * @param highest the upper end
 * @param shown whether the pairs show a change
 */
public record CostChange(String metric, String unit, double lowest, double mean, double highest, boolean shown) {

    /** Of jars that do not say what an operation costs: what JMH's profilers gc and perfnorm call it. */
    private static final List<String> USUAL = List.of("gc.alloc.rate.norm", "instructions", "instructions:u");

    private static final String PER_OPERATION = "/op";
    private static final String BYTES = "B/op";

    /**
     * The costs of a row, as far as all of its forks have them.
     *
     * @param figures of the report, see {@link dev.labcoat.results.model.Comparison#judged}
     */
    public static List<CostChange> of(ComparisonRow row, Suite suite, int figures) {
        SequentialTest test = new SequentialTest(figures);
        Map<String, Evidence> known = new LinkedHashMap<>();
        names(suite).stream()
                .filter(name -> !isJudged(row, name))
                .forEach(name -> evidence(row, name).ifPresent(evidence -> known.put(name, evidence)));
        return known.entrySet().stream()
                .map(cost -> {
                    Evidence evidence = cost.getValue();
                    double reach = test.reachOfCost(evidence, known.size());
                    return new CostChange(
                            cost.getKey(),
                            row.head().unit(cost.getKey()),
                            evidence.mean() - reach,
                            evidence.mean(),
                            evidence.mean() + reach,
                            test.showsChangeOfCost(evidence, known.size()));
                })
                .toList();
    }

    /**
     * Whether a cost has likely changed, and the row has fewer pairs than are needed to say so.
     *
     * @param test that of the row's report
     */
    public static boolean needsMorePairs(ComparisonRow row, Suite suite, SequentialTest test) {
        return row.pairs().size() < test.leastPairs()
                && names(suite).stream()
                        .filter(name -> !isJudged(row, name))
                        .flatMap(name -> evidence(row, name).stream())
                        .anyMatch(evidence -> Math.abs(evidence.mean())
                                > Math.max(
                                        SequentialTest.LEAST_CHANGE_OF_COST,
                                        evidence.reach(SequentialTest.EQUIVALENCE_TAIL)));
    }

    /** Whether somebody asked for it, and so it has a verdict of its own. */
    private static boolean isJudged(ComparisonRow row, String name) {
        return row.metrics().stream().anyMatch(metric -> metric.name().equals(name));
    }

    private static List<String> names(Suite suite) {
        return suite.costs().isEmpty()
                ? USUAL
                : suite.costs().stream().map(Suite.CostColumn::metric).toList();
    }

    /** From two pairs on; empty where a fork does not have it, it is no cost of an operation, or it is none at all. */
    private static Optional<Evidence> evidence(ComparisonRow row, String name) {
        List<Double> ratios = new ArrayList<>();
        for (Pair pair : row.pairs()) {
            double ratio = Math.log(value(pair.head(), name) / value(pair.base(), name));
            if (!Double.isFinite(ratio)) {
                return Optional.empty();
            }
            ratios.add(ratio);
        }
        return ratios.size() < 2 ? Optional.empty() : Optional.of(Evidence.ofPairsAlone(Difference.of(ratios)));
    }

    /** NaN where there is none; less than a byte an operation is what the profiler itself allocates. */
    private static double value(Fork fork, String name) {
        Metric metric = fork.metrics().get(name);
        if (metric == null || !metric.unit().endsWith(PER_OPERATION)) {
            return Double.NaN;
        }
        return metric.unit().equals(BYTES) && metric.value() < 1 ? Double.NaN : metric.value();
    }
}
