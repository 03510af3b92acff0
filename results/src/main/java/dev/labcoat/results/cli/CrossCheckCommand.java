package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.publish.text.CrossCheckTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads one server with several tools in turn. */
@Command(
        name = "cross-check",
        description =
                "Loads one server with our client, wrk, h2load and ab in turn, and says which of them was the bottleneck.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Such as: cross-check nginx BASELINE FILE_CACHE+LOG. A change may look large with one tool and small",
            "with another, which then measures itself."
        })
final class CrossCheckCommand implements Callable<Integer> {

    private static final int MOST = 3_600;

    @Parameters(
            index = "0",
            paramLabel = "STACK",
            description = "The server: the name of a stack that is shipped, or a file; see docs/stacks.md.")
    private String stack = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "STEP",
            description =
                    "Steps of its ladder, or knobs with values, the baseline first; default: as it is by default.")
    private List<String> steps = new ArrayList<>();

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "Connections of each tool; default: ${DEFAULT-VALUE}.")
    private int connections = 32;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of a turn; default: ${DEFAULT-VALUE}.")
    private int seconds = 2;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Turns of each tool, after one that does not count; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Mixin
    private TrustOption trust = new TrustOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = output.out();
        for (int number : List.of(connections, seconds, rounds)) {
            if (number < 1 || number > MOST) {
                throw new BadInputException(
                        "--connections, --seconds and --rounds are from 1 to " + MOST + ", not " + number);
            }
        }
        StackProgram program = new StackProgram(JmhJar.open(Where.ownJar()), Jvm.current(), List.of());
        StackDescription described = trust.find(program, stack, steps, out);
        List<String> asked = steps.isEmpty() ? List.of(described.baseline()) : steps;
        StackProgram.CrossChecked checked = program.crossCheck(stack, asked, connections, seconds, rounds);
        new CrossCheckTable(asked, checked.samples()).lines(Terminal.width(out)).forEach(out::println);
        checked.missing().forEach(missing -> out.println("left out: " + missing));
        return Labcoat.DONE;
    }
}
