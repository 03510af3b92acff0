package dev.labcoat.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Classes that were read and linked beforehand (<a href="https://openjdk.org/jeps/310">JEP 310</a>), for JVMs that spend most of
 * their short lives on that. A JVM that cannot use the archive, for its version or its flags, starts without it.
 */
final class ClassDataArchive implements AutoCloseable {

    /** JDK 25's JVMs number the classes of their lists, each in its own order; nothing needs the numbers ... */
    private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

    /** ... but classes of other loaders than the JDK's own, which name others by number. */
    private static final String OF_OTHER_LOADERS = " source: ";

    private final Path folder;
    private final List<String> classPath = new ArrayList<>();

    /**
     * Nothing archived yet, in a temporary folder.
     *
     * @param classPath what JVMs that use the archive are to have
     */
    ClassDataArchive(String classPath) throws IOException {
        folder = Files.createTempDirectory("class-data-");
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            this.classPath.add(Files.isDirectory(Path.of(entry)) ? pack(entry) : entry);
        }
    }

    /** The class path, with folders packed: an archive knows jars only. A JVM that uses the archive must have this one. */
    String classPath() {
        return String.join(File.pathSeparator, classPath);
    }

    /** With this flag, a JVM writes down what it loads. Each of them has a list of its own. */
    String listing() {
        return "-XX:DumpLoadedClassList=" + folder.resolve("%p.classes");
    }

    /** With this flag, a JVM uses the archive. */
    String flag() {
        return "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa");
    }

    /** Archives what was listed. */
    void dump() throws IOException, InterruptedException {
        Set<String> listed = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path list :
                    files.filter(file -> file.toString().endsWith(".classes")).toList()) {
                Files.readAllLines(list).stream()
                        .filter(line -> !line.contains(OF_OTHER_LOADERS))
                        .map(line -> NUMBER.matcher(line).replaceFirst(""))
                        .forEach(listed::add);
            }
        }
        Path all = Files.write(folder.resolve("all.txt"), listed);
        Path words = folder.resolve("words.txt");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:dump",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SharedClassListFile=" + all,
                        flag(),
                        "-cp",
                        classPath())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("no archive of classes could be made: " + Files.readString(words));
        }
    }

    private String pack(String classes) throws IOException {
        String jar = Files.createTempFile(folder, "classes-", ".jar").toString();
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        if (tool.run(System.out, System.err, "--create", "--file", jar, "-C", classes, ".") != 0) {
            throw new IOException("cannot pack " + classes + " into " + jar);
        }
        return jar;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
