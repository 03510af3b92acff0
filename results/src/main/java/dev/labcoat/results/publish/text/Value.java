package dev.labcoat.results.publish.text;

import java.util.regex.Pattern;

/**
 * How a value that somebody else chose stands in a line or a table: as it is where it can be taken for nothing else, and otherwise in
 * quotes, as JSON writes it. No two values look alike.
 */
final class Value {

    /** What needs no quotes to be told from what stands around it. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Z}\\p{C}\"=\\[\\]\\\\]+");

    /** What needs none in a cell of its own: single blanks show there, but for those at an end. */
    private static final Pattern PLAIN_IN_CELL =
            Pattern.compile("(?!\")[^\\s\\p{Z}\\p{C}\\\\]+(?: [^\\s\\p{Z}\\p{C}\\\\]+)*");

    /** Stands in a cell that has no value. */
    private static final String NONE = "-";

    private Value() {}

    /** In a line of many. */
    static String inLine(String value) {
        return PLAIN.matcher(value).matches() ? value : quoted(value);
    }

    /** In a cell of a table. */
    static String inCell(String value) {
        return PLAIN_IN_CELL.matcher(value).matches() && !value.equals(NONE) ? value : quoted(value);
    }

    private static String quoted(String value) {
        return '"' + Visible.value(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
