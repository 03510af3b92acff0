package dev.labcoat.results.cli;

import dev.labcoat.results.git.CommitBuilds;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.RunStore;
import dev.labcoat.results.machine.Jvm;
import java.nio.file.Path;
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

    RunStore store() {
        return new RunStore(results());
    }

    /** Jars of commits, built here. */
    CommitBuilds builds() {
        return new CommitBuilds(git(), results().resolve("builds"), Jvm.current());
    }

    static GitRepository git() {
        return new GitRepository(home().toAbsolutePath(), Published.in(home().resolve("results")));
    }
}
