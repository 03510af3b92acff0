package dev.labcoat.results.jmh;

import dev.labcoat.results.files.DiskSpace;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.process.ProcessTree;
import dev.labcoat.results.process.Tether;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;

/** Runs one fork of one cell: one JMH process with one forked JVM. */
public final class JmhFork {

    /**
     * The mode that times single invocations. Its iterations are what the benchmark declares: one that is to be timed cold, as with
     * {@code @Warmup(iterations = 0)}, is something else when it was warmed up.
     */
    public static final String SINGLE_SHOT = Mode.SingleShotTime.shortLabel();

    /** The mode that times single invocations by the sample, and so knows quantiles of them. */
    public static final String SAMPLE = Mode.SampleTime.shortLabel();

    /** Above this share of the machine's time, others took part in what was measured. */
    public static final double DISTURBED = 0.05;

    /** A shell adds this to the number of the signal that ended a command. */
    private static final int SIGNALLED = 128;

    /** A log of more bytes than this is named with its size, for an editor may not open it. */
    private static final long LARGE_LOG = 10_000_000;

    /** How long JMH waits for threads that a benchmark has left behind, before it ends the JVM; its own default is 30 s. */
    private static final int STRAY_THREADS_SECONDS = 2;

    private static final int INTERRUPT = 2;

    private final JmhJar jar;
    private final Effort effort;
    private final Jvm jvm;

    public JmhFork(JmhJar jar, Effort effort, Jvm jvm) {
        this.jar = jar;
        this.effort = effort;
        this.jvm = jvm;
    }

    /** Flags that every fork gets. */
    public List<String> flags() {
        return List.of("-Dlabcoat.warmup.cap.millis=" + effort.warmUpCapMillis());
    }

    /**
     * What a fork gets beside the benchmark's own.
     *
     * @param profilers JMH profilers, registered before those of the suite
     * @param environment more environment variables
     * @param flags more JVM flags, for the fork and for the processes that a benchmark of ours measures
     */
    public record Extras(List<String> profilers, Map<String, String> environment, List<String> flags) {}

    /** The files of a fork: one path with endings of their own. */
    private record Place(Path files) {

        Path result() {
            return ending("json");
        }

        Path log() {
            return ending("log");
        }

        /** For the options, what JMH fails of, and the fork's own temporary files; gone when it has ended and was closed. */
        Path temporary() {
            return ending("tmp").toAbsolutePath();
        }

        Path options() {
            return ending("options");
        }

        Path failure() {
            return ending("failure");
        }

        private Path ending(String ending) {
            return files.resolveSibling(files.getFileName() + "." + ending);
        }
    }

    /**
     * Starts the fork.
     *
     * @param files where JMH's options, its result, its output and its failure are kept: this path with {@code .options}, {@code
     *     .json}, {@code .log} and {@code .failure}
     * @param shared what it shares with other forks
     * @throws IOException if the disk is full or not writable
     */
    public Launched launch(CellId id, Path files, SharedFolder shared, Extras extras) throws IOException {
        Place place = new Place(files.toAbsolutePath());
        Files.createDirectories(files.toAbsolutePath().getParent());
        Files.deleteIfExists(place.failure());
        StringWriter text = new StringWriter();
        options(id, place, shared, extras).store(text, null);
        DurableFile.write(place.options(), text.toString());
        Map<String, String> environment = new TreeMap<>(jar.launching().environment());
        environment.putAll(extras.environment());
        Host.CpuTicks ticks = Host.CpuTicks.now();
        long begin = System.nanoTime();
        Tether tether = Tether.start(
                command(place, shared),
                environment,
                place.temporary(),
                place.log(),
                jar.launching().directory());
        return new Launched(id, place, ticks, begin, tether);
    }

    /** A fork that runs. */
    public final class Launched implements AutoCloseable {

        private final CellId id;
        private final Place place;
        private final Host.CpuTicks ticks;
        private final long begin;
        private final Tether tether;

        private Launched(CellId id, Place place, Host.CpuTicks ticks, long begin, Tether tether) {
            this.id = id;
            this.place = place;
            this.ticks = ticks;
            this.begin = begin;
            this.tether = tether;
        }

