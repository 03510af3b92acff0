package dev.labcoat.results.publish.text;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that does nothing to a terminal: what cannot be seen, or turns the direction of what follows, is shown as an escape. */
public final class Visible {

    /** Whatever is between tabs and ends of lines, which are those of Unix or of CSV. */
    private static final Pattern PARTS = Pattern.compile("[^\\t\\r\\n]+|\\r(?!\\n)");

    private Visible() {}

    /** The text, with control and format characters and line separators as {@code \n}, {@code \t} or {@code \u001b}. */
    public static String text(String text) {
        return shown(text, Visible::unseen);
    }

    /** The same of somebody else's value, in which a blank that is not the usual one is shown too, as it looks like that one. */
    public static String value(String value) {
        return shown(value, character -> unseen(character) || isUnusualBlank(character));
    }

    private static boolean isUnusualBlank(int character) {
        return Character.getType(character) == Character.SPACE_SEPARATOR && character != ' ';
    }

    private static String shown(String text, IntPredicate escaped) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                    if (escaped.test(character)) {
                        escape(visible, character);
                    } else {
                        visible.appendCodePoint(character);
                    }
                }
            }
        });
        return visible.toString();
    }

    /** The same of several lines, whose ends and tabs stay. */
    public static String lines(String text) {
        return PARTS.matcher(text).replaceAll(part -> Matcher.quoteReplacement(text(part.group())));
    }

    /** As Java and JSON write it. */
    private static void escape(StringBuilder visible, int character) {
        for (char half : Character.toChars(character)) {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
        }
    }

    private static boolean unseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
