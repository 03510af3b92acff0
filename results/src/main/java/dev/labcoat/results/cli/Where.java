package dev.labcoat.results.cli;

import dev.labcoat.results.git.CommitBuilds;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.RunStore;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are. */
final class Where {

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Folder of recorded runs; default: results/local beside run-bench.sh.")
    private @Nullable Path results;

    /** The folder of run-bench.sh. */
    static Path home() {
        return Path.of(System.getProperty("labcoat.home", ""));
    }

    /** The jar of our own benchmarks. */
    static Path benchmarksJar() {
        return home().resolve("benchmarks/target/benchmarks.jar");
    }

    /** The folder of recorded runs. */
    Path results() {
        return results == null ? home().resolve("results/local") : results;
    }

    /** The store, without what killed commands have left in it, unless somebody is recording to it. */
    RunStore store() throws IOException {
        RunStore store = new RunStore(results());
        if (Files.isDirectory(results()) && Files.isWritable(results())) {
            Optional<FolderLock> free = FolderLock.tryTake(results(), "cleaning up");
            if (free.isPresent()) {
                try (FolderLock lock = free.get()) {
                    store.deleteLeftovers();
                }
            }
        }
        return store;
    }

    /**
     * Takes the lock of the folder of recorded runs, and deletes what killed commands have left there.
     *
     * @throws BadInputException if a run holds it
     */
    FolderLock lock(String command) throws IOException {
        FolderLock lock = FolderLock.ofRuns(results(), command);
        try {
            new RunStore(results()).deleteLeftovers();
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Jars of commits, built here. */
    CommitBuilds builds() {
        return new CommitBuilds(git(), results().resolve("builds"), Jvm.current());
    }

    static GitRepository git() {
        return new GitRepository(home().toAbsolutePath(), Published.in(home().resolve("results")));
    }
}
