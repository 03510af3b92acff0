package dev.labcoat.results.git;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A project whose benchmarks are measured, and how any commit of it is built.
 *
 * @param root its folder, which is a git repository or lies in one
 * @param build a command line for a POSIX shell, run in the root of a checkout; null where nobody has said it
 * @param jar the JMH jar that this builds, as a path from the root, in which {@code *} and {@code ?} stand for what differs from
 *     version to version; null where nobody has said it
 * @param results the folder of what is recorded and published
 */
public record Project(
        Path root, @Nullable String build, @Nullable String jar, Path results) {

    /** The file in the root that says it. */
    public static final String FILE = "labcoat.yaml";

    /** Where a project keeps its results, unless it says something else. */
    private static final String RESULTS = ".labcoat";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What the file says. */
    private record Said(
            @Nullable String build,
            @Nullable String jar,
            @Nullable String results) {}

    /**
     * The project around a folder: the nearest folder above it that has the file, in the repository of that folder.
     *
     * @param otherwise the project's root where there is no such folder
     * @throws BadInputException if the file says something else than how to build it
     */
    public static Project around(Path folder, Path otherwise) {
        for (Path root = folder.toAbsolutePath().normalize(); root != null; root = root.getParent()) {
            Path file = root.resolve(FILE);
            if (RegularFile.mayBe(file)) {
                return of(root, file);
            }
            if (Files.exists(root.resolve(".git"))) {
                // What lies above is somebody else's.
                break;
            }
        }
        Path root = otherwise.toAbsolutePath().normalize();
        Path file = root.resolve(FILE);
        return RegularFile.mayBe(file) ? of(root, file) : new Project(root, null, null, root.resolve(RESULTS));
    }

    private static Project of(Path root, Path file) {
        try {
            Said said = YAML.readValue(RegularFile.text(file), Said.class);
            if (said == null) {
                throw new BadInputException(file + " says nothing: it takes " + example());
            }
            return new Project(
                    root,
                    said.build(),
                    said.jar(),
                    root.resolve(Objects.requireNonNullElse(said.results(), RESULTS))
                            .normalize());
        } catch (IOException | JacksonException e) {
            String why =
                    e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
            throw new BadInputException(file + " cannot be read: " + why + ". It takes " + example(), e);
        }
    }

    private static String example() {
        return "build: with a command, such as ./gradlew jmhJar, jar: with the JMH jar that it builds, such as"
                + " build/libs/*-jmh.jar, and results: with a folder, if it shall be another than " + RESULTS;
    }

    /** This project, built in another way; what is null stays as it is. */
    public Project built(@Nullable String otherBuild, @Nullable String otherJar) {
        return new Project(root, otherBuild == null ? build : otherBuild, otherJar == null ? jar : otherJar, results);
    }

    /**
     * The command that builds it.
     *
     * @throws BadInputException if nobody has said it
     */
    String buildCommand() {
        if (build == null || jar == null) {
            throw new BadInputException("how is a commit of " + root + " built? Write a " + FILE
                    + " into that folder: it takes " + example() + "; or give --build and --built-jar");
        }
        return build;
    }

    /** What the jar is called in records, of whatever version it is: jars of one name are compared with each other. */
    public String jarName() {
        return jar == null ? "" : jar.substring(jar.lastIndexOf('/') + 1);
    }

    /**
     * The jar that was built in a checkout of the root.
     *
     * @throws BadInputException if there is none, or more than one
     * @throws IOException if the folder cannot be read
     */
    public Path builtJar(Path checkout) throws IOException {
        String pattern = Objects.requireNonNullElse(jar, "*.jar");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path fixed = checkout;
        for (Path part : Path.of(pattern)) {
            if (part.toString().matches(".*[*?{\\[].*")) {
                break;
            }
            fixed = fixed.resolve(part);
        }
        if (Files.notExists(fixed)) {
            throw new BadInputException("there is no " + pattern + " in " + checkout);
        }
        List<Path> jars;
        try (Stream<Path> files = Files.walk(fixed)) {
            jars = files.filter(file -> matcher.matches(checkout.relativize(file)))
                    .sorted()
                    .toList();
        }
        if (jars.size() != 1) {
            throw new BadInputException(
                    jars.isEmpty()
                            ? "there is no " + pattern + " in " + checkout
                            : "which jar is meant by " + pattern + "? There are " + jars + ": let 'jar' in " + FILE
                                    + " match one of them");
        }
        return jars.get(0);
    }
}
