package dev.labcoat.results.publish.text;

/**
 * How much of something there is beside another, in words, whichever is the better: {@code 12 % more}, {@code 20 % less}, and beyond twice
 * or half of it {@code 2.4x as much}. What is less than 0.05 % is {@code as much}.
 */
public final class Amount {

    private static final RatioWords WORDS = new RatioWords(" % more", " % less", "x as much", "as much", 1);

    private Amount() {}

    /**
     * In words.
     *
     * @param more the natural logarithm of it divided by the other
     */
    public static String of(double more) {
        return WORDS.of(more);
    }

    /**
     * In the words of its range, so that both are of one kind.
     *
     * @param more as of {@link #of(double)}
     * @param lowest the range's lower end, as {@code more}
     * @param highest its upper end, as {@code more}
     */
    public static String of(double more, double lowest, double highest) {
        return WORDS.of(more, lowest, highest);
    }

    /**
     * A range, such as {@code 11 … 13 % more}, {@code 0.2 % less … 0.1 % more} or {@code 1.74 … 5.80x as much}.
     *
     * @param lowest as {@code more} of {@link #of(double)}
     * @param highest the same
     */
    public static String range(double lowest, double highest) {
        return WORDS.range(lowest, highest);
    }
}
