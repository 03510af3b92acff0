package dev.labcoat.results.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Letters that the JVM cannot read in the user's locale, such as those of a path with an umlaut where {@code LC_ALL=C}. */
final class Letters {

    /** What such a letter has become. */
    private static final char LOST = '\ufffd';

    private Letters() {}

    /**
     * What to say where some are lost: of such a path nobody can know which file it names.
     *
     * @param encoding in which the system gives paths and arguments to the JVM
     * @param directory where this was started
     */
    static Optional<String> lost(String encoding, String directory, List<String> arguments) {
        if (encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            return Optional.empty();
        }
        Optional<String> what = arguments.stream()
                .filter(argument -> argument.indexOf(LOST) >= 0)
                .findFirst()
                .or(() -> Optional.of(directory).filter(path -> path.indexOf(LOST) >= 0));
        return what.map(text -> "the JVM cannot read all letters of " + text + " in this locale (" + encoding
                + "): start it with LC_ALL=C.UTF-8, as in: LC_ALL=C.UTF-8 java -jar results.jar, or by ./run-bench.sh");
    }
}
