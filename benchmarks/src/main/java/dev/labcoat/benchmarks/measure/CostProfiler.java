package dev.labcoat.benchmarks.measure;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds what an operation cost its subject to every iteration, as secondary results, and puts the score in its place where a state
 * has one of its own. Use it with {@code -prof}.
 *
 * <p>The states read the costs, in their own set-up and tear-down of an iteration, because JMH ends the last trial before it
 * asks this profiler about the last iteration.
 */
public final class CostProfiler implements InternalProfiler {

    /**
     * The one place where a state and this profiler can meet: JMH makes both and shows neither to the other. Null where no
     * profiler waits for a report.
     */
    private static final AtomicReference<@Nullable Report> REPORTED = new AtomicReference<>();

    private record Report(List<Cost> costs, Optional<Score> score) {}

    /** Reports what the iteration that just ended has cost. */
    public static void report(List<Cost> costs) {
        report(costs, Optional.empty());
    }

    /** Reports what the iteration that just ended has cost, and its score where that is not what JMH has timed. */
    static void report(List<Cost> costs, Optional<Score> score) {
        REPORTED.set(new Report(List.copyOf(costs), score));
    }

    /** Whether a profiler waits for a report of the iteration that has begun. */
    static boolean listens() {
        return REPORTED.get() != null;
    }

    @Override
    public String getDescription() {
        return "CPU time and allocation of the subject per operation, service times, latencies, and validity marks";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        REPORTED.set(new Report(List.of(), Optional.empty()));
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Report report = REPORTED.getAndSet(null);
        if (report == null) {
            return List.of();
        }
        report.score.ifPresent(score -> replace(result, score, benchmark.getTimeUnit()));
        return report.costs.stream()
                .map(cost -> new ScalarResult(cost.name(), cost.value(), cost.unit(), AggregationPolicy.AVG))
                .toList();
    }

    /** An iteration that failed has no result to be replaced. */
    private static void replace(IterationResult iteration, Score score, TimeUnit unit) {
        Iterator<?> timed = iteration.getRawPrimaryResults().iterator();
        if (timed.hasNext()) {
            Result<?> own = score.result(((Result<?>) timed.next()).getLabel(), unit);
            iteration.addResult(own);
            iteration.getRawPrimaryResults().removeIf(result -> result != own);
        }
    }
}
