package dev.labcoat.results.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Reads files on all CPUs and uses them one after the other, in their order; no more than a few are held in memory at once. */
public final class ReadAhead {

    private static final int AT_ONCE = 16;

    private ReadAhead() {}

    /** What is done with what was read. */
    public interface Use<T> {
        void of(T read) throws IOException;
    }

    /**
     * Reads and uses them all.
     *
     * @param read called by several threads at once
     * @param use called by this thread
     * @throws IOException of the use
     */
    public static <T> void forEach(List<Path> files, Function<Path, T> read, Use<T> use) throws IOException {
        ExecutorService readers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Deque<CompletableFuture<T>> ahead = new ArrayDeque<>();
            for (Path file : files) {
                ahead.add(CompletableFuture.supplyAsync(() -> read.apply(file), readers));
                if (ahead.size() == AT_ONCE) {
                    use.of(ahead.remove().join());
                }
            }
            while (!ahead.isEmpty()) {
                use.of(ahead.remove().join());
            }
        } finally {
            readers.shutdownNow();
        }
    }
}
