package dev.labcoat.results.jmh;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Suite;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.core.JacksonException;

/** A JMH jar: its benchmarks with their params, and what it says of itself. Any JMH jar will do. */
public final class JmhJar {

    private static final int VERSION_DIGITS = 12;

    private final Path path;
    private final boolean carriesJmh;
    private final String hash;
    private final Suite suite;
    private final List<Benchmark> benchmarks;
    private final List<String> flags;

    private JmhJar(
            Path path, boolean carriesJmh, String hash, Suite suite, List<Benchmark> benchmarks, List<String> flags) {
        this.path = path;
        this.carriesJmh = carriesJmh;
        this.hash = hash;
        this.suite = suite;
        this.benchmarks = benchmarks;
        this.flags = flags;
    }

    /**
     * A benchmark method in one mode.
     *
     * @param name fully qualified class and method
     * @param mode JMH's short label
     * @param threads JMH's threads
     * @param params the declared values of each param
     * @param jvmArgs JVM flags that it declares in place of those of JMH's own process; null where it declares none
     * @param jvmArgsPrepend JVM flags that the benchmark declares to come first, which ours must not push out
     * @param jvmArgsAppend those to come last
     * @param timeUnit the unit of its scores, as declared; null where JMH's default holds
     * @param version hash of what its own code does ({@link CodeFingerprint}), and of the measuring kernel
     */
    public record Benchmark(
            String name,
            String mode,
            int threads,
            Map<String, List<String>> params,
            @Nullable List<String> jvmArgs,
            List<String> jvmArgsPrepend,
            List<String> jvmArgsAppend,
            @Nullable TimeUnit timeUnit,
            String version) {

        /** Whether it can be run with these params: their names are the declared ones, and it takes their values. */
        boolean takes(Map<String, String> values) {
            return params.keySet().equals(values.keySet())
                    && params.entrySet().stream()
                            .allMatch(param -> takes(param.getValue(), values.getOrDefault(param.getKey(), "")));
        }

        private static boolean takes(List<String> declared, String value) {
            return declared.contains(value)
                    || declared.stream().allMatch(String::isEmpty)
                    || (isNumber(value) && declared.stream().allMatch(Benchmark::isNumber));
        }

        public static boolean isNumber(String text) {
            return text.matches("-?\\d+(\\.\\d+)?");
        }

        private Benchmark with(Map<String, List<String>> values) {
            Map<String, List<String>> changed = new TreeMap<>(params);
            changed.replaceAll((name, declared) -> values.getOrDefault(name, declared));
            return new Benchmark(
                    name, mode, threads, changed, jvmArgs, jvmArgsPrepend, jvmArgsAppend, timeUnit, version);
        }

        /** The benchmark's class. */
        public String className() {
            return name.substring(0, name.lastIndexOf('.'));
        }
    }

