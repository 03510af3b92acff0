package dev.labcoat.results.jmh;

import dev.labcoat.results.files.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JVM's log of the classes that a fork, and each JVM that it measures, loads from jars (JEP 158). */
public final class ClassLoadLog {

    /** Not those of the JDK, nor those that the JVM makes. */
    private static final Pattern FROM_FILE = Pattern.compile("^(\\S+) source: file:");

    private static final String ENDING = ".classes";

    /** The JVM puts its process id in its place. */
    private static final String PROCESS = "-%p";

    private ClassLoadLog() {}

    /**
     * The JVM flag that writes the logs of a fork.
     *
     * @param files where: this path with endings
     * @return empty where the path has a character that such a flag, or a list of flags, cannot hold
     */
    public static Optional<String> flag(Path files) {
        String path = files.toAbsolutePath().toString();
        return path.matches("[^\\s\":%]+")
                ? Optional.of("-Xlog:class+load=info:file=" + path + PROCESS + ENDING + ":none:filecount=0")
                : Optional.empty();
    }

    /**
     * Reads and deletes the logs of a fork that has ended.
     *
     * @param files as of {@link #flag}
     * @return binary names
     * @throws IOException if they cannot be read
     */
    public static Set<String> take(Path files) throws IOException {
        String begin = files.getFileName() + "-";
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> all = Files.list(files.toAbsolutePath().getParent())) {
            for (Path log : all.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(begin) && name.endsWith(ENDING);
                    })
                    .toList()) {
                RegularFile.foreignText(log)
                        .lines()
                        .map(FROM_FILE::matcher)
                        .filter(Matcher::find)
                        .forEach(line -> classes.add(line.group(1)));
                Files.delete(log);
            }
        }
        return classes;
    }
}
