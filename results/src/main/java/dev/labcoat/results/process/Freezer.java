package dev.labcoat.results.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Stops and continues processes of ours by signal. One shell that lives as long as this does so with its built-in {@code
 * kill}: no process is started for a signal. When this JVM ends, in whatever way, the shell lets all go on that are stopped.
 */
public final class Freezer implements AutoCloseable {

    private final Process shell;
    private final Writer orders;
    private final BufferedReader answers;

    private Freezer(Process shell) {
        this.shell = shell;
        this.orders = shell.outputWriter(StandardCharsets.US_ASCII);
        this.answers = shell.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Starts the shell.
     *
     * @throws IOException if it cannot be started
     */
    public static Freezer start() throws IOException {
        return new Freezer(new ProcessBuilder("bash", "-c", Shell.script("freeze.sh"), "freeze")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The shell's process id. */
    long pid() {
        return shell.pid();
    }

    /**
     * Stops processes. They have got the signal when this returns; those that are gone are passed over.
     *
     * @throws IOException if the shell is gone
     */
    public void stop(Collection<Long> pids) throws IOException {
        order("STOP", pids);
    }

    /**
     * Lets stopped processes go on.
     *
     * @throws IOException if the shell is gone
     */
    public void resume(Collection<Long> pids) throws IOException {
        order("CONT", pids);
    }

    private void order(String signal, Collection<Long> pids) throws IOException {
        if (pids.isEmpty()) {
            return;
        }
        try {
            orders.write(signal + pids.stream().map(pid -> " " + pid).collect(Collectors.joining()) + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new IOException("the shell that stops waiting forks is gone", e);
        }
        if (answers.readLine() == null) {
            throw new IOException("the shell that stops waiting forks is gone");
        }
    }

    /** Lets all go on that are stopped. Should the shell have been killed, those who tether the processes end them. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException alreadyGone) {
            // It has nothing more to hear.
        }
        Shell.awaitEnd(shell);
    }
}
