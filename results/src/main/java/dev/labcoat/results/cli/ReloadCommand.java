package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.ReloadOutcome;
import dev.labcoat.results.publish.text.ReloadTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a server to read its configuration anew while requests are on the way, and counts what becomes of them. */
@Command(
        name = "reload",
        description = "Reloads a server while requests are on the way, and counts those that are lost, closed or slow.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 1 when a request was refused, lost, or answered wrongly after a reload."})
final class ReloadCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    @Parameters(
            index = "0",
            paramLabel = "STACK",
            description = "The server: the name of a stack that is shipped, or a file that says reload: SIGNAL.")
    private String stack = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "A step of its ladder, or a knob with a value; default: as it is by default.")
    private @Nullable String step;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "8",
            description = "Requests that are on the way at a time; default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    @Option(
            names = "--reloads",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many; default: ${DEFAULT-VALUE}.")
    private int reloads = 3;

    @Mixin
    private TrustOption trust = new TrustOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = output.out();
        if (connections < 1 || connections > MOST || reloads < 1 || reloads > MOST) {
            throw new BadInputException("--connections and --reloads are from 1 to " + MOST);
        }
        StackProgram program = new StackProgram(JmhJar.open(Where.ownJar()), Jvm.current(), List.of());
        StackDescription described = trust.find(program, stack, step == null ? List.of() : List.of(step), out);
        List<ReloadOutcome> outcomes =
                program.reload(stack, step == null ? described.baseline() : step, connections, reloads);
        new ReloadTable(outcomes).lines(Terminal.width(out)).forEach(out::println);
        return outcomes.stream().anyMatch(outcome -> outcome.reload() > 0 && outcome.failed() > 0)
                ? Labcoat.FAILED
                : Labcoat.DONE;
    }
}
