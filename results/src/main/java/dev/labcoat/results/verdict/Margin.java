package dev.labcoat.results.verdict;

import java.util.OptionalDouble;

/** How far a row may differ and still be called unchanged, from what its noise on this machine allows. */
public final class Margin {

    /** No row gets a smaller margin. */
    static final double LEAST = 0.03;

    /** For a row whose noise is not known yet. */
    public static final double UNKNOWN = 0.05;

    /** A row that would need a larger one is too noisy to judge. */
    static final double MOST = 0.10;

    private static final double DEVIATIONS = 1.5;
    private static final double STEP = 0.005;

    private Margin() {}

    /**
     * The margin of a row, as a share such as 0.03.
     *
     * @param deviation the standard deviation of its pairs in earlier comparisons on this machine
     */
    public static double of(OptionalDouble deviation) {
        if (deviation.isEmpty()) {
            return UNKNOWN;
        }
        double wanted = Math.max(LEAST, DEVIATIONS * deviation.getAsDouble());
        // The small subtraction keeps 0.03, which is not a whole number of steps in binary, at 0.03.
        return Math.ceil(wanted / STEP - 1e-9) * STEP;
    }

    /** Whether a row with this margin cannot be judged. */
    public static boolean tooNoisy(double margin) {
        return margin > MOST + 1e-9;
    }
}
