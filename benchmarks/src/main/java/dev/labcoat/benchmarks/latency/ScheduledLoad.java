package dev.labcoat.benchmarks.latency;

import dev.labcoat.benchmarks.measure.Score;
import dev.labcoat.benchmarks.measure.WarmUpCap;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.load.OpenLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;

/**
 * A server to which requests are sent on a schedule. Their latencies are the score, so that the benchmark's mode is {@link
 * org.openjdk.jmh.annotations.Mode#SampleTime}; quantiles of each iteration stand beside it.
 *
 * <p>The seed of the arrivals is the number of the iteration: all that are compared are offered the same requests at the same
 * times, slice by slice.
 */
public abstract class ScheduledLoad extends OnePage {

    private static final long LONGEST_WARM_UP_MILLIS = 2_000;

    @Param({"30", "50", "70", "90"})
    public double loadPercent;

    private long iterations;

    /** How the requests arrive. */
    abstract Arrivals arrivals();

    @Override
    protected void prepare(LoadedServer server, long iterationNanos) throws IOException {
        double perSecond = maximum().percent(loadPercent);
        if (iterations == 0) {
            // The closed loop has warmed up the server, but not this loop, and one that is being compiled is late.
            long millis = Math.min(LONGEST_WARM_UP_MILLIS, WarmUpCap.millis());
            server.follow(Arrivals.POISSON.schedule(perSecond, -1, iterationNanos));
            server.exchangeFor(TimeUnit.MILLISECONDS.toNanos(millis));
            server.drain();
        }
        server.follow(arrivals().schedule(perSecond, iterations++, iterationNanos));
    }

    @Override
    protected Optional<Score> score(Interval interval) {
        return interval.scheduled().map(OpenLoop.Result::latencies).map(Score::latencies);
    }
}
