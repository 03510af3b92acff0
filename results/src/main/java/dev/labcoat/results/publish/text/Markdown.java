package dev.labcoat.results.publish.text;

import java.util.regex.Pattern;

/**
 * Text that stays text in GitHub's Markdown, whoever wrote it: no markup, no HTML, no link, no mention of people or issues. What
 * GitHub links in text of any kind (github.com/github/cmark-gfm and its autolinked references) is parted by a space of no width.
 */
public final class Markdown {

    private static final String NO_WIDTH = "\u200B";

    /** Line breaks and other characters that are not seen, or that turn the direction of what follows. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final Pattern MARKUP = Pattern.compile("[\\\\|`*_\\[~$]");

    /** {@code @user}, {@code #1}, {@code GH-1}, {@code https://}, {@code :emoji:} and {@code www.}. */
    private static final Pattern LINK =
            Pattern.compile("(?<=[@#:])(?=\\S)|(?<=\\bwww)(?=\\.)|(?<=\\bGH-)(?=\\d)", Pattern.CASE_INSENSITIVE);

    /** What makes a line a heading, a quote or a list. */
    private static final Pattern BLOCK = Pattern.compile("^(\\d*)([-+=>#.)])");

    private static final Pattern WITHIN_VALUE = Pattern.compile("(?<!,) ");

    private Markdown() {}

    /** As the title of an issue, in which GitHub reads no markup but code. */
    public static String title(String text) {
        return unlinked(text).replace("`", "'").strip();
    }

    private static String unlinked(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ");
        return LINK.matcher(seen).replaceAll(NO_WIDTH);
    }

    /** In a line or in the cell of a table. */
    public static String text(String text) {
        return MARKUP.matcher(unlinked(text))
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }

    /** A number with its unit, its range and whatever belongs to it, which a page breaks over lines after a comma only. */
    public static String value(String text) {
        return WITHIN_VALUE.matcher(text(text)).replaceAll("\u00A0");
    }

    /** At the beginning of a line or of an item of a list. */
    public static String line(String text) {
        return BLOCK.matcher(text(text).strip()).replaceFirst("$1\\\\$2");
    }
}
