package dev.labcoat.results.history;

import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads files on all CPUs and uses them one after the other, in their order; no more than a few are held in memory at once. */
public final class ReadAhead {

    private static final int AT_ONCE = 16;

    private ReadAhead() {}

    /** How a file is read. */
    public interface Reader<T> {

        /**
         * Reads one.
         *
         * @throws IOException if it cannot be read
         * @throws BadInputException if it is not what it should be
         */
        T read(Path file) throws IOException;
    }

    /** What is done with what was read: all of it, or, if it throws, nothing. */
    public interface Use<T> {
        void of(T read) throws IOException;
    }

    /** What was read of a file, or why it could not be. */
    record Outcome<T>(Path file, @Nullable T value, String problem) {

        static <T> Outcome<T> of(Path file, Reader<T> reader) {
            try {
                return new Outcome<>(file, reader.read(file), "");
            } catch (BadInputException e) {
                return new Outcome<>(file, null, String.valueOf(e.getMessage()));
            } catch (NoSuchFileException e) {
                // Where it is a folder that is read, it is one of its files.
                return new Outcome<>(
                        file,
                        null,
                        Objects.requireNonNullElse(e.getFile(), file) + " is a link to what is not there: delete it");
            } catch (IOException e) {
                return new Outcome<>(file, null, FileProblem.words(e));
            } catch (RuntimeException e) {
                // One file that nobody thought of must not take the others with it.
                return new Outcome<>(file, null, senseless(file, e));
            }
        }

        private static String senseless(Path file, RuntimeException e) {
            return file + " has what this program cannot make sense of: " + e.getMessage();
        }

        void use(Use<T> use, Consumer<String> unreadable) throws IOException {
            if (value == null) {
                unreadable.accept(problem);
            } else {
                try {
                    use.of(value);
                } catch (RuntimeException e) {
                    unreadable.accept(senseless(file, e));
                }
            }
        }
    }

    /**
     * Reads and uses them all.
     *
     * @param reader called by several threads at once
     * @param use called by this thread
     * @param unreadable told by this thread of each that cannot be read
     * @throws IOException of the use
     */
    public static <T> void forEach(List<Path> files, Reader<T> reader, Use<T> use, Consumer<String> unreadable)
            throws IOException {
        ExecutorService readers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Deque<CompletableFuture<Outcome<T>>> ahead = new ArrayDeque<>();
            for (Path file : files) {
                ahead.add(CompletableFuture.supplyAsync(() -> Outcome.of(file, reader), readers));
                if (ahead.size() == AT_ONCE) {
                    ahead.remove().join().use(use, unreadable);
                }
            }
            while (!ahead.isEmpty()) {
                ahead.remove().join().use(use, unreadable);
            }
        } finally {
            readers.shutdownNow();
        }
    }
}