        /**
         * Waits for its end.
         *
         * @throws IOException if what it wrote cannot be read, or its disk is full, which is no fault of the benchmark
         * @throws InterruptedException if interrupted; the fork goes on until closed
         */
        public Fork await() throws IOException, InterruptedException {
            int status = tether.await();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (status == SIGNALLED + INTERRUPT) {
                // Ctrl-C reaches the shell that is to guard the fork, too, and may reach it before it guards anything.
                throw new InterruptedException("Ctrl-C");
            }
            if (status != 0 || Files.notExists(place.result())) {
                return withoutResult(place, status, seconds);
            }
            try {
                return fork(id, place, seconds, Host.CpuTicks.now().stealShareSince(ticks) > DISTURBED);
            } catch (BadInputException e) {
                return Fork.failed(e.getMessage(), seconds);
            }
        }

        /**
         * Waits for its end, but not for long.
         *
         * @return whether it came to its end
         * @throws InterruptedException if interrupted; the fork goes on until closed
         */
        public boolean await(long seconds) throws InterruptedException {
            return tether.await(seconds);
        }

        /** Whether it came to its end. */
        public boolean ended() {
            return tether.ended();
        }

        /** Its processes. */
        public ProcessTree processes() {
            return tether.processes();
        }

        /** Ends it, and everything that it started. */
        @Override
        public void close() throws IOException {
            tether.close();
        }
    }

