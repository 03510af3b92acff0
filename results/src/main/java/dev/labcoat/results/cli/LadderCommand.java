package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.ComparisonTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns one knob at a time, and then all of them, each in lockstep with the baseline. */
@Command(
        name = "ladder",
        description = "Turns one knob at a time, and then all of them, each compared with the baseline in lockstep.",
        mixinStandardHelpOptions = true)
final class LadderCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LAYER|REGEX",
            arity = "0..*",
            description = "Layers, or regular expressions of benchmark names; without any, every ladder there is.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private PresetOption preset = new PresetOption();

    @Mixin
    private ComparisonBudget budget = new ComparisonBudget();

    @Mixin
    private DetectOption detect = new DetectOption();

    @Mixin
    private JudgeOption judge = new JudgeOption();

    @Option(names = "--jar", paramLabel = "JAR", description = "Any JMH jar that says of itself which ladders it has.")
    private @Nullable Path jar;

    @Mixin
    private Params params = new Params();

    @Mixin
    private StackOptions stacks = new StackOptions();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Selection.check(names);
        // What is wrong with it is said before anything is built.
        judge.metrics();
        PrintWriter out = output.out();
        JmhJar benchmarks = benchmarks(out);
        boolean failed = false;
        try (FolderLock lock = where.lock("ladder");
                Interruption interruption = output.interruption()) {
            for (Suite.Question question : ladders(benchmarks)) {
                if (!interruption.requested()) {
                    failed |= compare(benchmarks, question, out);
                }
            }
        } catch (InterruptedException e) {
            throw new BadInputException("stopped before anything was measured", e);
        }
        return failed ? Labcoat.FAILED : Labcoat.DONE;
    }

    private JmhJar benchmarks(PrintWriter out) throws IOException {
        if (!stacks.given()) {
            return JmhJar.open(jar == null ? where.benchmarksJar(out) : jar);
        }
        JmhJar opened = JmhJar.open(jar == null ? Where.ownJar() : jar);
        if (!names.isEmpty() || stacks.names().size() > 1) {
            throw new BadInputException("--stack measures the ladder of one server: leave the others out");
        }
        JmhJar measuring = stacks.in(opened, Map.of(), out);
        names = StackOptions.rows(measuring);
        if (measuring.suite().question(StackOptions.measured(measuring).benchmark()).stream()
                .allMatch(question -> question.ladder() == null)) {
            throw new BadInputException(stacks.names().get(0) + " declares no ladder of two steps or more: see"
                    + " docs/stacks.md, or turn a knob with: "
                    + Program.here().line("compare --stack " + stacks.names().get(0) + " --vary KNOB=V1,V2"));
        }
        return measuring;
    }

    private List<Suite.Question> ladders(JmhJar benchmarks) {
        List<Suite.Question> all = benchmarks.suite().layers().stream()
                .flatMap(layer -> layer.questions().stream())
                .filter(question -> question.ladder() != null)
                .toList();
        Set<String> chosen = names.isEmpty()
                ? all.stream().map(Suite.Question::benchmark).collect(Collectors.toSet())
                : new Selection(names, Map.of(), preset.chosen())
                        .choose(benchmarks).stream()
                                .map(cell -> cell.id().className())
                                .collect(Collectors.toSet());
        List<Suite.Question> ladders = all.stream()
                .filter(question -> chosen.contains(question.benchmark()))
                .toList();
        if (ladders.isEmpty()) {
            throw new BadInputException("no ladder among "
                    + (names.isEmpty() ? benchmarks.path() : String.join(" ", names))
                    + (all.isEmpty()
                            ? ", which declares none"
                            : "; there is: "
                                    + all.stream()
                                            .map(Suite.Question::benchmark)
                                            .collect(Collectors.joining(", ")))
                    + ". Any param can be turned with: "
                    + Program.here().line("compare --vary NAME=V1,V2"));
        }
        return ladders;
    }

    /**
     * Compares the steps of one ladder with its baseline.
     *
     * @return whether a row failed
     */
    private boolean compare(JmhJar benchmarks, Suite.Question question, PrintWriter out)
            throws IOException, InterruptedException {
        Suite.Ladder ladder = question.ladder();
        if (ladder == null) {
            throw new IllegalStateException(question.benchmark() + " has no ladder");
        }
        Sides sides = Sides.varying(jar, benchmarks, ladder.param(), steps(benchmarks, question.benchmark(), ladder));
        List<String> rows = List.of("^" + Pattern.quote(question.benchmark() + "."));
        Map<String, List<String>> others = new HashMap<>(params.values());
        others.remove(ladder.param());
        Plan plan = Plan.of(sides.choices(rows, others, preset.chosen(), where, out), false, Room.here()::fits)
                .judging(judge.metrics());
        Limit limit = budget.limit(preset.chosen());
        Comparison comparison = new Comparing(
                        plan, preset.chosen(), preset.chosen().lockstep(), limit, where, out)
                .compare(Optional.empty(), detect.share());
        ComparisonSummary summary = new ComparisonSummary(comparison);
        out.println();
        out.print(new ComparisonTable(summary).text(Terminal.width(out)));
        out.println("With a plot of each row: " + CompareCommand.page(summary, comparison, where));
        CompareCommand.checkThatSomethingWasCompared(comparison);
        return !comparison.rows(Verdict.FAILED).isEmpty();
    }

    /** The baseline first, all knobs last; only the baseline and those that the user chose, if any. */
    private List<String> steps(JmhJar benchmarks, String className, Suite.Ladder ladder) {
        List<String> all = new ArrayList<>(benchmarks.benchmarks().stream()
                .filter(benchmark -> benchmark.className().equals(className))
                .map(benchmark -> benchmark.params().getOrDefault(ladder.param(), List.of()))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        className + " has no param " + ladder.param() + ", which its ladder names")));
        all.removeAll(List.of(ladder.baseline(), ladder.all()));
        all.add(0, ladder.baseline());
        all.add(ladder.all());
        List<String> chosen = params.values().getOrDefault(ladder.param(), all);
        for (String step : chosen) {
            if (!all.contains(step)) {
                throw new BadInputException("-p " + ladder.param() + "=" + step + " is no step of the ladder of "
                        + className + "; it has " + String.join(", ", all));
            }
        }
        if (chosen.equals(List.of(ladder.baseline()))) {
            throw new BadInputException("-p " + ladder.param() + "=" + ladder.baseline()
                    + " is what the steps of the ladder are held against: choose another one too");
        }
        all.removeIf(step -> !step.equals(ladder.baseline()) && !chosen.contains(step));
        return all;
    }
}
