package dev.labcoat.results.publish.text;

import java.util.Locale;

/**
 * How a ratio is said in words, for a sign would leave a reader to guess which way it points. Up to twice and down to half it is a
 * percentage, beyond that a factor.
 *
 * @param grows behind the percentage of a logarithm above 0, such as {@code " % more"}
 * @param falls behind that of one below 0
 * @param times behind a factor
 * @param same for what is less than 0.05 % apart
 * @param sign 1 where a factor is that of the logarithm, -1 where it is its inverse
 */
record RatioWords(String grows, String falls, String times, String same, int sign) {

    /** Twice, however it was computed. */
    private static final double MOST_IN_PERCENT = 2 + 1e-9;

    private static final String NOTHING = "0.0";

    /** A number and what it is a number of. */
    private record Words(String number, String of) {

        @Override
        public String toString() {
            return number + of;
        }
    }

    /** A ratio, by its natural logarithm. */
    String of(double logarithm) {
        Words words = words(logarithm);
        return words.number().equals(NOTHING) ? same : words.toString();
    }

    /** A ratio beside its range, in the words of that: as a factor where one of the range's ends is one. */
    String of(double logarithm, double lowest, double highest) {
        boolean inTimes =
                words(lowest).of().equals(times) || words(highest).of().equals(times);
        return inTimes ? factor(logarithm) : of(logarithm);
    }

    /** As a factor whatever it is, for what is to be multiplied. */
    String factor(double logarithm) {
        double factor = Math.exp(sign * logarithm);
        return (factor < 9.95 ? String.format(Locale.ROOT, "%.2f", factor) : whole(factor)) + times;
    }

    /** A range of ratios, by the logarithms of its ends; as factors where one of the ends is one. */
    String range(double lowest, double highest) {
        double smallest = sign > 0 ? lowest : highest;
        double largest = sign > 0 ? highest : lowest;
        Words low = words(lowest);
        Words high = words(highest);
        if (low.of().equals(times) != high.of().equals(times)) {
            return String.format(Locale.ROOT, "%.2f … %s", Math.exp(sign * smallest), factor(largest));
        }
        if (!low.of().equals(high.of())) {
            return low + " … " + high;
        }
        if (low.of().equals(times)) {
            return words(smallest).number() + " … " + words(largest);
        }
        // What is said without a sign is read from the smaller number to the larger.
        boolean rises = low.of().equals(grows);
        return (rises ? low : high).number() + " … " + (rises ? high : low);
    }

    private Words words(double logarithm) {
        double factor = Math.exp(sign * logarithm);
        if (factor > MOST_IN_PERCENT || factor < 1 / MOST_IN_PERCENT) {
            return new Words(digits(factor), times);
        }
        String percent = Percent.number(100 * Math.abs(Math.expm1(logarithm)));
        return new Words(percent, logarithm > 0 ? grows : falls);
    }

    private static String digits(double factor) {
        return factor < 9.95 ? String.format(Locale.ROOT, factor < 0.995 ? "%.2f" : "%.1f", factor) : whole(factor);
    }

    /** A factor of which no decimals matter; from a million on, as an end of a range of two noisy pairs may be, by its power of ten. */
    static String whole(double factor) {
        return String.format(Locale.ROOT, factor < 1e6 ? "%.0f" : "%.1e", factor);
    }
}
