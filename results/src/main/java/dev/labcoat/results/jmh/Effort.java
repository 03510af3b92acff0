package dev.labcoat.results.jmh;

/**
 * What one fork does.
 *
 * @param iterations measured iterations
 * @param iterationMillis length of an iteration, measured or warming up
 * @param warmUpIterations warm-up iterations of a benchmark that does not warm up by itself; in lockstep, the most
 * @param warmUpCapMillis the longest that a benchmark which warms up by itself may take to do so
 * @param keptMillis a benchmark that declares no more than this much warming up gets it; of one that declares more it is replaced
 */
public record Effort(
        int iterations, long iterationMillis, int warmUpIterations, long warmUpCapMillis, long keptMillis) {

    /**
     * Warm-up of a benchmark that has warmed up by itself: enough for JMH's own stub to be compiled, and for caches to be filled
     * again where it had to wait for others.
     */
    private static final long STUB_WARM_UP_MILLIS = 500;

    /**
     * JMH's warm-up iterations.
     *
     * @param least as many as the benchmark's declared time of warming up takes
     */
    int jmhWarmUpIterations(boolean selfWarming, int least) {
        return selfWarming ? 1 : Math.max(warmUpIterations, least);
    }

    /** So many times as many measured iterations. */
    public Effort times(int factor) {
        return new Effort(factor * iterations, iterationMillis, warmUpIterations, warmUpCapMillis, keptMillis);
    }

    /** Whether a benchmark gets the time of warming up that it declares. */
    public boolean keeps(long declaredMillis) {
        return declaredMillis <= keptMillis;
    }

    /** Iterations that fill the time of warming up that a benchmark declares; 0 where that is not kept. */
    int iterationsFor(long declaredMillis) {
        return keeps(declaredMillis) ? (int) ((declaredMillis + iterationMillis - 1) / iterationMillis) : 0;
    }

    /** Length of one of them. */
    long jmhWarmUpMillis(boolean selfWarming) {
        return selfWarming ? Math.min(STUB_WARM_UP_MILLIS, 2 * iterationMillis) : iterationMillis;
    }

    /** Nominal time of all measured iterations, in seconds. */
    double measuredSeconds() {
        return iterations * iterationMillis / 1e3;
    }

    /** What a fork likely takes beside start and end, in seconds, before one was seen. */
    public double guessSeconds() {
        return measuredSeconds() + warmUpCapMillis / 2e3;
    }
}
