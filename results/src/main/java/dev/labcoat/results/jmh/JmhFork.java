package dev.labcoat.results.jmh;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;

/** Runs one fork of one cell: one JMH process with one forked JVM. */
public final class JmhFork {

    /**
     * The mode that times single invocations. Its iterations are what the benchmark declares: one that is to be timed cold, as with
     * {@code @Warmup(iterations = 0)}, is something else when it was warmed up.
     */
    public static final String SINGLE_SHOT = Mode.SingleShotTime.shortLabel();

    /** Above this share of the machine's time, the hypervisor took part in what was measured. */
    private static final double DISTURBED = 0.05;

    private static final Pattern EXCEPTION =
            Pattern.compile("((?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error))(?:: (.*))?");

    /** How a benchmark says that it cannot run here: the exception by which test frameworks know a test that is skipped. */
    private static final Pattern ABORTED = Pattern.compile("(?:.*: )?org\\.opentest4j\\.TestAbortedException: (.*)");

    private static final Pattern FORK_GONE = Pattern.compile("<forked VM failed with exit code (\\d+)>");

    /** A shell adds this to the number of the signal that ended a command. */
    private static final int SIGNALLED = 128;

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
     * @param classPath more of it
     * @param profilers JMH profilers, registered before those of the suite
     * @param environment more environment variables
     * @param flags more JVM flags, for the fork and for the processes that a benchmark of ours measures
     */
    public record Extras(
            List<String> classPath, List<String> profilers, Map<String, String> environment, List<String> flags) {}

    /**
     * Starts the fork.
     *
     * @param files where JMH's result and its output are kept: this path with {@code .json} and {@code .log}
     * @param shared what it shares with other forks
     * @throws IOException if the disk is full or not writable
     */
    public Launched launch(CellId id, Path files, SharedFolder shared, Extras extras) throws IOException {
        Files.createDirectories(files.toAbsolutePath().getParent());
        Path result = files.resolveSibling(files.getFileName() + ".json");
        Path log = files.resolveSibling(files.getFileName() + ".log");
        Path temporary = files.resolveSibling(files.getFileName() + ".tmp").toAbsolutePath();
        Host.CpuTicks ticks = Host.CpuTicks.now();
        long begin = System.nanoTime();
        Tether tether =
                Tether.start(command(id, result, temporary, shared, extras), extras.environment(), temporary, log);
        return new Launched(id, result, log, ticks, begin, tether);
    }

    /** A fork that runs. */
    public final class Launched implements AutoCloseable {

        private final CellId id;
        private final Path result;
        private final Path log;
        private final Host.CpuTicks ticks;
        private final long begin;
        private final Tether tether;

        private Launched(CellId id, Path result, Path log, Host.CpuTicks ticks, long begin, Tether tether) {
            this.id = id;
            this.result = result;
            this.log = log;
            this.ticks = ticks;
            this.begin = begin;
            this.tether = tether;
        }

        /**
         * Waits for its end.
         *
         * @throws IOException if what it wrote cannot be read
         * @throws InterruptedException if interrupted; the fork goes on until closed
         */
        public Fork await() throws IOException, InterruptedException {
            int status = tether.await();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (status != 0 || Files.notExists(result)) {
                List<String> said = lines(log);
                return reasonToSkip(said)
                        .map(reason -> Fork.skipped(reason, seconds))
                        .orElseGet(() -> Fork.failed(why(said, log, status), seconds));
            }
            try {
                return fork(id, result, seconds, Host.CpuTicks.now().stealShareSince(ticks) > DISTURBED);
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

    private List<String> command(CellId id, Path result, Path temporary, SharedFolder shared, Extras extras) {
        List<String> forkFlags = new ArrayList<>(jar.benchmarkOf(id).jvmArgsPrepend());
        forkFlags.addAll(flags());
        forkFlags.addAll(jar.flags());
        forkFlags.add(shared.flag());
        forkFlags.add("-Djava.io.tmpdir=" + temporary);
        if (!extras.flags().isEmpty()) {
            forkFlags.add("-Dlabcoat.subject.flags=" + String.join(" ", extras.flags()));
        }

        List<String> lastFlags = new ArrayList<>(jar.benchmarkOf(id).jvmArgsAppend());
        lastFlags.addAll(extras.flags());

        boolean selfWarming = jar.suite().selfWarming(id.className());
        List<String> command = new ArrayList<>();
        command.add(jvm.java().toString());
        // JMH's parent process only waits: it shall start fast and stay small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        command.add("-Djava.io.tmpdir=" + temporary);
        List<String> classPath = new ArrayList<>(List.of(jar.classPath()));
        classPath.addAll(extras.classPath());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), "org.openjdk.jmh.Main"));
        command.add("^" + Pattern.quote(id.benchmark()) + "$");
        id.params().forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
        command.addAll(List.of("-bm", id.mode(), "-t", Integer.toString(id.threads())));
        command.addAll(List.of("-f", "1", "-wf", "0", "-foe", "true", "-rf", "json", "-rff", result.toString()));
        command.addAll(List.of("-jvm", jvm.java().toString(), "-jvmArgsPrepend", quoted(forkFlags)));
        if (jar.benchmarkOf(id).jvmArgs() == null) {
            // Else a fork would inherit the flags of JMH's own process, and run with half of the compiler and a small
            // heap.
            command.addAll(List.of("-jvmArgs", "-Djmh.ignoreLock=true"));
        }
        if (!extras.flags().isEmpty()) {
            command.addAll(List.of("-jvmArgsAppend", quoted(lastFlags)));
        }
        if (!id.mode().equals(SINGLE_SHOT)) {
            command.addAll(List.of("-wi", Integer.toString(effort.jmhWarmUpIterations(selfWarming))));
            command.addAll(List.of("-w", JmhJar.time(effort.jmhWarmUpMillis(selfWarming))));
            command.addAll(List.of("-i", Integer.toString(effort.iterations())));
            command.addAll(List.of("-r", JmhJar.time(effort.iterationMillis())));
        }
        extras.profilers().forEach(profiler -> command.addAll(List.of("-prof", profiler)));
        jar.suite().profilers().forEach(profiler -> command.addAll(List.of("-prof", profiler)));
        return command;
    }

