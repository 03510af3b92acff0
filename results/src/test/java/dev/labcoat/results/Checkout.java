package dev.labcoat.results;

import dev.labcoat.results.git.CommitBuilds;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.git.Project;
import dev.labcoat.results.machine.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
     * Takes over what Maven has built of this working tree, as run-bench.sh has it: another test sees to it that it builds what is not
     * there.
     */
    void takeOverBuild() throws IOException {
        Path root = Path.of(System.getProperty("labcoat.root", "..")).toRealPath();
        for (String jar : List.of("benchmarks/target/benchmarks.jar", "results/target/results.jar")) {
            Files.createDirectories(folder.resolve(jar).getParent());
            Files.copy(root.resolve(jar), folder.resolve(jar));
        }
        Ended stamped = run(
                Map.of(),
                "bash",
                "-c",
                "mkdir target && sed '/^find_jdk$/,$d' run-bench.sh >target/functions.sh && . target/functions.sh && find_jdk"
                        + " && remember_build \"$(sources fixtures benchmarks results)\" \"$(sources results)\"");
        if (stamped.status() != 0) {
            throw new IOException(stamped.output());
        }
    }

    /** Takes it over as the build of the newest commit, too. */
    void takeOverCommit() throws IOException {
        Path built = new CommitBuilds(
                        new GitRepository(folder),
                        Project.around(folder, folder),
                        folder.resolve("results/local/builds"),
                        Jvm.current())
                .file(new GitRepository(folder).head());
        Files.createDirectories(built.getParent());
        Files.copy(folder.resolve("benchmarks/target/benchmarks.jar"), built);
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
        ProcessBuilder builder = new ProcessBuilder(Interruptible.command(command))
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
