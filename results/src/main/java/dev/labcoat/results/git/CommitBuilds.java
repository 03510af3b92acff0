package dev.labcoat.results.git;

import dev.labcoat.results.files.DiskSpace;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.process.Strays;
import dev.labcoat.results.process.Tether;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** JMH jars of commits of a project: each is built once, in a worktree of its own, and kept by commit, JDK and way of building. */
public final class CommitBuilds {

    /** Jars that are kept however large they are: those of a comparison, and of the one before. */
    private static final int LEAST_KEPT = 4;

    /** Others are kept as long as all are not larger together; those used longest ago go first. */
    private static final long MOST_BYTES = 2_000_000_000;

    private static final String TREE = "tree";
    private static final String TEMPORARY = "tmp";

    private final GitRepository git;
    private final Project project;
    private final Path folder;
    private final Jvm jvm;
    private final Path tree;
    private final Path temporary;

    /**
     * The builds in a folder.
     *
     * @param git the repository that the project is in
     * @param jvm the JDK that builds
     */
    public CommitBuilds(GitRepository git, Project project, Path folder, Jvm jvm) {
        this.git = git;
        this.project = project;
        this.folder = folder.toAbsolutePath().normalize();
        this.jvm = jvm;
        this.tree = this.folder.resolve(TREE);
        this.temporary = this.folder.resolve(TEMPORARY);
    }

    /**
     * The JMH jar of a commit.
     *
     * @param building told when it has to be built first, which takes a minute
     * @throws BadInputException if the commit cannot be built
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing half built is left then
     */
    public Path jar(Revision revision, Consumer<String> building) throws IOException, InterruptedException {
        Path jar = file(revision);
        if (Files.notExists(jar)) {
            building.accept("Building " + revision.label() + " (" + revision.subject() + ")");
            build(revision, project.buildCommand(), jar);
        }
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        forgetOldOnes();
        return jar;
    }

    /** Where the jar of a commit is, once it is built: one for each JDK and way of building. */
    public Path file(Revision revision) {
        String way = Sha256.of((project.buildCommand() + "\n" + project.jar()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 8);
        return folder.resolve(revision.commit() + "-jdk" + jvm.version() + "-" + way + ".jar");
    }

    /**
     * The JMH jar of the working tree, built where it is.
     *
     * @param building told that it is built
     * @throws BadInputException if it cannot be built
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted
     */
    public Path workingTree(Consumer<String> building) throws IOException, InterruptedException {
        String command = project.buildCommand();
        building.accept("Building the working tree: " + command);
        Files.createDirectories(folder);
        return build("the working tree", command, project.root(), folder.resolve("working-tree.log"));
    }

    private void build(Revision revision, String command, Path jar) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        deleteLeftovers(() -> git, folder);
        git.addWorktree(tree, revision.commit());
        try {
            Path built = build(
                    "commit " + revision.label() + " (" + revision.subject() + ")",
                    command,
                    tree.resolve(git.pathInside()),
                    folder.resolve(revision.label() + ".log"));
            DurableFile.copy(built, jar);
        } finally {
            git.removeWorktree(tree);
        }
    }

    private Path build(String what, String command, Path checkout, Path log) throws IOException, InterruptedException {
        List<String> inCheckout =
                List.of("bash", "-c", "cd -- \"$1\" && eval \"$2\"", "build", checkout.toString(), command);
        try (Tether build = Tether.start(inCheckout, environment(), temporary, log)) {
            int status = build.await();
            if (status != 0) {
                DiskSpace.check(log);
                throw new BadInputException(what + " could not be built: '" + command + "' ended with status " + status
                        + "; what it says is in " + log);
            }
        }
        Path built;
        try {
            built = project.builtJar(checkout);
        } catch (BadInputException e) {
            throw new BadInputException(
                    what + " was built, but " + e.getMessage() + "; what the build says is in " + log, e);
        }
        Files.delete(log);
        return built;
    }

    /**
     * Deletes what a build that was killed has left. Nobody may be building meanwhile.
     *
     * @param git the repository that was built, which is asked for only if something is left of it
     * @param folder of builds
     * @throws IOException if it cannot be deleted
     */
    public static void deleteLeftovers(Supplier<GitRepository> git, Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path temporary = absolute.resolve(TEMPORARY);
        if (Files.exists(temporary)) {
            Strays.end(temporary);
            FolderTree.delete(temporary);
        }
        Path tree = absolute.resolve(TREE);
        if (Files.exists(tree)) {
            git.get().removeWorktree(tree);
        }
        DurableFile.deleteDrafts(absolute, 1);
    }

    /** A Gradle that stays for the next build would outlive this one. */
    private Map<String, String> environment() {
        String gradle = Objects.requireNonNullElse(System.getenv("GRADLE_OPTS"), "");
        return Map.of(
                "JAVA_HOME", jvm.home().toString(), "GRADLE_OPTS", (gradle + " -Dorg.gradle.daemon=false").strip());
    }

    private void forgetOldOnes() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(CommitBuilds::lastUsed).reversed())
                    .toList();
        }
        long bytes = 0;
        for (int i = 0; i < jars.size(); i++) {
            bytes += Files.size(jars.get(i));
            if (i >= LEAST_KEPT && bytes > MOST_BYTES) {
                Files.delete(jars.get(i));
            }
        }
    }

    private static long lastUsed(Path jar) {
        return jar.toFile().lastModified();
    }
}