    /** JMH takes all flags as one text and cuts it at blanks, but for those in quotes. */
    private static String quoted(List<String> flags) {
        return flags.stream().map(flag -> '"' + flag + '"').collect(Collectors.joining(" "));
    }

    private Fork fork(CellId id, Path result, double seconds, boolean disturbed) throws IOException {
        JmhResultFile.Contents contents = JmhResultFile.read(result);
        if (!contents.leftOut().isEmpty()) {
            return Fork.failed(
                    "JMH's result is not whole: " + contents.leftOut().get(0), seconds);
        }
        List<JmhResultFile.Entry> entries = contents.entries();
        if (entries.size() != 1
                || !entries.get(0).id().equals(id)
                || entries.get(0).forks().isEmpty()) {
            return Fork.failed(
                    "JMH was asked for one result of " + id + " but gave "
                            + entries.stream().map(JmhResultFile.Entry::id).toList(),
                    seconds);
        }
        Fork raw = entries.get(0).onlyFork();
        List<String> marks = Stream.concat(raw.marks().stream(), disturbed ? Stream.of("disturbed") : Stream.empty())
                .distinct()
                .toList();
        boolean timed = !id.mode().equals(SINGLE_SHOT);
        return raw.launched(marks, seconds, timed ? warmUpSeconds(id, raw) : 0, timed ? effort.measuredSeconds() : 0);
    }

    private double warmUpSeconds(CellId id, Fork raw) {
        Metric own = raw.metrics().get("warmup.time");
        boolean selfWarming = jar.suite().selfWarming(id.className());
        return (own == null ? 0 : own.value())
                + effort.jmhWarmUpIterations(selfWarming) * effort.jmhWarmUpMillis(selfWarming) / 1e3;
    }

    private static List<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Optional<String> reasonToSkip(List<String> lines) {
        return lines.stream()
                .map(ABORTED::matcher)
                .filter(Matcher::matches)
                .map(aborted -> aborted.group(1))
                .findFirst();
    }

    /** What JMH's output gives as the reason: the first exception that is not JMH's own, or else its last words. */
    private static String why(List<String> lines, Path log, int status) {
        if (status > SIGNALLED) {
            return "JMH was ended by signal " + (status - SIGNALLED);
        }
        String cause = lines.stream()
                .flatMap(line -> causeIn(line).stream())
                .findFirst()
                .or(() -> lines.stream().reduce((earlier, later) -> later))
                .orElse("JMH ended with status " + status + " and without a word");
        return cause + " (the whole story is in " + log + ")";
    }

    private static Optional<String> causeIn(String line) {
        Matcher gone = FORK_GONE.matcher(line);
        if (gone.find()) {
            return Optional.of("the forked JVM ended with status " + gone.group(1));
        }
        Matcher exception = EXCEPTION.matcher(line);
        if (!exception.matches() || exception.group(1).startsWith("org.openjdk.jmh.")) {
            return Optional.empty();
        }
        String message = exception.group(2);
        return Optional.of(
                message == null ? exception.group(1) : causeIn(message).orElse(message));
    }
}
