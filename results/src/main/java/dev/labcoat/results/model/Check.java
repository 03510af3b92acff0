package dev.labcoat.results.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What records demand of their components. A record that was read from a file is made by its constructor too, so whatever is read
 * is whole all the way down, or refused there.
 */
final class Check {

    /** A file's name has at most 255 bytes, and ids stand in it with a time and a commit. */
    private static final int MOST_OF_ID = 130;

    /** Ids are names of files and folders, so nothing that leads elsewhere. */
    private static final Pattern ID = Pattern.compile(String.format(Locale.ROOT, "\\w[\\w.+-]{0,%d}", MOST_OF_ID - 1));

    /** Times are parts of names of files, with four digits for the year. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** What was measured for longer was not: time that passes while a machine sleeps is not counted. */
    private static final double MOST_SECONDS = 30 * 86_400.0;

    private Check() {}

    static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** A copy of a list that has no gap. */
    static <T> List<T> whole(@Nullable List<T> values, String name) {
        present(values, name).forEach(value -> present(value, "one of the " + name));
        return List.copyOf(values);
    }

    /** A map that has no gap. */
    static <T extends Map<?, ?>> T whole(@Nullable T values, String name) {
        T all = present(values, name);
        all.forEach((key, value) -> present(value, name + ": the value of " + key));
        return all;
    }

    static String id(@Nullable String id) {
        String name = present(id, "id");
        if (!ID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' is not an id: letters, digits, _ . + and -, and no more than " + MOST_OF_ID);
        }
        return name;
    }

    static Instant time(@Nullable Instant time, String name) {
        Instant known = present(time, name);
        if (known.isBefore(FIRST) || known.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " is not in the years 1 to 9999: " + known);
        }
        return known;
    }

    static double seconds(double seconds, String name) {
        if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
            throw new IllegalArgumentException(name + " is not 0 to " + Math.round(MOST_SECONDS) + " s: " + seconds);
        }
        return seconds;
    }
}
