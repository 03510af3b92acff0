package dev.labcoat.benchmarks.latency;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.Score;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.KneeSearch;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.load.OpenLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the knee of a server of a page that is rendered: the highest rate of Poisson arrivals at which 99 of 100 requests have
 * their response within a limit, looked for by bisection to 5 % in each iteration. Left out are rates that are offered for longer
 * than a fifth of a second, in which a queue that grows slowly would reach the limit too, and rates above what a closed loop gets
 * out of the server. Expect a strict limit to cost most of the server's throughput, and a loose one next to none of it. Run it
 * with {@code ./run-bench.sh run KneeBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class KneeBenchmark {

    /** The control: the same bytes from one thread that does nothing else. */
    @Benchmark
    public double rawLoopback(RawLoopback control) {
        return control.knee();
    }

    @Benchmark
    public double knee(Served server) {
        return server.knee();
    }

    public abstract static class Knee extends OnePage {

        private static final double LOWEST_PERCENT = 5;
        private static final double HIGHEST_PERCENT = 100;
        private static final double PRECISION = 0.05;
        private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

        /** Below this share of what was wanted, a rate was not offered at all, whatever the quantile of its requests. */
        private static final double HELD = 0.95;

        @Param({"1", "10"})
        public double p99LimitMillis;

        private @Nullable LoadedServer loaded;
        private long trials;
        private KneeSearch.@Nullable Knee knee;

        @Override
        protected void prepare(LoadedServer server, long iterationNanos) {
            loaded = server;
            trials = 0;
        }

        /** Looks for the knee, and stays at it for one more trial, whose latencies stand beside the score. */
        double knee() {
            KneeSearch search =
                    new KneeSearch(maximum().percent(LOWEST_PERCENT), maximum().percent(HIGHEST_PERCENT), PRECISION);
            knee = search.find(this::holds);
            offer(knee.perSecond());
            return knee.perSecond();
        }

        private boolean holds(double perSecond) {
            OpenLoop.Result requests = offer(perSecond);
            return requests.latencies().getValueAtPercentile(99) <= p99LimitMillis * 1e6
                    && requests.rateHeld() >= HELD * requests.rateWanted();
        }

        private OpenLoop.Result offer(double perSecond) {
            if (loaded == null) {
                throw new IllegalStateException("the server was not started");
            }
            loaded.follow(Arrivals.POISSON.schedule(perSecond, trials++, TRIAL_NANOS));
            loaded.exchangeFor(TRIAL_NANOS);
            loaded.drain();
            return loaded.scheduled().orElseThrow();
        }

        @Override
        protected Optional<Score> score(Interval interval) {
            return Optional.ofNullable(knee).map(KneeSearch.Knee::perSecond).map(Score::rate);
        }

        @Override
        protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
            return Stream.concat(
                            super.ownCosts(interval, warmUpSeconds).stream(),
                            Stream.of(Cost.mark("censored", knee == null || knee.censored())))
                    .toList();
        }
    }

    public static class RawLoopback extends Knee {
        @Override
        Baseline baseline() {
            return Baseline.rawLoopback();
        }
    }

    public static class Served extends Knee {

        @Param
        public HttpBackend server;

        @Override
        Baseline baseline() {
            return Baseline.of(server);
        }
    }
}
