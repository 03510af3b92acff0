package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers are measured that files declare. */
final class StackOptions {

    /** A system property that says which hosts other than this one may be loaded. */
    private static final String ALLOWED_HOSTS = "labcoat.load.hosts";

    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description =
                    "Measure the server that this file declares, such as my-server.yaml, or one that is shipped, by its"
                            + " name; see docs/stacks.md.")
    private List<String> stacks = new ArrayList<>();

    @Option(
            names = "--stack-url",
            paramLabel = "URL",
            description =
                    "Measure a server that runs already, such as%nhttp://127.0.0.1:8080/, which must go on to answer"
                            + " what it answers now. It is never stopped, and has no CPU figures.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = "--yes-load",
            paramLabel = "HOST",
            description = "Yes, load this host, which is not the machine that this runs on.")
    private List<String> hosts = new ArrayList<>();

    @Mixin
    private TrustOption trust = new TrustOption();

    /** Whether any was asked for. */
    boolean given() {
        return !stacks.isEmpty() || !urls.isEmpty();
    }

    /** Those that were asked for. */
    List<String> names() {
        return Stream.concat(stacks.stream(), urls.stream()).toList();
    }

    /**
     * A jar that measures what was asked for.
     *
     * @param params values of params that the user gave: those of its steps are checked
     * @throws BadInputException if one is no stack, is not trusted, or lacks a program
     * @throws IOException if a file cannot be read
     */
    JmhJar in(JmhJar jar, Map<String, List<String>> params, PrintWriter talk) throws IOException {
        return measuring(jar, names(), asked(jar, params), talk);
    }

    /**
     * A jar that measures these.
     *
     * @param names names of stacks, or paths of files
     * @param asked steps that they must have; empty for the baseline of several, or all steps of one
     * @throws BadInputException as {@link #in}
     * @throws IOException as {@link #in}
     */
    JmhJar measuring(JmhJar jar, List<String> names, List<String> asked, PrintWriter talk) throws IOException {
        StackProgram program = new StackProgram(jar, Jvm.current(), flags());
        List<StackDescription> found = new ArrayList<>();
        for (String name : names) {
            found.add(trust.find(program, name, asked, talk));
        }
        List<String> steps = found.size() == 1
                ? found.get(0).allSteps()
                : List.of(found.get(0).baseline());
        return jar.measuring(toldApart(found, names), asked.isEmpty() ? steps : asked, flags());
    }

    private List<String> flags() {
        return hosts.isEmpty() ? List.of() : List.of("-D" + ALLOWED_HOSTS + "=" + String.join(",", hosts));
    }

    /** The steps that the user gave. */
    static List<String> asked(JmhJar jar, Map<String, List<String>> params) {
        Suite.@Nullable Stacks measured = jar.suite().stacks();
        return measured == null ? List.of() : params.getOrDefault(measured.step(), List.of());
    }

    /** Names, by which rows are told apart, must differ where the files do. */
    private static List<StackDescription> toldApart(List<StackDescription> found, List<String> names) {
        Set<String> taken = new HashSet<>();
        List<StackDescription> apart = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            StackDescription stack = found.get(i);
            if (found.stream()
                            .filter(other -> other.name().equals(stack.name()))
                            .count()
                    > 1) {
                Path folder = Path.of(stack.file()).getParent();
                String where = stack.file().isEmpty() || folder == null || folder.getFileName() == null
                        ? "shipped"
                        : folder.getFileName().toString();
                apart.add(stack.named(where + "-" + stack.name()));
            } else {
                apart.add(stack);
            }
            if (!taken.add(apart.get(i).name())) {
                throw new BadInputException("two stacks are called " + stack.name() + ", both in a folder of the same"
                        + " name: " + String.join(", ", names) + ". Call one of them by another name");
            }
        }
        return apart;
    }

    /** The values of a param of the benchmark that measures stacks. */
    static List<String> values(JmhJar jar, String param) {
        return jar.benchmarks().stream()
                .filter(benchmark -> benchmark.className().equals(measured(jar).benchmark()))
                .flatMap(benchmark -> benchmark.params().getOrDefault(param, List.of()).stream())
                .distinct()
                .toList();
    }

    /** The rows that measure stacks, as {@code run} and {@code compare} take them. */
    static List<String> rows(JmhJar jar) {
        return List.of("^" + Pattern.quote(measured(jar).benchmark() + "."));
    }

    /** How a jar measures stacks. */
    static Suite.Stacks measured(JmhJar jar) {
        Suite.@Nullable Stacks measured = jar.suite().stacks();
        if (measured == null) {
            throw new IllegalStateException(jar.path() + " measures no stacks, and was asked before");
        }
        return measured;
    }
}
