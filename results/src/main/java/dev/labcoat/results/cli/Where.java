package dev.labcoat.results.cli;

import dev.labcoat.results.git.CommitBuilds;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.git.Project;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.process.Strays;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are. */
final class Where {

    private static final String LOCAL = "local";
    private static final String HOME = "labcoat.home";

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Folder of recorded runs; default: local in the folder of the project's results.")
    private @Nullable Path results;

    @Option(
            names = "--build",
            paramLabel = "COMMAND",
            description = "Builds the project in a checkout of it; default: as " + Project.FILE + " says.")
    private @Nullable String build;

    @Option(
            names = "--built-jar",
            paramLabel = "PATTERN",
            description = "The JMH jar that this builds, such as 'build/libs/*-jmh.jar'; default: as " + Project.FILE
                    + " says.")
    private @Nullable String builtJar;

    /** POSIX takes a process's lock from it as soon as it closes any handle of the file, so it must not try to take it again. */
    private boolean locked;

    /** The folder of run-bench.sh, which has built what is in it; the current one where the program was started without it. */
    static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }

    /** Whether run-bench.sh has started this program. */
    static boolean isStartedByScript() {
        return System.getProperty(HOME) != null;
    }

    /** The repository of Labcoat that run-bench.sh is in; empty where the program was started without it. */
    static Optional<GitRepository> checkout() {
        return isStartedByScript() ? GitRepository.around(home()) : Optional.empty();
    }

    /** The jar of our own benchmarks, which measures servers that a file declares. */
    static Path ownJar() {
        return home().resolve("benchmarks/target/benchmarks.jar");
    }

    /** The project that the current folder is in, or else Labcoat itself. */
    static Project project() {
        return Project.around(Path.of(""), home());
    }

    /** The same, built as the user says. */
    private Project builtProject() {
        return project().built(build, builtJar);
    }

    /**
     * The JMH jar of the project's working tree, as new as its sources.
     *
     * @param talk told when it is built first
     * @throws BadInputException if it cannot be built
     */
    Path benchmarksJar(PrintWriter talk) throws IOException {
        Project project = builtProject();
        boolean isBuilt = isStartedByScript()
                && project.root().equals(home().toAbsolutePath().normalize());
        if (isBuilt && build == null) {
            return project.builtJar(project.root());
        }
        try {
            return builds().workingTree(said -> {
                talk.println(said);
                talk.flush();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("stopped while building", e);
        }
    }

    /** What that jar is called in records. */
    String jarName() {
        return builtProject().jarName();
    }

    /** The folder of recorded runs. */
    Path results() {
        return results == null ? project().results().resolve(LOCAL) : results;
    }

    /** The store, without what killed commands have left in it, unless somebody is recording to it. */
    ExperimentStore store() throws IOException {
        ExperimentStore store = new ExperimentStore(results());
        if (!locked && Files.isDirectory(results()) && Files.isWritable(results())) {
            Optional<FolderLock> free = FolderLock.tryTake(results(), "cleaning up");
            if (free.isPresent()) {
                try (FolderLock lock = free.get()) {
                    deleteLeftovers();
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
        return tidied(FolderLock.ofRuns(results(), command));
    }

    /**
     * The same for what is only added and measures nothing: it waits until the lock is free.
     *
     * @throws BadInputException if it is not free for a minute
     */
    FolderLock lockToAdd(String command) throws IOException {
        return tidied(FolderLock.ofFiles(results(), command, Published.FOR_OTHERS));
    }

    private FolderLock tidied(FolderLock lock) throws IOException {
        try {
            deleteLeftovers();
            locked = true;
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private void deleteLeftovers() throws IOException {
        new ExperimentStore(results()).deleteLeftovers(Strays::end);
        CommitBuilds.deleteLeftovers(Where::git, results().resolve("builds"));
    }

    /** Jars of commits, built here. */
    CommitBuilds builds() {
        return new CommitBuilds(git(), builtProject(), results().resolve("builds"), Jvm.current());
    }

    /** The repository of the project; what is recorded and published there is no source of it. */
    static GitRepository git() {
        Project project = project();
        List<Path> but = new ArrayList<>(Published.in(project.results()));
        but.add(project.results().resolve(LOCAL));
        return new GitRepository(project.root(), but);
    }
}
