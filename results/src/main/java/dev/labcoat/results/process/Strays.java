package dev.labcoat.results.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes of a {@link Tether} that nobody watches any more: its shells and this program were all killed at once. They are known
 * by an environment variable, which their own children inherit. Where the system does not tell the environment of processes, which
 * only Linux does, none are found.
 */
public final class Strays {

    /** The environment variable, whose value is the tether's folder. */
    static final String FOLDER = "LABCOAT_TETHER";

    private static final Path PROC = Path.of("/proc");

    private static final int MOST_TIMES = 100;

    private Strays() {}

    /**
     * Kills those of a folder, if there are any, so that it can be deleted.
     *
     * @param folder of a tether whose owner is gone
     */
    public static void end(Path folder) {
        String mark = FOLDER + "=" + folder.toAbsolutePath();
        List<ProcessHandle> marked = marked(mark);
        // Again, for they may have been starting others; but some cannot be killed before a disk answers.
        for (int times = 0; times < MOST_TIMES && !marked.isEmpty(); times++) {
            marked.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            marked = marked(mark);
        }
    }

    private static List<ProcessHandle> marked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> isMarked(process, mark))
                .toList();
    }

    private static boolean isMarked(ProcessHandle process, String mark) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
            return List.of(new String(environment, StandardCharsets.UTF_8).split("\0", -1))
                    .contains(mark);
        } catch (IOException e) {
            // It has ended, or is somebody else's.
            return false;
        }
    }
}
