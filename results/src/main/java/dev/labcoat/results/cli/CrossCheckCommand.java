package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.publish.text.CrossCheckTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
            "Such as: cross-check nginx BASELINE FILE_CACHE+LOG, or cross-check StaticFileBenchmark -p server=JETTY.",
            "A change may look large with one tool and small with another, which then measures itself."
        })
final class CrossCheckCommand implements Callable<Integer> {

    private static final int MOST = 3_600;

    private static final int CONNECTIONS = 32;

    /** Rows whose servers are alive together. */
    private static final int MOST_ROWS = 8;

    @Parameters(
            index = "0",
            paramLabel = "STACK|ROW",
            description =
                    "The server: the name of a stack that is shipped, or a file, see docs/stacks.md; or that of a row of the"
                            + " suite, a regular expression of benchmark names.")
    private String subject = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "STEP",
            description =
                    "Steps of a stack's ladder, or knobs with values, the baseline first; default: as it is by default.")
    private List<String> steps = new ArrayList<>();

    @Mixin
    private Params params = new Params();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description =
                    "Connections of each tool to a stack; default: " + CONNECTIONS + ". Those of a row are its param.")
    private @Nullable Integer connections;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Length of a turn; default: ${DEFAULT-VALUE}.")
    private int seconds = 2;

    @Option(
            names = "--rounds",
            paramLabel = "N",
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
        for (int number : List.of(connections == null ? CONNECTIONS : connections, seconds, rounds)) {
            if (number < 1 || number > MOST) {
                throw new BadInputException(
                        "--connections, --seconds and --rounds are from 1 to " + MOST + ", not " + number);
            }
        }
        JmhJar jar = JmhJar.open(Where.ownJar());
        StackProgram program = new StackProgram(jar, Jvm.current(), List.of());
        return isRow(jar) ? rows(program, jar, out) : stack(program, out);
    }

    /** Whether a row of the suite is called so, without its package: no stack has a name in which one is found. */
    private boolean isRow(JmhJar jar) {
        if (subject.matches("https?://.*|.*\\.ya?ml")) {
            return false;
        }
        if (jar.suite().layers().stream().anyMatch(layer -> layer.name().equals(subject))) {
            return true;
        }
        Selection.check(List.of(subject));
        Predicate<String> named = Pattern.compile(subject).asPredicate();
        return jar.benchmarks().stream()
                .anyMatch(benchmark -> named.test(benchmark.className().replaceFirst(".*\\.", "")
                        + benchmark.name().substring(benchmark.className().length())));
    }

    private int stack(StackProgram program, PrintWriter out) throws IOException {
        if (!params.values().isEmpty()) {
            throw new BadInputException("-p is for rows of the suite, and " + subject
                    + " is none: knobs of a stack are written behind it, as in: cross-check " + subject
                    + " KNOB=VALUE");
        }
        StackDescription described = trust.find(program, subject, steps, out);
        List<String> asked = steps.isEmpty() ? List.of(described.baseline()) : steps;
        show(
                program.crossCheck(subject, asked, connections == null ? CONNECTIONS : connections, seconds, rounds),
                asked,
                out);
        return Labcoat.DONE;
    }

    private int rows(StackProgram program, JmhJar jar, PrintWriter out) throws IOException {
        if (!steps.isEmpty() || connections != null) {
            throw new BadInputException(subject + " is a row of the suite, which has params in place of steps and"
                    + " --connections: -p NAME=VALUE");
        }
        List<CellId> found = new Selection(List.of(subject), params.values(), Preset.SMOKE)
                .choose(jar).stream().map(Cell::id).toList();
        List<CellId> rows = found.stream().filter(row -> !isControl(jar, row)).toList();
        RowNames names = RowNames.of(rows.isEmpty() ? found : rows);
        if (names.rows().size() > MOST_ROWS) {
            throw new BadInputException(
                    "'" + subject + "' finds " + names.rows().size()
                            + " rows, whose servers would all be alive together: name less than " + (MOST_ROWS + 1)
                            + ", with values of their params (-p NAME=VALUE). They are:\n    "
                            + String.join("\n    ", names.rows().keySet()));
        }
        StackProgram.CrossChecked checked = program.crossCheck(names.rows(), seconds, rounds);
        out.println(names.common());
        out.println();
        show(checked, List.copyOf(names.rows().keySet()), out);
        return Labcoat.DONE;
    }

    private static boolean isControl(JmhJar jar, CellId row) {
        return jar.suite()
                .question(row.className())
                .filter(question -> question.isControl(row))
                .isPresent();
    }

    private static void show(StackProgram.CrossChecked checked, List<String> names, PrintWriter out) {
        new CrossCheckTable(names, checked.samples()).lines(Terminal.width(out)).forEach(out::println);
        checked.missing().forEach(missing -> out.println("left out: " + missing));
    }

    /**
     * Short names of rows.
     *
     * @param common what is alike in all of them
     * @param rows by what is not, in their order
     */
    private record RowNames(String common, Map<String, CellId> rows) {

        static RowNames of(List<CellId> ids) {
            CellId first = ids.get(0);
            boolean oneMethod = ids.stream().allMatch(id -> id.benchmark().equals(first.benchmark()));
            Map<String, String> alike = new TreeMap<>(first.params());
            ids.forEach(id -> alike.entrySet().retainAll(id.params().entrySet()));
            Map<String, CellId> rows = new LinkedHashMap<>();
            for (CellId id : ids) {
                List<String> words = new ArrayList<>();
                if (!oneMethod) {
                    words.add(id.shortName());
                }
                id.params().forEach((name, value) -> {
                    if (!alike.containsKey(name)) {
                        words.add(name + "=" + value);
                    }
                });
                rows.putIfAbsent(words.isEmpty() ? id.shortName() : String.join(" ", words), id);
            }
            List<String> common = new ArrayList<>();
            if (oneMethod) {
                common.add(first.shortName());
            }
            alike.forEach((name, value) -> common.add(name + "=" + value));
            return new RowNames(String.join(" ", common), rows);
        }
    }
}
