package dev.labcoat.results.cli;

import java.io.File;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the user started this program, so that messages name what can be typed again.
 *
 * @param jar as it was typed behind {@code java -jar}; empty where {@code run-bench.sh} is what the user types
 */
record Program(Optional<String> jar) {

    /** This one. */
    static Program here() {
        return Where.isStartedByScript()
                ? new Program(Optional.empty())
                // With -jar the class path is that jar, as it was typed.
                : ofClassPath(System.getProperty("java.class.path", ""));
    }

    static Program ofClassPath(String classPath) {
        boolean isOneJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return new Program(isOneJar ? Optional.of(classPath) : Optional.empty());
    }

    /** What messages begin with, see {@link #said}, and what help calls it. */
    String name() {
        return jar.isEmpty() ? "run-bench.sh" : "labcoat";
    }

    /** A message, with what it begins with. */
    String said(@Nullable String message) {
        return name() + ": " + message;
    }

    /**
     * A line for a shell.
     *
     * @param arguments of the program
     */
    String line(String arguments) {
        return start() + " " + arguments;
    }

    /** What starts it without arguments. */
    String start() {
        return jar.map(file -> "java -jar " + quoted(file)).orElse("./run-bench.sh");
    }

    private static String quoted(String file) {
        return file.matches("[\\w./+@%-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
