package dev.labcoat.results.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** The kinds of changes whose effect is known, as the benchmarks of {@code dev.labcoat.benchmarks.calibration.change} make them. */
enum KnownChange {
    SMOOTH("SmoothBenchmark", params -> Truth.exactly(Double.parseDouble(params.getOrDefault("changePercent", "NaN")))),
    RARE_STALL("RareStallBenchmark", params -> Truth.exactly(7.5)),
    /** One thread more than there are CPUs, all of them busy. */
    BACKGROUND_THREAD(
            "BackgroundThreadBenchmark",
            params -> Truth.exactly(100.0 / Runtime.getRuntime().availableProcessors())),
    CONCURRENT_COLLECTOR("ConcurrentCollectorBenchmark", params -> Truth.slower()),
    ASYNCHRONOUS_LOGGER("AsynchronousLoggerBenchmark", params -> Truth.slower()),
    LOCK_CONTENTION("LockContentionBenchmark", params -> Truth.slower()),
    COLD_START("ColdStartBenchmark", params -> Truth.exactly(45)),
    GROWING_LEAK("GrowingLeakBenchmark", params -> Truth.slower()),
    /** A slow fork takes 20 % longer: of the fast side one in ten is slow, of the slow side nine. */
    BIMODAL_FORKS(
            "BimodalForksBenchmark",
            params -> Truth.exactly(
                    "ALIKE".equals(params.get("odds")) ? 0 : 100 * ((1 + 0.9 * 0.2) / (1 + 0.1 * 0.2) - 1)));

    private final String benchmark;
    private final Function<Map<String, String>, Truth> truth;

    KnownChange(String benchmark, Function<Map<String, String>, Truth> truth) {
        this.benchmark = benchmark;
        this.truth = truth;
    }

    /** What HEAD's operation takes more than BASE's. */
    Truth truth(Map<String, String> params) {
        return truth.apply(params);
    }

    /**
     * The change that a benchmark makes.
     *
     * @param benchmark fully qualified class and method
     */
    static KnownChange of(String benchmark) {
        return Arrays.stream(values())
                .filter(change -> benchmark.contains("." + change.benchmark + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(benchmark + " has no known effect: add it here"));
    }
}
