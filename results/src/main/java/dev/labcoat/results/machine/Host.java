package dev.labcoat.results.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.labcoat.results.model.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this machine says of itself. Where the system does not tell, the answer is "unknown", empty or negative. */
public final class Host {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double GIB = 1 << 30;

    /** Looks at what runs, this far apart, so that a thread that only passes by is not counted. */
    private static final int LOOKS = 5;

    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

    private Host() {}

    /** The machine, as results are told apart by it. */
    public static Machine machine() {
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(SYSTEM.getTotalMemorySize() / GIB),
                System.getProperty("os.arch"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                limits());
    }

    private static String cpuModel() {
        return valueOf(Path.of("/proc/cpuinfo"), "model name")
                .or(() -> output("sysctl", "-n", "machdep.cpu.brand_string"))
                .orElse("unknown");
    }

    private static String limits() {
        return Stream.of("cpu.max", "memory.max")
                .flatMap(name -> firstLine(Path.of("/sys/fs/cgroup", name)).stream()
                        .filter(limit -> !limit.startsWith("max"))
                        .map(limit -> name + "=" + limit))
                .collect(Collectors.joining(" "));
    }

    /** The frequency governor of the first CPU. */
    public static String governor() {
        return firstLine(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"))
                .orElse("unknown");
    }

    /**
     * Processes that run or want to: on average over the last minute, or at this moment where that is more, for an average takes a
     * minute to tell of what has begun; negative where the system does not tell.
     */
    public static double load() {
        return Math.max(SYSTEM.getSystemLoadAverage(), running());
    }

    /** Threads of others that run or want to, all the time of a few looks; negative where the system does not tell. */
    private static double running() {
        double fewest = Double.POSITIVE_INFINITY;
        for (int look = 0; look < LOOKS; look++) {
            if (look > 0) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            Optional<String> running = lineOf(Path.of("/proc/stat"), "procs_running");
            if (running.isEmpty()) {
                return -1;
            }
            // One of them is this thread.
            fewest = Math.min(fewest, Integer.parseInt(running.get().replaceAll("\\D", "")) - 1);
        }
        return fewest;
    }

    /** All memory, in bytes. */
    public static long memory() {
        return SYSTEM.getTotalMemorySize();
    }

    /** Memory that could be used without swapping, in bytes; empty where the system does not tell. */
    public static Optional<Long> availableMemory() {
        return valueOf(Path.of("/proc/meminfo"), "MemAvailable")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024);
    }

    /**
     * The machine's CPU time so far, in ticks (proc(5)).
     *
     * @param total all of it
     * @param idle of it, idle
     * @param stolen of it, taken by the hypervisor
     */
    public record CpuTicks(long total, long idle, long stolen) {

        /** Now; all zero where the system does not tell. */
        public static CpuTicks now() {
            // cpu user nice system idle iowait irq softirq steal; what follows is part of user and nice already
            List<Long> ticks = firstLine(Path.of("/proc/stat"))
                    .map(line -> Stream.of(line.trim().split(" +"))
                            .skip(1)
                            .limit(8)
                            .map(Long::parseLong)
                            .toList())
                    .orElse(List.of());
            if (ticks.size() < 8) {
                return new CpuTicks(0, 0, 0);
            }
            long total = ticks.stream().mapToLong(Long::longValue).sum();
            return new CpuTicks(total, ticks.get(3) + ticks.get(4), ticks.get(7));
        }

        /** The share of the machine's time since then that was stolen, 0 to 1. */
        public double stealShareSince(CpuTicks then) {
            return total == then.total ? 0 : (double) (stolen - then.stolen) / (total - then.total);
        }

        /** The share of the machine's time since then that was not idle, 0 to 1. */
        public double busyShareSince(CpuTicks then) {
            return total == then.total ? 0 : 1 - (double) (idle - then.idle) / (total - then.total);
        }
    }

    /** Whether a command is on the path. */
    public static boolean has(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static Optional<String> valueOf(Path file, String key) {
        return lineOf(file, key)
                .map(line -> line.substring(line.indexOf(':') + 1).trim());
    }

    private static Optional<String> lineOf(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key)).findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
