package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.files.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of this working tree, without what was built, in a folder of its own: what a newcomer has after cloning it, with the
 * changes that are not committed yet.
 */
final class Checkout {

    private static final long PATIENCE_MINUTES = 5;

    private final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    /** How a command ended. */
    record Ended(int status, String output) {}

    static Checkout in(Path folder) throws IOException {
        Path root = Path.of(System.getProperty("labcoat.root", "..")).toRealPath();
        Checkout original = new Checkout(root);
        Ended files = original.run(Map.of(), "git", "ls-files", "--cached", "--others", "--exclude-standard");
        for (String name : files.output().lines().toList()) {
            Path file = root.resolve(name);
            if (Files.exists(file)) {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.copy(file, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Checkout checkout = new Checkout(folder);
        List<String> identity = List.of("-c", "user.name=test", "-c", "user.email=test@localhost");
        checkout.git(List.of("init", "-q", "-b", "main"));
        checkout.git(List.of("add", "-A"));
        checkout.git(Stream.concat(identity.stream(), Stream.of("commit", "-q", "-m", "as it is"))
                .toList());
        return checkout;
    }

    /**
     * One that is built already, as a user has who has used it before. It is copied from one that the first caller builds, as any
     * user would: tests run in several JVMs at once, and building takes longer than most of them.
     */
    static Checkout built(Path folder) throws IOException {
        Path root = Path.of(System.getProperty("labcoat.root", "..")).toRealPath();
        Path target = root.resolve("results/target");
        // Of what this jar was made: the jar that is packaged before these tests is another file after each change.
        Path original = target.resolve("checkout-"
                + Files.getLastModifiedTime(target.resolve("results.jar")).toMillis());
        Checkout checkout = new Checkout(folder);
        try (FileChannel lock = FileChannel.open(
                        target.resolve("checkout.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            Path finished = original.resolve("target/run-bench.stamp");
            if (Files.notExists(finished)) {
                FolderTree.delete(original);
                Ended ended = in(Files.createDirectory(original)).run(Map.of(), "./run-bench.sh", "list");
                assertThat(ended.status()).as(ended.output()).isZero();
                assertThat(ended.output()).contains("building what has changed");
                assertThat(finished).isRegularFile();
            }
            Ended copied = checkout.run(Map.of(), "cp", "-a", original + "/.", ".");
            assertThat(copied.status()).as(copied.output()).isZero();
        }
        return checkout;
    }

    private void git(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        Ended ended = run(Map.of(), command.toArray(String[]::new));
        if (ended.status() != 0) {
            throw new IOException(ended.output());
        }
    }

    Path folder() {
        return folder;
    }

    /** Starts a command in the checkout; its output goes to a file. */
    Process start(Path output, Map<String, String> environment, String... command) throws IOException {
        List<String> interruptible = new ArrayList<>(interruptible());
        interruptible.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(interruptible)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The JDK that runs the tests, whatever else is on the machine.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Before a command: lets it be stopped by Ctrl-C. A shell that starts these tests in the background has SIGINT ignored, by them
     * and by what they start. Nothing where {@code env} is not GNU's, which has no such option.
     */
    private static List<String> interruptible() throws IOException {
        List<String> env = List.of("env", "--default-signal=INT");
        Process trial = new ProcessBuilder(
                        Stream.concat(env.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return trial.waitFor() == 0 ? env : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Runs a command in the checkout, and waits for it. */
    Ended run(Map<String, String> environment, String... command) throws IOException {
        Path output = Files.createTempFile("output-", ".txt");
        try {
            Process process = start(output, environment, command);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("still running after " + PATIENCE_MINUTES + " min: " + String.join(" ", command));
            }
            return new Ended(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Processes that run something of the checkout, or of what is beside it, as its results are. */
    List<String> leftovers() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.resolveSibling("").toString()))
                .toList();
    }
}
