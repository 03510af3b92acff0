package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhArguments;
import dev.labcoat.results.jmh.Launching;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.JvmFlags;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How forks are launched, as the user says it. */
final class LaunchOptions {

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description =
                    "Jars and folders behind the jar on the forks' class path, as of java -cp: \"libs/*:more.jar\".")
    private String classPath = "";

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description =
                    "An environment variable of the forks; may be repeated. Its value is not recorded, but whether it was"
                            + " changed.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "The forks' working directory; default: that in which this was started.")
    private @Nullable Path directory;

    @Option(
            names = "--exclude",
            paramLabel = "REGEX",
            description = "Leave out benchmarks whose full name has a part that this matches; may be repeated.")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "JMH's mode of every benchmark, instead of what it declares: thrpt, avgt, sample, ss.")
    private @Nullable String mode;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "JMH's threads of every benchmark, instead of what it declares.")
    private @Nullable Integer threads;

    @Option(
            names = Labcoat.JMH_ARGUMENTS,
            paramLabel = "ARGS",
            description = "JMH's own options for the forks; the same is all behind a --, as in: -- -prof gc -wi 5.")
    private String arguments = "";

    /**
     * What they say.
     *
     * @throws BadInputException if one of them makes no sense
     * @throws IOException if a folder of the class path cannot be read
     */
    Launching launching() throws IOException {
        List<String> all = new ArrayList<>();
        if (mode != null) {
            all.addAll(List.of("-bm", mode));
        }
        if (threads != null) {
            if (threads < 1) {
                throw new BadInputException("--threads " + threads + ": it takes one thread or more");
            }
            all.addAll(List.of("-t", threads.toString()));
        }
        all.addAll(JvmFlags.parse(arguments));
        if (directory != null && !Files.isDirectory(directory)) {
            throw new BadInputException("--directory: there is no folder " + directory);
        }
        return new Launching(classPath(), JmhArguments.of(all), new TreeMap<>(environment), patterns(), directory);
    }

    private List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : excluded) {
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                throw new BadInputException("'" + text + "' is not a regular expression: " + e.getDescription(), e);
            }
        }
        return patterns;
    }

    private List<Path> classPath() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            if (part.equals("*") || part.endsWith("/*")) {
                files.addAll(jars(Path.of(part.substring(0, part.length() - 1))));
            } else if (!part.isEmpty()) {
                Path file = Path.of(part);
                if (Files.notExists(file)) {
                    throw new BadInputException("--class-path: there is no " + file);
                }
                files.add(file);
            }
        }
        return files;
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("--class-path: there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
