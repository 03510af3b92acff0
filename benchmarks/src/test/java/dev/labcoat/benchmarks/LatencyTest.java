package dev.labcoat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.benchmarks.latency.KneeBenchmark;
import dev.labcoat.benchmarks.latency.LatencyBenchmark;
import dev.labcoat.benchmarks.measure.CostProfiler;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class LatencyTest extends LayerTest {

    LatencyTest() {
        super("latency");
    }

    @Test
    void theScoreIsMadeOfLatenciesAndNotOfTheTimeOfInvocations() throws RunnerException {
        RunResult result = new Runner(control(LatencyBenchmark.class)
                        .param("loadPercent", "50")
                        .addProfiler(CostProfiler.class)
                        .build())
                .runSingle();
        Result<?> score = result.getPrimaryResult();
        assertThat(score.getScoreUnit()).isEqualTo("us/op");
        double slowest = cost(result, "latency.max");
        assertThat(score.getStatistics().getMax()).isCloseTo(slowest, within(0.01 * slowest));
        double median = cost(result, "latency.p50");
        assertThat(score.getStatistics().getPercentile(50)).isCloseTo(median, within(0.01 * median));
        assertThat(score.getScore()).isBetween(median / 2, slowest);
    }

    @Test
    void theScoreOfAKneeIsItsRate() throws RunnerException {
        RunResult result = new Runner(control(KneeBenchmark.class)
                        .param("p99LimitMillis", "1000")
                        .addProfiler(CostProfiler.class)
                        .build())
                .runSingle();
        assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("ops/s");
        double offered = cost(result, "rate.wanted");
        assertThat(result.getPrimaryResult().getScore()).isCloseTo(offered, within(0.5 * offered));
        assertThat(result.getSecondaryResults()).containsKeys("mark.censored", "mark.late", "mark.overloaded");
    }

    @Test
    void withoutTheProfilerThereIsNoScore() {
        assertThatThrownBy(() -> new Runner(control(LatencyBenchmark.class)
                                .param("loadPercent", "50")
                                .build())
                        .runSingle())
                .hasStackTraceContaining("run it with -prof " + CostProfiler.class.getName());
    }

    private static double cost(RunResult result, String name) {
        assertThat(result.getSecondaryResults()).containsKey(name);
        return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
    }

    private static ChainedOptionsBuilder control(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.rawLoopback$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
