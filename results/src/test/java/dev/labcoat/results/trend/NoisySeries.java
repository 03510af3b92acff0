package dev.labcoat.results.trend;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Series of normally distributed values around levels. */
final class NoisySeries {

    private final SplittableRandom random;
    private final double deviation;

    NoisySeries(long seed, double deviation) {
        this.random = new SplittableRandom(seed);
        this.deviation = deviation;
    }

    /** As many values around each level. */
    double[] around(int values, double... levels) {
        return DoubleStream.of(levels)
                .flatMap(level -> DoubleStream.generate(() -> level + deviation * random.nextGaussian())
                        .limit(values))
                .toArray();
    }
}
