package dev.labcoat.results.experiment;

import dev.labcoat.results.verdict.SequentialTest;
import java.time.Duration;

/**
 * What a comparison may use.
 *
 * @param time no round is begun that would likely end after it
 * @param pairs of each row, those of an earlier time included; 1 to {@link SequentialTest#MOST_PAIRS}
 */
public record Limit(Duration time, int pairs) {

    /**
     * Checks the number of pairs.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Limit {
        if (pairs < 1 || pairs > SequentialTest.MOST_PAIRS) {
            throw new IllegalArgumentException(pairs + " pairs are not 1 to " + SequentialTest.MOST_PAIRS);
        }
    }

    /** As many pairs as it takes, within a time. */
    public static Limit of(Duration time) {
        return new Limit(time, SequentialTest.MOST_PAIRS);
    }
}
