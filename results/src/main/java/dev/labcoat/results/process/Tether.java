package dev.labcoat.results.process;

import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A command whose whole process tree ends with it, and with this JVM, however this JVM ends. A few lines of shell stand
 * between, because a JVM that was killed can no longer kill anything.
 */
public final class Tether implements AutoCloseable {

    /** The exit status of a process that was ended by signal 9. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path folder;

    private Tether(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts the command.
     *
     * @param environment environment variables that it gets beside this process's own, of which {@link JvmFlags#VARIABLES} are
     *     left out
     * @param folder its folder for temporary files, made before it begins and deleted with everything in it when it is gone
     * @param log gets its output
     * @throws IOException if it cannot be started
     */
    public static Tether start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        return start(command, environment, folder, log, null);
    }

    /**
     * Starts the command, see {@link #start(List, Map, Path, Path)}.
     *
     * @param directory its working directory; null for that of this process
     */
    public static Tether start(
            List<String> command, Map<String, String> environment, Path folder, Path log, @Nullable Path directory)
            throws IOException {
        List<String> tethered = new ArrayList<>(List.of(
                "bash",
                "-c",
                Shell.script("tether.sh"),
                "tether",
                folder.toAbsolutePath().toString()));
        tethered.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(tethered).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.directory(directory == null ? null : directory.toFile());
        JvmFlags.VARIABLES.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        builder.environment().put(Strays.FOLDER, folder.toAbsolutePath().toString());
        return new Tether(builder.start(), folder);
    }

    /**
     * Waits for the command.
     *
     * @return its exit status
     * @throws InterruptedException if interrupted; the command goes on until closed
     */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /**
     * Waits for the command, but not for long.
     *
     * @return whether it came to its end
     * @throws InterruptedException if interrupted; the command goes on until closed
     */
    public boolean await(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Whether the command came to its end. */
    public boolean ended() {
        return !process.isAlive();
    }

    /** The process id of the shell between. */
    long pid() {
        return process.pid();
    }

    /** The processes of the command. */
    public ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** Ends the command and everything that it started. */
    @Override
    public void close() throws IOException {
        // Also after the command has ended: should the shell itself have been killed, this wakes what it left behind.
        process.getOutputStream().close();
        Shell.awaitEnd(process);
        if (!process.isAlive() && process.exitValue() == KILLED) {
            // It may have left behind who makes the folder.
            Strays.end(folder);
        }
        deleteFolder();
    }

    /** Should the shell have been killed, those who watch in its stead are at it, unless they were killed too. */
    private void deleteFolder() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Shell.STOP_SECONDS);
        while (Files.exists(folder) && System.nanoTime() < end) {
            Strays.end(folder);
            try {
                FolderTree.delete(folder);
            } catch (IOException e) {
                // Somebody still writes to it. If it stays, the next command tries again: nothing that was measured is
                // lost for it.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }
}
