package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Experiment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class FolderLockTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSecondRunIsToldWhoseTheLockIs() throws IOException {
        try (FolderLock lock = FolderLock.ofRuns(folder, "compare")) {
            assertThatThrownBy(() -> FolderLock.ofRuns(folder, "run"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("another run is going on in " + folder + " (compare, process "
                            + ProcessHandle.current().pid() + ", since ");
        }
        FolderLock.ofRuns(folder, "run").close();
    }

    @Test
    void whatIsNoFileIsNeitherWaitedForNorFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve(FolderLock.NAME), precious);
        Path folders = Files.createDirectories(folder.resolve("folders").resolve(FolderLock.NAME));

        for (Path locked : List.of(linked, folders.resolveSibling(""))) {
            assertThatThrownBy(() -> FolderLock.ofRuns(locked, "run"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(locked.resolve(FolderLock.NAME) + " is not a regular file: delete it");
        }
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aCommandThatReadsItsFolderKeepsTheLock() throws IOException, InterruptedException {
        Where where = new Where();
        new CommandLine(CommandSpec.forAnnotatedObject(where)).parseArgs("--results=" + folder);
        try (FolderLock lock = where.lock("compare")) {
            where.store();

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Labcoat.class.getName(),
                            "compare",
                            "HEAD",
                            "--results=" + folder)
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("another run is going on");
            assertThat(other.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void whoeverWritesFilesWaitsForTheOther() throws IOException {
        FolderLock other = FolderLock.ofFiles(folder, "site", Duration.ZERO);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> close(other), CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

        FolderLock.ofFiles(folder, "rebuild", Duration.ofMinutes(1)).close();

        assertThat(end).isCompleted();
    }

    @Test
    void nobodyWaitsForEver() throws IOException {
        try (FolderLock lock = FolderLock.ofFiles(folder, "site", Duration.ZERO)) {
            assertThatThrownBy(() -> FolderLock.ofFiles(folder, "rebuild", Duration.ZERO))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("another command is writing to " + folder + " (site, process ");
        }
    }

    @Test
    void sitesThatAreMadeAtOnceAreOneSite() throws IOException {
        new Archive(folder.resolve("history")).publish(Experiment.of(Samples.parent()));
        new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        String[] alone = {"site", "--published=" + folder, "--out=" + folder.resolve("alone")};
        String[] together = {"site", "--published=" + folder, "--out=" + folder.resolve("together")};
        assertThat(labcoat(alone)).isZero();

        assertThat(Stream.generate(() -> CompletableFuture.supplyAsync(() -> labcoat(together)))
                        .limit(4)
                        .toList())
                .extracting(CompletableFuture::join)
                .containsOnly(0);

        assertThat(files("together")).isEqualTo(files("alone"));
    }

    @Test
    void whatKilledCommandsHaveLeftGoesWithTheNextThatIsNoneOfTheirs() throws IOException {
        Path run = new ExperimentStore(folder)
                .create(Experiment.of(Samples.head()))
                .path();
        List<Path> left = List.of(
                run.resolve("forks/3.tmp/perf"), run.resolve("forks/shared/data"), run.resolve("profiles/shared/data"));
        for (Path one : left) {
            Files.createDirectories(one);
        }
        Files.writeString(run.resolve(".run.json.draft"), "{");
        Path log = Files.writeString(run.resolve("forks/3.log"), "failed");

        try (FolderLock lock = FolderLock.ofRuns(folder, "run")) {
            assertThat(labcoat("table", "--results=" + folder)).isZero();
            assertThat(left).allSatisfy(one -> assertThat(one).exists());
        }
        assertThat(labcoat("table", "--results=" + folder)).isZero();

        assertThat(left).allSatisfy(one -> assertThat(one.getParent()).doesNotExist());
        assertThat(run.resolve(".run.json.draft")).doesNotExist();
        assertThat(log).exists();
    }

    private List<String> files(String site) throws IOException {
        Path root = folder.resolve(site);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(FolderLock.NAME))
                    .sorted()
                    .map(file -> root.relativize(file) + ": " + text(file))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int labcoat(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Labcoat.execute(nowhere, nowhere, arguments);
    }
}
