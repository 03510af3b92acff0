package dev.labcoat.results.jmh;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.LoadSample;
import dev.labcoat.results.model.ReloadOutcome;
import dev.labcoat.results.model.StackRequest;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * The program in a benchmarks jar that says what the file of a stack declares, so that a file is read in one way only: in that of
 * the jar that measures it.
 */
public final class StackProgram {

    private final JmhJar jar;
    private final Jvm jvm;
    private final Suite.Stacks stacks;
    private final List<String> flags;

    /**
     * That of a jar.
     *
     * @param flags JVM flags for it
     * @throws BadInputException if the jar has none
     */
    public StackProgram(JmhJar jar, Jvm jvm, List<String> flags) {
        Suite.Stacks stacks = jar.suite().stacks();
        if (stacks == null) {
            throw new BadInputException(
                    jar.path() + " measures no servers that a file declares: use Labcoat's own, without --jar");
        }
        this.jar = jar;
        this.jvm = jvm;
        this.stacks = stacks;
        this.flags = List.copyOf(flags);
    }

    /**
     * What is found of a stack on this machine.
     *
     * @param name its name
     * @param versions what its programs say of their versions
     * @param missing what is not there and how to get it; empty if all is
     */
    public record Installed(String name, List<String> versions, String missing) {}

    /**
     * Reads and checks the file of a stack. Nothing of it is run.
     *
     * @param stack its name, or the path of its file
     * @param steps steps or knobs with values, which it must have
     * @throws BadInputException if it is no stack; the message says where and why
     * @throws IOException if the program cannot be run
     */
    public StackDescription describe(String stack, List<String> steps) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("describe", stack));
        arguments.addAll(steps);
        return ask(StackDescription.class, arguments);
    }

    /**
     * What the file of a stack says is requested. Nothing of it is run.
     *
     * @param stack its name, or the path of its file
     * @throws BadInputException if it is no stack; the message says where and why
     * @throws IOException if the program cannot be run
     */
    public StackRequest request(String stack) throws IOException {
        return ask(StackRequest.class, List.of("request", stack));
    }

    /**
     * Runs the commands by which a stack says its versions.
     *
     * @throws BadInputException if one of its programs is missing; the message says how to get it
     * @throws IOException if the program cannot be run
     */
    public StackDescription withVersions(StackDescription stack) throws IOException {
        Installed installed =
                ask(Installed.class, List.of("versions", stack.file().isEmpty() ? stack.name() : stack.file()));
        if (!installed.missing().isEmpty()) {
            throw new BadInputException(installed.missing());
        }
        return stack.with(installed.versions());
    }

    /**
     * The stacks in the jar, and what of them is on this machine.
     *
     * @throws IOException if the program cannot be run
     */
    public List<Installed> shipped() throws IOException {
        return List.of(ask(Installed[].class, List.of("shipped")));
    }

    private record Network(String missing) {}

    /**
     * Why this machine lets no server have a network with a delay; empty if it does.
     *
     * @throws IOException if the program cannot be run
     */
    public String delayMissing() throws IOException {
        return ask(Network.class, List.of("network")).missing();
    }

    /**
     * What load tools did to a server, and what was not there to be tried.
     *
     * @param samples by round
     * @param missing tools, with the way to get them
     */
    public record CrossChecked(List<LoadSample> samples, List<String> missing) {}

    /**
     * Loads a stack with several tools in turn.
     *
     * @param stack its name, or the path of its file
     * @param steps alive side by side, the baseline first
     * @param connections of each tool
     * @param seconds of each turn
     * @param rounds turns of each tool that count
     * @throws BadInputException if a server cannot be started, or a tool failed; the message says why
     * @throws IOException if the program cannot be run
     */
    public CrossChecked crossCheck(String stack, List<String> steps, int connections, int seconds, int rounds)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "cross-check",
                Integer.toString(connections),
                Integer.toString(seconds),
                Integer.toString(rounds),
                stack));
        arguments.addAll(steps);
        return ask(stacks.program(), CrossChecked.class, List.of(), arguments);
    }

    /**
     * Loads the servers of rows with several tools in turn.
     *
     * @param rows by what each is to be called, alive side by side, the baseline first
     * @param seconds of each turn
     * @param rounds turns of each tool that count
     * @throws BadInputException if one of them has no server that tools can load, or it cannot be started; the message says why
     * @throws IOException if the program cannot be run
     */
    public CrossChecked crossCheck(Map<String, CellId> rows, int seconds, int rounds) throws IOException {
        String program = stacks.rowProgram();
        if (program == null) {
            throw new BadInputException(jar.path() + " cannot load the servers of its rows with other tools");
        }
        List<String> arguments =
                new ArrayList<>(List.of("cross-check", Integer.toString(seconds), Integer.toString(rounds)));
        rows.forEach((name, row) -> {
            List<String> words = new ArrayList<>(List.of(name, row.benchmark()));
            row.params().forEach((param, value) -> words.add(param + "=" + value));
            arguments.add(String.join("\t", words));
        });
        return ask(program, CrossChecked.class, List.of(), arguments);
    }

    /**
     * Tells a stack to read its configuration anew, while requests are on the way.
     *
     * @param stack its name, or the path of its file
     * @param connections each with a request on the way
     * @param reloads how many
     * @return first the time before, then each reload
     * @throws BadInputException if the server cannot be started or reloaded; the message says why
     * @throws IOException if the program cannot be run
     */
    public List<ReloadOutcome> reload(String stack, String step, int connections, int reloads) throws IOException {
        return List.of(ask(
                stacks.program(),
                ReloadOutcome[].class,
                List.of(),
                List.of("reload", Integer.toString(connections), Integer.toString(reloads), stack, step)));
    }

    private <T> T ask(Class<T> answer, List<String> arguments) throws IOException {
        return ask(stacks.program(), answer, List.of("-XX:TieredStopAtLevel=1"), arguments);
    }

    private <T> T ask(String mainClass, Class<T> answer, List<String> compilers, List<String> arguments)
            throws IOException {
        Path log = Files.createTempFile("labcoat-", ".log");
        Path folder = Files.createTempDirectory("labcoat-");
        List<String> command =
                new ArrayList<>(List.of(jvm.java().toString(), "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto"));
        command.addAll(compilers);
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(flags);
        command.addAll(List.of("-cp", jar.path().toString(), mainClass));
        command.addAll(arguments);
        try (Tether program = Tether.start(command, Map.of(), folder, log)) {
            int status = program.await();
            // Where JAVA_TOOL_OPTIONS are set, each JVM says so first.
            List<String> said = RegularFile.text(log)
                    .lines()
                    .filter(line -> !line.startsWith("Picked up "))
                    .toList();
            if (status != 0 || said.isEmpty()) {
                throw new BadInputException(
                        said.isEmpty()
                                ? "the program " + mainClass + " in " + jar.path() + " ended with status " + status
                                : String.join("\n", said));
            }
            return Json.COMPACT.readValue(said.get(said.size() - 1), answer);
        } catch (JacksonException e) {
            throw new IOException(
                    "the program " + mainClass + " in " + jar.path() + " said no JSON: " + Json.problem(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a stack was asked for", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
