package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in the texts of load generators. */
final class Texts {

    private static final Pattern TIME = Pattern.compile("([\\d.]+)(ns|us|µs|ms|s|m|h)");

    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    private Texts() {}

    /** A time such as 1.23ms, in seconds. */
    static double seconds(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new BadInputException("'" + text + "' is not a duration, such as 1.23ms");
        }
        return number(time.group(1)) * SECONDS.getOrDefault(time.group(2), Double.NaN);
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("'" + text + "' is not a number", e);
        }
    }

    /** The first match of what a whole report has. */
    static Matcher required(Pattern pattern, String text, String what) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new BadInputException("it says no " + what + ": it is cut off, or of an end that came too early");
        }
        return found;
    }
}
