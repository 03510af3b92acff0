package dev.labcoat.benchmarks.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * The score of an iteration that the time of its invocations does not tell. A client that follows a schedule is as long under way
 * with a slow server as with a fast one.
 */
@FunctionalInterface
public interface Score {

    /**
     * The score as JMH keeps it.
     *
     * @param label that of JMH's own result
     * @param unit the benchmark's
     */
    Result<?> result(String label, TimeUnit unit);

    /**
     * Latencies, for {@link org.openjdk.jmh.annotations.Mode#SampleTime}: each counts as one of JMH's samples, so that JMH's mean
     * and quantiles are theirs.
     *
     * @param latencies in nanoseconds, at least one
     */
    static Score latencies(Histogram latencies) {
        SampleBuffer samples = new SampleBuffer();
        for (HistogramIterationValue value : latencies.recordedValues()) {
            for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
                samples.add(latencies.medianEquivalentValue(value.getValueIteratedTo()));
            }
        }
        return (label, unit) -> new SampleTimeResult(ResultRole.PRIMARY, label, samples, unit);
    }

    /**
     * A rate, for {@link org.openjdk.jmh.annotations.Mode#Throughput}.
     *
     * @param perSecond operations per second
     */
    static Score rate(double perSecond) {
        return (label, unit) ->
                new ThroughputResult(ResultRole.PRIMARY, label, perSecond, TimeUnit.SECONDS.toNanos(1), unit);
    }
}
