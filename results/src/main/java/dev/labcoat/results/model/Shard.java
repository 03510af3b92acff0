package dev.labcoat.results.model;

/**
 * The part of a plan that one machine takes.
 *
 * @param number which, from 1 on
 * @param count how many there are, at most {@value #MOST}
 */
public record Shard(int number, int count) {

    /** A plan has no more groups of rows than that to share out. */
    public static final int MOST = 1000;

    public Shard {
        if (count < 1 || count > MOST || number < 1 || number > count) {
            throw new IllegalArgumentException("a shard is one of 1/1 to " + MOST + "/" + MOST
                    + ", with a number from 1 to" + " the count, not " + number + "/" + count);
        }
    }

    /** As part of a name, such as {@code shard-3-of-8}. */
    public String label() {
        return "shard-" + number + "-of-" + count;
    }

    /** As it is typed, such as {@code 3/8}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