    /**
     * Opens a jar.
     *
     * @throws BadInputException if it is not there, not a jar, or not a JMH jar
     * @throws IOException if it cannot be read
     */
    public static JmhJar open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException("there is no jar at " + path);
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            ZipEntry list = jar.getEntry(BenchmarkList.BENCHMARK_LIST.substring(1));
            if (list == null) {
                throw new BadInputException(path + " is not a JMH jar: it has no" + BenchmarkList.BENCHMARK_LIST
                        + ". Build it with JMH's annotation processor, jmh-generator-annprocess");
            }
            Suite suite = readSuite(path, jar);
            CodeFingerprint code = new CodeFingerprint(jar);
            List<Benchmark> benchmarks = new ArrayList<>();
            try (InputStream in = jar.getInputStream(list)) {
                for (BenchmarkListEntry entry : BenchmarkList.readBenchmarkList(in)) {
                    benchmarks.addAll(modes(suite, code, entry));
                }
            } catch (RuntimeException e) {
                // Of a list that is cut off or damaged, JMH throws whatever comes of it.
                throw new BadInputException(
                        path + " has a list of benchmarks that JMH 1.37 cannot read: rebuild it with JMH 1.21 or newer",
                        e);
            }
            benchmarks.sort(Comparator.comparing((Benchmark benchmark) -> place(suite, benchmark))
                    .thenComparing(benchmark -> !isControl(suite, benchmark))
                    .thenComparing(Benchmark::name)
                    .thenComparing(Benchmark::mode));
            boolean carriesJmh = jar.getEntry("org/openjdk/jmh/Main.class") != null;
            return new JmhJar(
                    path.toAbsolutePath().normalize(),
                    carriesJmh,
                    Sha256.of(Files.readAllBytes(path)),
                    suite,
                    benchmarks,
                    List.of());
        } catch (ZipException e) {
            throw new BadInputException(path + " is not a jar: " + e.getMessage(), e);
        }
    }

    /**
     * This jar, whose benchmark of stacks measures these and no others.
     *
     * @param stacks what is measured
     * @param steps the steps in which it is measured, of each
     * @param more JVM flags for its forks
     * @throws BadInputException if it has no such benchmark
     */
    public JmhJar measuring(List<StackDescription> stacks, List<String> steps, List<String> more) {
        Suite.Stacks measured = suite.stacks();
        if (measured == null) {
            throw new BadInputException(path + " has no benchmark that measures stacks");
        }
        Map<String, List<String>> values = Map.of(
                measured.stack(), stacks.stream().map(StackDescription::name).toList(), measured.step(), steps);
        Map<String, String> versions = new TreeMap<>();
        stacks.forEach(stack -> versions.putAll(stack.versionsByName()));
        Suite.@Nullable Ladder ladder = stacks.size() == 1 ? stacks.get(0).ladder(measured.step()) : null;
        return new JmhJar(
                path,
                carriesJmh,
                hash,
                suite.measuring(versions, ladder),
                benchmarks.stream()
                        .map(benchmark ->
                                benchmark.className().equals(measured.benchmark()) ? benchmark.with(values) : benchmark)
                        .toList(),
                Stream.concat(more.stream(), stacks.stream().flatMap(stack -> stack.flags().stream()))
                        .toList());
    }

    public Path path() {
        return path;
    }

    /** JVM flags that every fork of it needs. */
    List<String> flags() {
        return flags;
    }

    /** The class path of its forks: a jar that does not carry JMH gets ours. */
    String classPath() {
        if (carriesJmh) {
            return path.toString();
        }
        URL ours = BenchmarkList.class.getProtectionDomain().getCodeSource().getLocation();
        return path + File.pathSeparator + Path.of(URI.create(ours.toString()));
    }

    /** SHA-256 of the whole file. */
    public String hash() {
        return hash;
    }

    public Suite suite() {
        return suite;
    }

    /** By layer, then by name. */
    public List<Benchmark> benchmarks() {
        return benchmarks;
    }

    /** Whether a cell can be run. */
    public boolean has(CellId id) {
        return benchmarks.stream()
                .anyMatch(benchmark -> benchmark.name().equals(id.benchmark())
                        && benchmark.mode().equals(id.mode())
                        && benchmark.threads() == id.threads()
                        && benchmark.takes(id.params()));
    }

    /**
     * The benchmark that a cell is one setting of.
     *
     * @throws BadInputException if this jar has none
     */
    public Benchmark benchmarkOf(CellId id) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.name().equals(id.benchmark())
                        && benchmark.mode().equals(id.mode()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(path + " has no benchmark " + id));
    }

    /** Where the descriptor puts the question of a benchmark; those that it does not know come last. */
    private static int place(Suite suite, Benchmark benchmark) {
        List<String> classes = suite.layers().stream()
                .flatMap(layer -> layer.questions().stream())
                .map(Suite.Question::benchmark)
                .toList();
        int place = classes.indexOf(benchmark.className());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static boolean isControl(Suite suite, Benchmark benchmark) {
        return suite.question(benchmark.className())
                .filter(question -> question.isControl(benchmark.name()))
                .isPresent();
    }

    private static Suite readSuite(Path path, JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(Suite.RESOURCE);
        if (entry == null) {
            return Suite.NONE;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            Suite suite = Json.COMPACT.readValue(in, Suite.class);
            if (suite == null) {
                throw new BadInputException(path + " has a broken " + Suite.RESOURCE + ": it says null");
            }
            return suite;
        } catch (JacksonException e) {
            throw new BadInputException(path + " has a broken " + Suite.RESOURCE + ": " + Json.problem(e), e);
        }
    }

    private static List<Benchmark> modes(Suite suite, CodeFingerprint code, BenchmarkListEntry entry)
            throws IOException {
        String version = new Sha256()
                .add(suite.kernel())
                .add(code.of(entry.getUserClassQName()))
                .hex()
                .substring(0, VERSION_DIGITS);
        Map<String, List<String>> params = new TreeMap<>();
        entry.getParams().orElse(Map.of()).forEach((name, values) -> params.put(name, List.of(values)));
        int inGroups = Math.max(1, IntStream.of(entry.getThreadGroups()).sum());
        int declared = entry.getThreads().orElse(inGroups);
        int threads = declared > 0 ? declared : Runtime.getRuntime().availableProcessors();
        List<Mode> modes = entry.getMode() == Mode.All
                ? Arrays.stream(Mode.values()).filter(mode -> mode != Mode.All).toList()
                : List.of(entry.getMode());
        @Nullable
        List<String> jvmArgs =
                entry.getJvmArgs().hasValue() ? List.copyOf(entry.getJvmArgs().get()) : null;
        List<String> prepend = List.copyOf(entry.getJvmArgsPrepend().orElse(List.of()));
        List<String> append = List.copyOf(entry.getJvmArgsAppend().orElse(List.of()));
        @Nullable
        TimeUnit timeUnit = entry.getTimeUnit().hasValue() ? entry.getTimeUnit().get() : null;
        return modes.stream()
                .map(mode -> new Benchmark(
                        entry.getUsername(),
                        mode.shortLabel(),
                        threads,
                        params,
                        jvmArgs,
                        prepend,
                        append,
                        timeUnit,
                        version))
                .toList();
    }

    /** JMH's notation of a time. */
    static String time(long millis) {
        return TimeValue.milliseconds(millis).toString().replace(" ", "");
    }
}
