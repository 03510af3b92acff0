package dev.labcoat.results.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How many files the processes may have open that one starts, such as a shell: connections are files. A JVM takes the hard limit.
 *
 * @param pid the process
 * @param soft its soft limit, as the system writes it
 * @param hard its hard limit, as the system writes it
 */
public record OpenFiles(long pid, String soft, String hard) {

    /** What the suite's largest rows need. */
    public static final long ENOUGH = 8_192;

    private static final String LINE = "Max open files";

    /**
     * The limits of a process; empty where the system does not tell.
     *
     * @throws IOException if they cannot be read
     */
    public static Optional<OpenFiles> of(ProcessHandle process) throws IOException {
        Path limits = Path.of("/proc/" + process.pid() + "/limits");
        if (!Files.isReadable(limits)) {
            return Optional.empty();
        }
        // The line's name is followed by the soft limit and the hard one.
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).trim().split(" +"))
                .filter(words -> words.length > 1)
                .map(words -> new OpenFiles(process.pid(), words[0], words[1]))
                .findFirst();
    }

    /** Whether they are {@value #ENOUGH} or more. */
    public boolean good() {
        return hard.equals("unlimited") || Long.parseLong(hard) >= ENOUGH;
    }

    /**
     * Raises the limits of the process to {@value #ENOUGH}; it lasts as long as the process.
     *
     * @throws IOException if this user may not, or {@code prlimit} is missing
     */
    public void raise() throws IOException {
        Process prlimit = new ProcessBuilder(command(Long.toString(ENOUGH), Long.toString(ENOUGH)))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (prlimit.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The command that takes the change back. */
    public String undo() {
        return String.join(" ", command(soft, hard));
    }

    private List<String> command(String softest, String hardest) {
        return List.of("prlimit", "--pid", Long.toString(pid), "--nofile=" + softest + ":" + hardest);
    }
}
