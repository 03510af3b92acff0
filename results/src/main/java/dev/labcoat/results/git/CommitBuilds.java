package dev.labcoat.results.git;

import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Benchmarks jars of commits of this project: each is built once, in a worktree of its own, and kept by commit and JDK. */
public final class CommitBuilds {

    /** Jars that are kept; those used longest ago go first. */
    private static final int KEPT = 4;

    private final GitRepository git;
    private final Path folder;
    private final Jvm jvm;

    /**
     * The builds in a folder.
     *
     * @param jvm the JDK that builds
     */
    public CommitBuilds(GitRepository git, Path folder, Jvm jvm) {
        this.git = git;
        this.folder = folder.toAbsolutePath().normalize();
        this.jvm = jvm;
    }

    /**
     * The benchmarks jar of a commit.
     *
     * @param building told when it has to be built first, which takes a minute
     * @throws BadInputException if the commit cannot be built
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing half built is left then
     */
    public Path jar(Revision revision, Consumer<String> building) throws IOException, InterruptedException {
        Path jar = folder.resolve(revision.commit() + "-jdk" + jvm.version() + ".jar");
        if (Files.notExists(jar)) {
            building.accept("Building " + revision.label() + " (" + revision.subject() + ")");
            build(revision, jar);
        }
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        forgetOldOnes();
        return jar;
    }

    private void build(Revision revision, Path jar) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path tree = folder.resolve("tree");
        Path log = folder.resolve(revision.label() + ".log");
        // What a build that was killed has left.
        git.removeWorktree(tree);
        git.addWorktree(tree, revision.commit());
        try (Tether maven = Tether.start(command(tree), environment(), folder.resolve("tmp"), log)) {
            Path built = tree.resolve("benchmarks/target/benchmarks.jar");
            if (maven.await() != 0 || Files.notExists(built)) {
                throw new BadInputException("commit " + revision.label() + " (" + revision.subject()
                        + ") could not be built; what Maven says is in " + log);
            }
            Path draft = folder.resolve("draft.jar");
            Files.copy(built, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(log);
        } finally {
            git.removeWorktree(tree);
        }
    }

    private static List<String> command(Path tree) {
        return List.of(
                tree.resolve("mvnw").toString(),
                "--file",
                tree.resolve("pom.xml").toString(),
                "--quiet",
                "--batch-mode",
                "--projects",
                "benchmarks",
                "--also-make",
                "-Dmaven.test.skip=true",
                "-Dcompiler.check=-parameters",
                "-Dspotless.check.skip=true",
                "package");
    }

    private Map<String, String> environment() {
        return Map.of("JAVA_HOME", jvm.home().toString());
    }

    private void forgetOldOnes() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(CommitBuilds::lastUsed).reversed())
                    .toList();
        }
        for (Path old : jars.subList(Math.min(KEPT, jars.size()), jars.size())) {
            Files.delete(old);
        }
    }

    private static long lastUsed(Path jar) {
        return jar.toFile().lastModified();
    }
}
