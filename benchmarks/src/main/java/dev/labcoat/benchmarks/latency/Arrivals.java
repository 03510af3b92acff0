package dev.labcoat.benchmarks.latency;

import dev.labcoat.fixtures.load.Schedule;
import dev.labcoat.fixtures.load.Schedule.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How requests arrive, all at the same rate on the average. */
public enum Arrivals {
    /** Evenly: no request meets another but by the server's doing. */
    CONSTANT {
        @Override
        Schedule schedule(double perSecond, long seed, long nanos) {
            return Schedule.constant(perSecond);
        }
    },
    /** As from many users who do not know of one another. */
    POISSON {
        @Override
        Schedule schedule(double perSecond, long seed, long nanos) {
            return Schedule.poisson(perSecond, seed);
        }
    },
    /** A tenth of the time at four times the rate, the rest at two thirds of it. */
    BURSTS {
        @Override
        Schedule schedule(double perSecond, long seed, long nanos) {
            return Schedule.steps(
                    List.of(new Step(perSecond * 2 / 3, 9 * BURST_NANOS), new Step(perSecond * 4, BURST_NANOS)));
        }
    },
    /** Ever more, from none to twice the rate. */
    RAMP {
        @Override
        Schedule schedule(double perSecond, long seed, long nanos) {
            return Schedule.ramp(0, 2 * perSecond, nanos);
        }
    };

    /** So short that the smallest slices hold some. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /**
     * Arrivals of one slice.
     *
     * @param perSecond mean rate
     * @param seed of what is random
     * @param nanos how long the slice is
     */
    abstract Schedule schedule(double perSecond, long seed, long nanos);
}
