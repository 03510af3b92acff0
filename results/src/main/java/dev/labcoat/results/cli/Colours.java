package dev.labcoat.results.cli;

import dev.labcoat.results.publish.text.Marks;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Colours of the words that a reader looks for: verdicts, failures and validity marks. The words say all of it without them. The
 * numbers are those of ECMA-48's select graphic rendition.
 */
final class Colours {

    private static final String RESET = "\u001B[0m";

    /** Whether something is to be worried about. */
    private enum Colour {
        RED(31, "slower", "SLOWER:", "FAILED", "FAILED:", "failed", "failed:", "worst"),
        GREEN(32, "faster", "FASTER:", "ok", "best"),
        YELLOW(33, "inconclusive", "UNDECIDED:", "WARN", "warning:", "skipped", "skipped:"),
        BOLD(1, "NO CHANGE");

        private final String begin;
        private final String[] words;

        Colour(int number, String... words) {
            this.begin = "\u001B[" + number + "m";
            this.words = words;
        }
    }

    private static final Map<String, Colour> WORDS = words();

    /** Words that stand in a cell, behind a number or at the beginning, and not those of sentences, or parts of names. */
    private static final Pattern PATTERN = Pattern.compile(
            "(?<=^|\\S {2}| {3}|[%\\d] |: |, |\\[)(?:"
                    + WORDS.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"))
                    + ")(?=$|\\s|[,.;:)\\]])",
            Pattern.MULTILINE);

    private Colours() {}

    private static Map<String, Colour> words() {
        Map<String, Colour> words = Arrays.stream(Colour.values())
                .flatMap(colour -> Arrays.stream(colour.words).map(word -> Map.entry(word, colour)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Marks.names().forEach(mark -> words.put(mark, Colour.YELLOW));
        return words;
    }

    /** The text with colours. */
    static String of(String text) {
        return PATTERN.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        WORDS.getOrDefault(word.group(), Colour.BOLD).begin + word.group() + RESET));
    }
}
