package dev.labcoat.results.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes that a command of ours has started, as they are now, and the CPU time that they use. */
public final class ProcessTree {

    private static final Path PROC = Path.of("/proc");

    /**
     * Shells only guard others. They must not be stopped, for they notice the end of those who started them; and one with job
     * control takes a stopped job for one that has ended.
     */
    private static final Set<String> SHELLS = Set.of("bash", "sh", "dash");

    private final ProcessHandle root;
    private final Set<Long> stopped = new LinkedHashSet<>();
    private final Map<Long, Boolean> compilers = new HashMap<>();
    private final Map<Long, Long> compilerNanos = new HashMap<>();
    private long compiled;
    private long stoppedAt;
    private Duration cpuAtStop = Duration.ZERO;
    private Duration cpuAtResume = Duration.ZERO;
    private long stoppedNanos;
    private long besideNanos;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /**
     * Stops all that work. Processes that were started in the meantime are found, too.
     *
     * @throws IOException if the freezer is gone
     */
    public void stop(Freezer freezer) throws IOException {
        for (Set<Long> running = running(); !running.isEmpty(); running = running()) {
            freezer.stop(running);
            stopped.addAll(running);
        }
        stoppedAt = System.nanoTime();
        cpuAtStop = cpuTimeOfStopped();
    }

    private Set<Long> running() {
        Set<Long> running = new HashSet<>(working());
        running.removeAll(stopped);
        return running;
    }

    /**
     * Lets all go on that were stopped.
     *
     * @throws IOException if the freezer is gone
     */
    public void resume(Freezer freezer) throws IOException {
        cpuAtResume = cpuTimeOfStopped();
        besideNanos += cpuAtResume.minus(cpuAtStop).toNanos();
        stoppedNanos += System.nanoTime() - stoppedAt;
        freezer.resume(stopped);
        stopped.clear();
    }

    /** All processes but shells. */
    private Set<Long> working() {
        return root.descendants()
                .filter(process -> !isShell(process))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> SHELLS.contains(String.valueOf(Path.of(command).getFileName())))
                .orElse(false);
    }

    /** CPU time that those who are stopped have used so far, in steps of some 10 ms. */
    private Duration cpuTimeOfStopped() {
        return stopped.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** CPU time that they used from when they last went on until they were stopped; of those that ended in it, none. */
    public Duration cpuTimeOfLastRun() {
        Duration used = cpuAtStop.minus(cpuAtResume);
        return used.isNegative() ? Duration.ZERO : used;
    }

    /**
     * The CPU time that they used while they should have been stopped, through the time that passed: near 0 where the system
     * can stop them; where it cannot, what they do beside others.
     */
    public double busyWhileStopped() {
        return stoppedNanos == 0 ? 0 : (double) besideNanos / stoppedNanos;
    }

    /**
     * CPU time that the JIT compilers of all JVMs have used so far, as far as it was seen by calls of this; 0 where the system
     * does not tell the CPU time of threads.
     */
    public Duration compilerTime() {
        for (long process : working()) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve(process + "/task"))) {
                tasks.forEach(this::addCompiler);
            } catch (IOException endedSinceItWasListed) {
                // It compiles no more.
            }
        }
        return Duration.ofNanos(compiled);
    }

    private void addCompiler(Path task) {
        long thread = Long.parseLong(task.getFileName().toString());
        try {
            if (!compilers.containsKey(thread)) {
                compilers.put(thread, isCompiler(task));
            }
            if (Boolean.TRUE.equals(compilers.get(thread))) {
                String schedstat = Files.readString(task.resolve("schedstat"));
                long nanos = Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
                long before = compilerNanos.getOrDefault(thread, 0L);
                compiled += Math.max(0, nanos - before);
                compilerNanos.put(thread, nanos);
            }
        } catch (IOException endedSinceItWasListed) {
            // It compiles no more.
        }
    }

    /** HotSpot names its JIT's threads "C1 CompilerThread0" and so on; the kernel keeps the first 15 letters. */
    private static boolean isCompiler(Path task) throws IOException {
        return Files.readString(task.resolve("comm")).matches("C[12] Compiler(?s:.*)");
    }
}
