package dev.labcoat.results.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the forks of a jar are launched, beyond what the jar itself says.
 *
 * @param classPath jars and folders behind the jar on the class path
 * @param arguments JMH's own
 * @param environment environment variables
 * @param excluded benchmarks that are left out, by parts of their full names that these patterns match
 * @param directory the forks' working directory; null for that of this program
 */
public record Launching(
        List<Path> classPath,
        JmhArguments arguments,
        SortedMap<String, String> environment,
        List<Pattern> excluded,
        @Nullable Path directory) {

    /** As the jar says. */
    public static final Launching PLAIN = new Launching(List.of(), JmhArguments.NONE, new TreeMap<>(), List.of(), null);

    public Launching {
        classPath = List.copyOf(classPath);
        environment = new TreeMap<>(Map.copyOf(environment));
        excluded = List.copyOf(excluded);
    }
}
