package dev.labcoat.results.jmh;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Suite;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import joptsimple.OptionParser;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import tools.jackson.core.JacksonException;

/** A JMH jar: its benchmarks with their params, and what it says of itself. Any JMH jar will do. */
public final class JmhJar {

    private static final int VERSION_DIGITS = 12;

    private static final String CLASS = ".class";

    /** Where the list of benchmarks is. */
    private static final String LIST = BenchmarkList.BENCHMARK_LIST.substring(1);

    private final Path path;
    private final Launching launching;
    private final boolean bringsJmh;
    private final Suite suite;
    private final List<Benchmark> benchmarks;
    private final List<String> flags;
    private @Nullable String hash;

    private JmhJar(
            Path path,
            Launching launching,
            boolean bringsJmh,
            Suite suite,
            List<Benchmark> benchmarks,
            List<String> flags) {
        this.path = path;
        this.launching = launching;
        this.bringsJmh = bringsJmh;
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
     * @param declared how it declares that it is to be measured
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
            Declared declared,
            String version) {

        /** Whether it can be run with these params: their names are the declared ones, and it takes their values. */
        boolean takes(Map<String, String> values, Set<String> given) {
            return params.keySet().equals(values.keySet())
                    && params.entrySet().stream()
                            .allMatch(param -> (given.contains(param.getKey())
                                            && param.getValue().size() == 1)
                                    || takes(param.getValue(), values.getOrDefault(param.getKey(), "")));
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
                    name, mode, threads, changed, jvmArgs, jvmArgsPrepend, jvmArgsAppend, timeUnit, declared, version);
        }

