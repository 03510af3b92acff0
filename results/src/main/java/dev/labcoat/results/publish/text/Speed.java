package dev.labcoat.results.publish.text;

/**
 * How fast one thing is beside another, in words, for a sign would leave a reader to guess which way it points: {@code 5.3 %
 * slower} takes 5.3 % more time for an operation, {@code 20 % faster} takes 20 % less, and beyond twice the speed or half of it
 * it is {@code 2.4x as fast} or {@code 0.42x as fast}. What is less than 0.05 % is {@code as fast}.
 */
public final class Speed {

    private static final RatioWords WORDS = new RatioWords(" % slower", " % faster", "x as fast", "as fast", -1);

    private Speed() {}

    /**
     * In words.
     *
     * @param slower the natural logarithm of its time for an operation divided by the other's
     */
    public static String of(double slower) {
        return WORDS.of(slower);
    }

    /**
     * In words before what it is compared with: {@code 43x as fast as} or {@code 5.3 % slower than}.
     *
     * @param slower as of {@link #of(double)}
     */
    static String against(double slower) {
        String words = of(slower);
        return words + (words.endsWith(WORDS.same()) ? " as" : " than");
    }

    /**
     * As a factor whatever it is, for what is to be multiplied: {@code 1.05x as fast}.
     *
     * @param slower as of {@link #of(double)}
     */
    public static String times(double slower) {
        return WORDS.factor(slower);
    }

    /**
     * In the words of its range, so that both are of one kind.
     *
     * @param slower as of {@link #of(double)}
     * @param lowest the range's lower end, as {@code slower}
     * @param highest its upper end, as {@code slower}
     */
    public static String of(double slower, double lowest, double highest) {
        return WORDS.of(slower, lowest, highest);
    }

    /**
     * A range, such as {@code 4.0 … 6.6 % slower} or {@code 1.1 % faster … 1.3 % slower}; as factors where one of its ends is one,
     * such as {@code 1.74 … 5.80x as fast}.
     *
     * @param lowest as {@code slower} of {@link #of(double)}
     * @param highest the same
     */
    public static String range(double lowest, double highest) {
        return WORDS.range(lowest, highest);
    }
}
