package dev.labcoat.results.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command whose whole process tree ends with it, and with this JVM, however this JVM ends. A few lines of shell stand
 * between, because a JVM that was killed can no longer kill anything.
 */
final class Tether implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final Path folder;

    private Tether(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts the command.
     *
     * @param folder its folder for temporary files, deleted with everything in it when the command is gone
     * @param log gets its output
     * @throws IOException if it cannot be started
     */
    static Tether start(List<String> command, Path folder, Path log) throws IOException {
        Files.createDirectories(folder);
        List<String> tethered = new ArrayList<>(List.of("bash", "-c", script(), "tether", folder.toString()));
        tethered.addAll(command);
        Process process = new ProcessBuilder(tethered)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Tether(process, folder);
    }

    private static String script() throws IOException {
        try (InputStream in = Tether.class.getResourceAsStream("/dev/labcoat/results/tether.sh")) {
            if (in == null) {
                throw new IOException("tether.sh is missing from the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Waits for the command.
     *
     * @return its exit status
     * @throws InterruptedException if interrupted; the command goes on until closed
     */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the command and everything that it started. */
    @Override
    public void close() throws IOException {
        // Also after the command has ended: should the shell itself have been killed, this wakes what it left behind.
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // The shell itself was killed: what it left behind is deleting the folder at this moment.
        }
    }
}
