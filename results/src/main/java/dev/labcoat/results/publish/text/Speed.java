package dev.labcoat.results.publish.text;

import java.util.Locale;

/**
 * How fast one thing is beside another, in words, for a sign would leave a reader to guess which way it points: {@code 5.3 %
 * slower} takes 5.3 % more time for an operation, {@code 20 % faster} takes 20 % less, and beyond twice the speed or half of it
 * it is {@code 2.4x as fast} or {@code 0.42x as fast}. What is less than 0.05 % is {@code as fast}.
 */
public final class Speed {

    /** Twice, however it was computed. */
    private static final double MOST_IN_PERCENT = 2 + 1e-9;

    private static final String NOTHING = "0.0";
    private static final String TIMES = "x as fast";
    private static final String SLOWER = " % slower";

    /** A number and what it is a number of. */
    private record Words(String number, String of) {

        @Override
        public String toString() {
            return number + of;
        }
    }

    private Speed() {}

    /**
     * In words.
     *
     * @param slower the natural logarithm of its time for an operation divided by the other's
     */
    public static String of(double slower) {
        Words words = words(slower);
        return words.number().equals(NOTHING) ? "as fast" : words.toString();
    }

    /**
     * In words before what it is compared with: {@code 43x as fast as} or {@code 5.3 % slower than}.
     *
     * @param slower as of {@link #of}
     */
    static String against(double slower) {
        String words = of(slower);
        return words + (words.endsWith("as fast") ? " as" : " than");
    }

    /**
     * As a factor whatever it is, for what is to be multiplied: {@code 1.05x as fast}.
     *
     * @param slower as of {@link #of}
     */
    public static String times(double slower) {
        double times = Math.exp(-slower);
        return (times < 9.95 ? String.format(Locale.ROOT, "%.2f", times) : whole(times)) + TIMES;
    }

    /**
     * A range, such as {@code 4.0 … 6.6 % slower} or {@code 1.1 % faster … 1.3 % slower}; as factors where one of its ends is one,
     * such as {@code 1.74 … 5.80x as fast}.
     *
     * @param lowest as {@code slower} of {@link #of}
     * @param highest the same
     */
    public static String range(double lowest, double highest) {
        Words low = words(lowest);
        Words high = words(highest);
        if (low.of().equals(TIMES) != high.of().equals(TIMES)) {
            return String.format(Locale.ROOT, "%.2f … %s", Math.exp(-highest), times(lowest));
        }
        if (!low.of().equals(high.of())) {
            return low + " … " + high;
        }
        // What is said without a sign is read from the smaller number to the larger.
        boolean grows = low.of().equals(SLOWER);
        return (grows ? low : high).number() + " … " + (grows ? high : low);
    }

    private static Words words(double slower) {
        double times = Math.exp(-slower);
        if (times > MOST_IN_PERCENT || times < 1 / MOST_IN_PERCENT) {
            return new Words(digits(times), TIMES);
        }
        String percent = Percent.number(100 * Math.abs(Math.expm1(slower)));
        return new Words(percent, slower > 0 ? SLOWER : " % faster");
    }

    private static String digits(double times) {
        return times < 9.95 ? String.format(Locale.ROOT, times < 0.995 ? "%.2f" : "%.1f", times) : whole(times);
    }

    /** A factor of which no decimals matter; from a million on, as an end of a range of two noisy pairs may be, by its power of ten. */
    static String whole(double times) {
        return String.format(Locale.ROOT, times < 1e6 ? "%.0f" : "%.1e", times);
    }
}
