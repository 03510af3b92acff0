package dev.labcoat.results.trend;

/**
 * A place where the level of a series changed.
 *
 * @param index of the first value after the change, at least 1
 * @param before mean of the values from the change point before it, or from the beginning
 * @param after mean of the values until the next change point, or the end
 * @param p two-sided p-value of Student's t-test between these values; since the place was chosen for its difference, it is
 *     smaller than the probability of a false alarm
 */
public record ChangePoint(int index, double before, double after, double p) {

    /** By how much it rose; below 0 if it fell. */
    public double rise() {
        return after - before;
    }
}
