package dev.labcoat.benchmarks.measure;

/**
 * A figure beside the score of one iteration.
 *
 * @param name such as {@code subject.cpu}; a name that begins with {@link #MARK} says by 1 or 0 whether the fork, from its
 *     first measured iteration to this one, carries a validity mark
 * @param value in the unit
 * @param unit such as {@code us/op}
 */
public record Cost(String name, double value, String unit) {

    /** Begins the name of a validity mark. */
    public static final String MARK = "mark.";

    /** A validity mark. */
    public static Cost mark(String mark, boolean carried) {
        return new Cost(MARK + mark, carried ? 1 : 0, "flag");
    }
}
