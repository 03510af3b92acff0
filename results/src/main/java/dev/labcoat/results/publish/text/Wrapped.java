package dev.labcoat.results.publish.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text in lines that are no longer than a page is wide, broken at single blanks, but not between a number and its unit. */
public final class Wrapped {

    /** The width of a page where no terminal says another. */
    public static final int PAGE = 100;

    /** Several blanks make columns, and are left as they are. */
    private static final Pattern BLANK = Pattern.compile("(?<=\\S) (?=\\S)");

    /** A number, or the beginning of {@code 2.4x as fast}, which go with what follows. */
    private static final Pattern NUMBER = Pattern.compile("[~±(]*[\\d.,]+(x( as)?)?");

    private Wrapped() {}

    /**
     * Lines of a text. A word that is longer than a line stays whole.
     *
     * @param width in characters
     * @param hanging how far all lines but the first are indented
     */
    public static List<String> lines(String text, int width, int hanging) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (line.toString().isBlank()) {
                line.append(word);
            } else if (length(line) + 1 + length(word) <= width) {
                line.append(' ').append(word);
            } else {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(hanging)).append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** What is not broken: words, and numbers with what follows them. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String number = "";
        for (String word : BLANK.split(text, -1)) {
            if (NUMBER.matcher(number + word).matches()) {
                number += word + " ";
            } else {
                words.add(number + word);
                number = "";
            }
        }
        if (!number.isEmpty()) {
            words.add(number.strip());
        }
        return words;
    }

    static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
