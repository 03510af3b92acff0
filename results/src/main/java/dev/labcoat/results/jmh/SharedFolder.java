package dev.labcoat.results.jmh;

import dev.labcoat.results.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder that the forks of a run share, so that what the first has prepared the others find, with what of ours they need. It is
 * gone when closed, and when this JVM ends, however it ends.
 */
public final class SharedFolder implements AutoCloseable {

    /** The system property by which a fork is told of it. */
    private static final String PROPERTY = "labcoat.run.folder";

    /** It does nothing and does not end: the tether's folder stays as long as its command does. */
    private static final List<String> WAIT = List.of("tail", "-f", "/dev/null");

    private final Path folder;
    private final Tether tether;

    private SharedFolder(Path folder, Tether tether) {
        this.folder = folder;
        this.tether = tether;
    }

    /**
     * Makes the folder.
     *
     * @throws IOException if the disk is full or not writable
     */
    public static SharedFolder open(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        SharedFolder shared = new SharedFolder(absolute, Tether.start(WAIT, Map.of(), absolute, Path.of("/dev/null")));
        try {
            ForkJar.write(shared.forkJar());
            return shared;
        } catch (IOException e) {
            shared.close();
            throw e;
        }
    }

    /** What every fork has on its class path beside the benchmarks. */
    Path forkJar() {
        return folder.resolve("fork.jar");
    }

    /** The flag that tells a fork. */
    String flag() {
        return "-D" + PROPERTY + "=" + folder;
    }

    @Override
    public void close() throws IOException {
        tether.close();
    }
}