        /** The benchmark's class. */
        public String className() {
            return name.substring(0, name.lastIndexOf('.'));
        }
    }

    /**
     * Opens a jar whose forks are launched as it says.
     *
     * @throws BadInputException if it is not there, not a jar, or not a JMH jar
     * @throws IOException if it cannot be read
     */
    public static JmhJar open(Path path) throws IOException {
        return open(path, Launching.PLAIN);
    }

    /**
     * Opens a jar.
     *
     * @param launching how its forks are launched: modes and threads in it are those of its benchmarks then
     * @throws BadInputException if it is not there, not a jar, or not a JMH jar
     * @throws IOException if it cannot be read
     */
    public static JmhJar open(Path path, Launching launching) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    Files.isDirectory(path) ? path + " is a folder, not a jar" : "there is no jar at " + path);
        }
        if (path.toAbsolutePath().toString().contains(File.pathSeparator)) {
            throw new BadInputException(path.toAbsolutePath() + " has a " + File.pathSeparator
                    + " in its name, where a class path begins its next file: copy the jar to another place");
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            ZipEntry list = jar.getEntry(LIST);
            if (list == null) {
                throw new BadInputException(path + " is not a JMH jar: " + whyWithoutList(jar));
            }
            JmhVersion jmh = JmhVersion.of(path, jar, launching);
            Suite suite = readSuite(path, jar);
            CodeFingerprint code = new CodeFingerprint(jar);
            Map<String, String> versions = new HashMap<>();
            List<Benchmark> benchmarks = new ArrayList<>();
            try (InputStream in = jar.getInputStream(list)) {
                for (BenchmarkLines.Line line : BenchmarkLines.read(in, jmh.writesPlainParams())) {
                    String className = line.entry().getUserClassQName();
                    if (!versions.containsKey(className)) {
                        versions.put(className, version(suite, code, className));
                    }
                    benchmarks.addAll(modes(line, launching, versions.getOrDefault(className, "")));
                }
            } catch (RuntimeException e) {
                // Of a list that is cut off or damaged, JMH throws whatever comes of it.
                throw new BadInputException(
                        path + " has a list of benchmarks that JMH 1.37 cannot read: rebuild it with JMH 1.19 or newer",
                        e);
            }
            if (benchmarks.isEmpty()) {
                throw new BadInputException(path + " is a JMH jar without benchmarks: its " + LIST + " is empty");
            }
            List<Benchmark> chosen = benchmarks.stream()
                    .filter(benchmark -> launching.excluded().stream()
                            .noneMatch(
                                    pattern -> pattern.matcher(benchmark.name()).find()))
                    .distinct()
                    .sorted(Comparator.comparing((Benchmark benchmark) -> place(suite, benchmark))
                            .thenComparing(benchmark -> !isControl(suite, benchmark))
                            .thenComparing(Benchmark::name)
                            .thenComparing(Benchmark::mode))
                    .toList();
            boolean bringsJmh = !jmh.text().isEmpty() || jar.getEntry("org/openjdk/jmh/runner/Runner.class") != null;
            return new JmhJar(path.toAbsolutePath().normalize(), launching, bringsJmh, suite, chosen, List.of());
        } catch (ZipException e) {
            throw new BadInputException(path + " is not a jar: " + e.getMessage(), e);
        }
    }

    private static String whyWithoutList(JarFile jar) {
        for (String inner : List.of("BOOT-INF", "WEB-INF")) {
            if (jar.getEntry(inner + "/classes/") != null || jar.getEntry(inner + "/classes/" + LIST) != null) {
                return "its classes lie in " + inner + ", "
                        + (inner.equals("BOOT-INF")
                                ? "as Spring Boot's plugin repackages them"
                                : "as of a web application")
                        + ", where no class path finds them. Give the jar as it was before, with the libraries, as in: --jar"
                        + " app-plain.jar --class-path 'lib/*'; or build one with maven-shade-plugin or Gradle's shadowJar";
            }
        }
        return "it has no " + LIST
                + ". JMH's annotation processor, jmh-generator-annprocess, writes it when the benchmarks"
                + " are compiled; from JDK 23 on, javac runs no processor that is only on the class path: name it with"
                + " -processorpath, or give -proc:full";
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
                launching,
                bringsJmh,
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

    /**
     * The classes that another jar has otherwise, has not, or has beside these: what a change between the two can have touched. What is
     * on the class path beside a jar is not looked at.
     *
     * @return binary names
     * @throws IOException if a jar cannot be read
     */
    public Set<String> classesUnlike(JmhJar other) throws IOException {
        Map<String, Long> ours = checksumsOfClasses(path);
        Map<String, Long> theirs = checksumsOfClasses(other.path);
        Set<String> unlike = new TreeSet<>(ours.keySet());
        unlike.addAll(theirs.keySet());
        unlike.removeIf(name -> Objects.equals(ours.get(name), theirs.get(name)));
        return unlike;
    }

    private static Map<String, Long> checksumsOfClasses(Path path) throws IOException {
        Map<String, Long> checksums = new HashMap<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            jar.stream()
                    .filter(entry -> entry.getName().endsWith(CLASS))
                    .forEach(entry -> checksums.put(
                            entry.getName()
                                    .substring(0, entry.getName().length() - CLASS.length())
                                    .replace('/', '.'),
                            entry.getCrc()));
        }
        return checksums;
    }

    /** How its forks are launched. */
    public Launching launching() {
        return launching;
    }

    /** The class path of its forks: a jar that brings no JMH gets ours. */
    List<String> classPath() {
        List<String> classPath = new ArrayList<>(List.of(path.toString()));
        launching
                .classPath()
                .forEach(file -> classPath.add(file.toAbsolutePath().toString()));
        if (!bringsJmh) {
            // JMH, and the libraries that it needs.
            Stream.of(BenchmarkList.class, OptionParser.class, TDistribution.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                    .map(location -> Path.of(URI.create(location.toString())).toString())
                    .distinct()
                    .forEach(classPath::add);
        }
        return classPath;
    }

    /**
     * SHA-256 of the whole file.
     *
     * @throws UncheckedIOException if it cannot be read any more
     */
    public String hash() {
        if (hash == null) {
            try {
                hash = Sha256.of(Files.readAllBytes(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return hash;
    }

    /** What a cell's benchmark declares, beyond what the descriptor says of it. */
    public Declared declared(CellId id) {
        return suite.describes(id.className())
                ? Declared.NOTHING
                : benchmarkOf(id).declared();
    }

    public Suite suite() {
        return suite;
    }

    /** By layer, then by name. */
    public List<Benchmark> benchmarks() {
        return benchmarks;
    }

    /**
     * Whether a cell can be run.
     *
     * @param given params whose values the user has chosen: one with a single declared value takes any
     */
    public boolean has(CellId id, Set<String> given) {
        return benchmarks.stream()
                .anyMatch(benchmark -> benchmark.name().equals(id.benchmark())
                        && benchmark.mode().equals(id.mode())
                        && benchmark.threads() == id.threads()
                        && benchmark.takes(id.params(), given));
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

    private static List<Benchmark> modes(BenchmarkLines.Line line, Launching launching, String version) {
        BenchmarkListEntry entry = line.entry();
        int inGroups = Math.max(1, IntStream.of(entry.getThreadGroups()).sum());
        int declared = entry.getThreads().orElse(inGroups);
        int threads = launching
                .arguments()
                .threads()
                .orElse(declared > 0 ? declared : Runtime.getRuntime().availableProcessors());
        List<Mode> asked = launching.arguments().modes();
        List<Mode> modes = (asked.isEmpty() ? List.of(entry.getMode()) : asked)
                .stream().flatMap(JmhJar::each).distinct().toList();
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
                        new TreeMap<>(line.params()),
                        jvmArgs,
                        prepend,
                        append,
                        timeUnit,
                        Declared.of(entry),
                        version))
                .toList();
    }

    private static Stream<Mode> each(Mode mode) {
        return mode == Mode.All ? Arrays.stream(Mode.values()).filter(one -> one != Mode.All) : Stream.of(mode);
    }

    private static String version(Suite suite, CodeFingerprint code, String className) throws IOException {
        return new Sha256().add(suite.kernel()).add(code.of(className)).hex().substring(0, VERSION_DIGITS);
    }
}
