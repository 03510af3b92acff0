package dev.labcoat.results.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flags of a JVM, as users write them. */
public final class JvmFlags {

    /**
     * Environment variables whose flags every JVM takes. Beside the collector that a benchmark declares they would keep it from
     * starting, and any other flag in them would change unseen what is measured: they are left out of whatever is measured.
     */
    public static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private JvmFlags() {}

    /**
     * The flags in a text, parted by white space, but for that in single or double quotes, which are left out; as in a shell, a
     * backslash takes the next character as it is, but in single quotes.
     *
     * @throws BadInputException if a quote is not closed
     */
    public static List<String> parse(String text) {
        List<String> flags = new ArrayList<>();
        StringBuilder flag = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && quote != '\'' && i + 1 < text.length()) {
                i++;
                flag.append(text.charAt(i));
                begun = true;
            } else if (next == quote) {
                quote = 0;
            } else if (quote == 0 && (next == '"' || next == '\'')) {
                quote = next;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(next)) {
                if (begun) {
                    flags.add(flag.toString());
                }
                flag.setLength(0);
                begun = false;
            } else {
                flag.append(next);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new BadInputException("the flags " + text + " have a " + quote + " that is not closed");
        }
        if (begun) {
            flags.add(flag.toString());
        }
        return List.copyOf(flags);
    }

    /** Flags as {@link #parse} reads them. */
    public static String text(List<String> flags) {
        return flags.stream().map(JvmFlags::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String flag) {
        return flag.matches("[^\\s\"'\\\\]+") ? flag : '"' + flag.replaceAll("([\"\\\\])", "\\\\$1") + '"';
    }

    /** What to say where flags for every JVM are left out, a sentence for each; their values may be secret. */
    public static List<String> leftOut(Map<String, String> environment) {
        return VARIABLES.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .map(name ->
                        name + " is left out of what is measured: give JVM flags to run with --flags, to compare with"
                                + " --base-flags and --head-flags")
                .toList();
    }
}
