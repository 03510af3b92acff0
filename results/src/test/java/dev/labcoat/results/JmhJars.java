package dev.labcoat.results;

import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.util.Optional;

/** Writes JMH jars that have a list of benchmarks, and nothing that JMH could run. */
public final class JmhJars {

    private final List<BenchmarkListEntry> entries = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private String manifest = "";

    /** A benchmark of one thread. */
    public JmhJars benchmark(String className, String method, Mode mode, Map<String, List<String>> params) {
        return benchmark(className, method, mode, params, Optional.none(), new int[] {1}, List.of());
    }

    /** A benchmark with all that this program reads of it. */
    public JmhJars benchmark(
            String className,
            String method,
            Mode mode,
            Map<String, List<String>> params,
            Optional<Integer> threads,
            int[] threadGroups,
            Collection<String> jvmArgsPrepend) {
        Map<String, String[]> values = new TreeMap<>();
        params.forEach((name, list) -> values.put(name, list.toArray(String[]::new)));
        entries.add(new BenchmarkListEntry(
                className,
                className + "_generated",
                method,
                mode,
                threads,
                threadGroups,
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                Optional.none(),
                jvmArgsPrepend.isEmpty() ? Optional.none() : Optional.of(jvmArgsPrepend),
                Optional.none(),
                values.isEmpty() ? Optional.none() : Optional.of(values),
                Optional.none(),
                Optional.none(),
                Optional.none()));
        return this;
    }

    /** The descriptor. */
    public JmhJars suite(Suite suite) {
        return file(Suite.RESOURCE, Json.PRETTY.writeValueAsString(suite));
    }

    /** A line of the manifest. */
    public JmhJars manifest(String line) {
        manifest += line + "\n";
        return this;
    }

    /** Any other file. */
    public JmhJars file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any other file. */
    public JmhJars file(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    /**
     * Classes, compiled with JMH on the class path.
     *
     * @param folder for what is compiled, new
     * @param sources the text of each source file by its name, such as {@code acme/B.java}
     * @param options of the compiler
     */
    public JmhJars classes(Path folder, Map<String, String> sources, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-proc:none", "-cp", jmh(), "-d", folder.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalArgumentException(said.toString(StandardCharsets.UTF_8));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".class")).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return this;
    }

    private static String jmh() {
        URL jar = BenchmarkList.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(jar.toString())).toString();
    }

    /** A file as it will be in the jar. */
    public byte[] part(String name) throws IOException {
        putList();
        return Objects.requireNonNull(files.get(name), name);
    }

    private void putList() throws IOException {
        if (!entries.isEmpty()) {
            ByteArrayOutputStream list = new ByteArrayOutputStream();
            BenchmarkList.writeBenchmarkList(list, entries);
            files.putIfAbsent(BenchmarkList.BENCHMARK_LIST.substring(1), list.toByteArray());
        }
    }

    /** Writes the jar, with a list of benchmarks where there is none yet and there are benchmarks. */
    public Path write(Path jar) throws IOException {
        putList();
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(("Manifest-Version: 1.0\n" + manifest).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return jar;
    }
}