    private List<String> command(Place place, SharedFolder shared) {
        List<String> command = new ArrayList<>();
        command.add(jvm.java().toString());
        // JMH's parent process only waits: it shall start fast and stay small. Several of them are alive together.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Djmh.ignoreLock=true"));
        command.add("-Djava.io.tmpdir=" + place.temporary());
        List<String> classPath = new ArrayList<>(jar.classPath());
        classPath.add(shared.forkJar().toString());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), JmhLauncher.class.getName()));
        command.addAll(List.of(place.options().toString(), place.failure().toString()));
        return command;
    }

    private Properties options(CellId id, Place place, SharedFolder shared, Extras extras) {
        JmhJar.Benchmark benchmark = jar.benchmarkOf(id);
        Properties options = new Properties();
        options.setProperty(JmhLauncher.BENCHMARK, "^" + Pattern.quote(id.benchmark()) + "$");
        id.params().forEach((name, value) -> options.setProperty(JmhLauncher.PARAM + name, value));
        options.setProperty(JmhLauncher.MODE, id.mode());
        options.setProperty(JmhLauncher.THREADS, Integer.toString(id.threads()));
        options.setProperty(JmhLauncher.RESULT, place.result().toString());
        options.setProperty(JmhLauncher.JVM, jvm.java().toString());
        put(options, JmhLauncher.JVM_ARGS_PREPEND, firstFlags(benchmark, place, shared, extras));
        if (benchmark.jvmArgs() == null) {
            // Else a fork would inherit the flags of JMH's own process, and run with half of the compiler and a small
            // heap.
            put(options, JmhLauncher.JVM_ARGS, List.of("-Djmh.ignoreLock=true"));
        }
        put(
                options,
                JmhLauncher.JVM_ARGS_APPEND,
                Stream.concat(benchmark.jvmArgsAppend().stream(), extras.flags().stream())
                        .toList());
        JmhArguments handedOn = jar.launching().arguments();
        put(options, JmhLauncher.ARGUMENTS, handedOn.arguments());
        if (!id.mode().equals(SINGLE_SHOT)) {
            put(options, JmhLauncher.WARM_UPS, handedOn.warmUps().isEmpty(), warmUps(id));
            put(options, JmhLauncher.WARM_UP_MILLIS, handedOn.warmUpMillis().isEmpty(), warmUpMillis(id));
            put(options, JmhLauncher.ITERATIONS, handedOn.iterations().isEmpty(), effort.iterations());
            put(
                    options,
                    JmhLauncher.ITERATION_MILLIS,
                    handedOn.iterationMillis().isEmpty(),
                    effort.iterationMillis());
        }
        List<String> profilers = new ArrayList<>(extras.profilers());
        profilers.addAll(jar.suite().profilers());
        put(options, JmhLauncher.PROFILERS, profilers);
        return options;
    }

    private List<String> firstFlags(JmhJar.Benchmark benchmark, Place place, SharedFolder shared, Extras extras) {
        List<String> flags = new ArrayList<>();
        if (!jar.suite().describes(benchmark.className())) {
            // What a benchmark of ours starts may need longer to end.
            flags.add("-Djmh.shutdownTimeout=" + STRAY_THREADS_SECONDS);
            flags.add("-Djmh.shutdownTimeout.step=1");
        }
        flags.addAll(benchmark.jvmArgsPrepend());
        flags.addAll(flags());
        flags.addAll(jar.flags());
        flags.add(shared.flag());
        flags.add("-Djava.io.tmpdir=" + place.temporary());
        if (!extras.flags().isEmpty()) {
            flags.add("-Dlabcoat.subject.flags=" + String.join(" ", extras.flags()));
        }
        return flags;
    }

    private static void put(Properties options, String key, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            options.setProperty(key + "." + i, values.get(i));
        }
    }

    private static void put(Properties options, String key, boolean wanted, long value) {
        if (wanted) {
            options.setProperty(key, Long.toString(value));
        }
    }

    private int warmUps(CellId id) {
        return effort.jmhWarmUpIterations(jar.suite().selfWarming(id.className()), leastWarmUps(id));
    }

    private long warmUpMillis(CellId id) {
        return effort.jmhWarmUpMillis(jar.suite().selfWarming(id.className()));
    }

    /** Iterations of warming up that a cell must have, since its benchmark declares so long a time of it. */
    public int leastWarmUps(CellId id) {
        return effort.iterationsFor(jar.declared(id).warmUpMillis());
    }

    private Fork fork(CellId id, Place place, double seconds, boolean disturbed) throws IOException {
        Fork raw = JmhResultFile.ofFork(place.result(), id);
        List<String> marks = new ArrayList<>(raw.marks());
        if (disturbed) {
            marks.add("disturbed");
        }
        if (LastWords.of(place.log()).tellOfStrayThreads()) {
            marks.add("stray-threads");
        }
        boolean timed = !id.mode().equals(SINGLE_SHOT);
        return raw.launched(
                marks.stream().distinct().toList(),
                seconds,
                timed ? warmUpSeconds(id, raw) : 0,
                timed ? measuredSeconds() : 0);
    }

    private double measuredSeconds() {
        JmhArguments handedOn = jar.launching().arguments();
        return handedOn.iterations().orElse(effort.iterations())
                * handedOn.iterationMillis().orElse(effort.iterationMillis())
                / 1e3;
    }

    private double warmUpSeconds(CellId id, Fork raw) {
        Metric own = raw.metrics().get("warmup.time");
        JmhArguments handedOn = jar.launching().arguments();
        return (own == null ? 0 : own.value())
                + handedOn.warmUps().orElse(warmUps(id))
                        * handedOn.warmUpMillis().orElse(warmUpMillis(id))
                        / 1e3;
    }

    private static Fork withoutResult(Place place, int status, double seconds) throws IOException {
        Optional<Failure> failure = Failure.read(place.failure());
        Optional<String> skipped = failure.flatMap(Failure::reasonToSkip);
        if (skipped.isPresent()) {
            return Fork.skipped(skipped.get(), seconds);
        }
        checkDisk(place.log());
        long bytes = Files.size(place.log());
        String size = bytes > LARGE_LOG ? String.format(Locale.ROOT, ", all %d MB of it,", bytes / 1_000_000) : "";
        return Fork.failed(
                why(failure, place.log(), status) + " (the whole story" + size + " is in " + place.log() + ")",
                seconds);
    }

    /** A disk that is full is no fault of the benchmark. */
    private static void checkDisk(Path log) throws IOException {
        DiskSpace.check(log);
        Optional<String> full = LastWords.of(log).ofDisk();
        if (full.isPresent()) {
            throw new FileSystemException(log.toString(), null, full.get());
        }
    }

    private static String why(Optional<Failure> failure, Path log, int status) throws IOException {
        if (status > SIGNALLED) {
            return "JMH was ended by signal " + (status - SIGNALLED);
        }
        LastWords words = LastWords.of(log);
        if (failure.isEmpty()) {
            return words.ofAll().orElse("JMH ended with status " + status + " and without a word");
        }
        return failure.get()
                .statusOfGoneJvm()
                .map(gone -> "the forked JVM ended with status " + gone
                        + words.ofFork().map(said -> ": " + said).orElse(""))
                .orElseGet(failure.get()::reason);
    }
}
