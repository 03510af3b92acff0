package dev.labcoat.benchmarks.measure;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds what an operation cost its subject to every iteration, as secondary results. Use it with {@code -prof}.
 *
 * <p>The states read the costs, in their own set-up and tear-down of an iteration, because JMH ends the last trial before it
 * asks this profiler about the last iteration.
 */
public final class CostProfiler implements InternalProfiler {

    /** The one place where a state and this profiler can meet: JMH makes both and shows neither to the other. */
    private static final AtomicReference<List<Cost>> REPORTED = new AtomicReference<>(List.of());

    /** Reports what the iteration that just ended has cost. */
    public static void report(List<Cost> costs) {
        REPORTED.set(List.copyOf(costs));
    }

    @Override
    public String getDescription() {
        return "CPU time and allocation of the subject per operation, service times, and validity marks";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        REPORTED.set(List.of());
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return take();
    }

    /** What was reported, once. */
    static List<ScalarResult> take() {
        return REPORTED.getAndSet(List.of()).stream()
                .map(cost -> new ScalarResult(cost.name(), cost.value(), cost.unit(), AggregationPolicy.AVG))
                .toList();
    }
}
