package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/** A JMH jar of Java files, as another project would build it; JMH is not in it. */
public final class CompiledJar {

    private CompiledJar() {}

    /**
     * Builds it.
     *
     * @param sources folders of Java files
     * @param folder an empty one, for the jar and what it is made of
     */
    public static Path of(List<Path> sources, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            files.addAll(below(source));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    said,
                    manager,
                    null,
                    List.of("--release", "17", "-encoding", "UTF-8", "-d", classes.toString()),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new BenchmarkProcessor()));
            assertThat(task.call()).as(said.toString()).isTrue();
        }
        Path jar = folder.resolve("foreign.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Path file : below(classes)) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }
}
