package dev.labcoat.results.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The few lines of bash in this jar, and the end of the shells that run them. */
final class Shell {

    /** How long a shell may take to end what it watches, and itself. */
    static final long STOP_SECONDS = 5;

    private Shell() {}

    /**
     * Reads a script.
     *
     * @param name its file in the jar, such as {@code tether.sh}
     * @throws IOException if the jar is not whole
     */
    static String script(String name) throws IOException {
        try (InputStream in = Shell.class.getResourceAsStream("/dev/labcoat/results/" + name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits for a shell that was told to end, and kills it if it does not. An interrupt does not shorten that. */
    static void awaitEnd(Process shell) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        boolean interrupted = false;
        while (shell.isAlive()) {
            try {
                if (!shell.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    shell.destroyForcibly();
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
