package dev.labcoat.results.publish.text;

/** Numbers of things, in words. */
public final class Counted {

    private Counted() {}

    /** Such as {@code 1 row} or {@code 3 rows}. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
