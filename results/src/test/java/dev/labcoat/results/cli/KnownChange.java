package dev.labcoat.results.cli;

import java.util.Arrays;
import java.util.Map;

/** The kinds of changes whose effect is known, as the benchmarks of {@code dev.labcoat.benchmarks.calibration.change} make them. */
enum KnownChange {
    SMOOTH("SmoothBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.exactly(Double.parseDouble(params.getOrDefault("changePercent", "NaN")));
        }
    },
    RARE_STALL("RareStallBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.exactly(7.5);
        }
    },
    /** One thread more than there are CPUs, all of them busy. */
    BACKGROUND_THREAD("BackgroundThreadBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.exactly(100.0 / Runtime.getRuntime().availableProcessors());
        }
    },
    CONCURRENT_COLLECTOR("ConcurrentCollectorBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.slower();
        }
    },
    ASYNCHRONOUS_LOGGER("AsynchronousLoggerBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.slower();
        }
    },
    LOCK_CONTENTION("LockContentionBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.slower();
        }
    },
    COLD_START("ColdStartBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.exactly(45);
        }
    },
    GROWING_LEAK("GrowingLeakBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.slower();
        }
    },
    /** A slow fork takes 20 % longer: of the fast side one in ten is slow, of the slow side nine. */
    BIMODAL_FORKS("BimodalForksBenchmark") {
        @Override
        Truth truth(Map<String, String> params) {
            return Truth.exactly(
                    "ALIKE".equals(params.get("odds")) ? 0 : 100 * ((1 + 0.9 * 0.2) / (1 + 0.1 * 0.2) - 1));
        }
    };

    private final String benchmark;

    KnownChange(String benchmark) {
        this.benchmark = benchmark;
    }

    /** What HEAD's operation takes more than BASE's. */
    abstract Truth truth(Map<String, String> params);

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
