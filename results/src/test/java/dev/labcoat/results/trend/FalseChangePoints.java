package dev.labcoat.results.trend;

import java.util.List;

/**
 * The simulation behind {@code results/calibrate.sh change-points}: in how many series in which nothing changed there is a change
 * point all the same.
 */
final class FalseChangePoints {

    private static final double DEVIATION = 0.02;

    private FalseChangePoints() {}

    /** Prints the rates for several lengths; the argument is the number of series of each. */
    public static void main(String[] arguments) {
        int series = Integer.parseInt(arguments[0]);
        for (int values : List.of(5, 10, 20, 50, 100, 365)) {
            System.out.printf(
                    "%d values, SD %.0f %%: a false change point in %d of %d series; at the last value in %d%n",
                    values, 100 * DEVIATION, count(series, values, false), series, count(series, values, true));
        }
    }

    /** How many of the series have a change point, or have one at the last value. */
    static int count(int series, int values, boolean atTheEnd) {
        NoisySeries noise = new NoisySeries(values, DEVIATION);
        int found = 0;
        for (int i = 0; i < series; i++) {
            found += ChangePointSearch.OF_LOGARITHMS.find(noise.around(values, 0)).stream()
                            .anyMatch(point -> !atTheEnd || point.index() == values - 1)
                    ? 1
                    : 0;
        }
        return found;
    }
}
