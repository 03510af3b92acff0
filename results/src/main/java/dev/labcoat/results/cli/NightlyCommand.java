package dev.labcoat.results.cli;

import dev.labcoat.results.compare.Plan;
import dev.labcoat.results.history.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.TrendPage;
import dev.labcoat.results.record.Host;
import dev.labcoat.results.record.JmhJar;
import dev.labcoat.results.record.Jvm;
import dev.labcoat.results.record.Preset;
import dev.labcoat.results.record.Room;
import dev.labcoat.results.record.Selection;
import dev.labcoat.results.trend.Change;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the newest commit, holds it against the anchor, publishes both, and says what got slower lately. */
@Command(
        name = "nightly",
        description = {
            "Measures the newest commit, holds it against the anchor in lockstep, publishes both, and says what got slower"
                    + " lately.",
            "The anchor is the commit in results/anchor; the first night pins the newest."
        },
        mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LAYER|REGEX",
            arity = "0..*",
            description =
                    "Layers, or regular expressions of benchmark names; without any, the headline rows of all layers.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--preset",
            defaultValue = "${env:LABCOAT_PRESET:-nightly}",
            description = "How much is measured: ${COMPLETION-CANDIDATES}; default: nightly, or LABCOAT_PRESET.")
    private Preset preset = Preset.NIGHTLY;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = RunCommand.BudgetConverter.class,
            description =
                    "Time for measuring in the whole night, such as 90s or 6h; default: what the preset takes. A third of it is for"
                            + " the run, and what is left after the comparison with the anchor for confirming what got slower.")
    private @Nullable Duration budget;

    @Mixin
    private Params params = new Params();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Published published = new Published();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = commandLine().getOut();
        try (RunLock lock = RunLock.take(where.results());
                Interruption interruption = Interruption.ofThisThread()) {
            Revision head = Where.git().commit("HEAD");
            if (!published.hasAnchor()) {
                published.pin(head);
            }
            // Before the clock is started: building is not measuring.
            where.builds().jar(published.anchor(), out::println);
            JmhJar benchmarks = JmhJar.open(where.builds().jar(head, out::println));
            Instant end = Instant.now().plus(time());
            boolean failed = measure(head, benchmarks, left(end).dividedBy(3), out);
            int site;
            try {
                failed |= failed(compare(
                        published.anchor(),
                        head,
                        names,
                        unused -> true,
                        left(end).multipliedBy(2).dividedBy(3),
                        out));
                for (List<Change> ofOneCommit : open()) {
                    if (!interruption.requested()) {
                        confirm(ofOneCommit, left(end), out);
                    }
                }
            } finally {
                // Also when nothing can be held against the anchor any more: the run is on the page and on the site.
                failed |= report(out);
                site = SiteMaker.of(published).make(out, commandLine().getErr());
            }
            return failed ? Labcoat.FAILED : site;
        } catch (InterruptedException e) {
            throw new BadInputException("stopped: what was measured before is safe in " + where.results(), e);
        }
    }

    private Duration time() {
        if (budget != null) {
            return budget;
        }
        Duration forComparisons = preset.comparisonBudget().multipliedBy(3);
        return preset.budget(1).compareTo(forComparisons) > 0 ? preset.budget(1) : forComparisons;
    }

    private static Duration left(Instant end) {
        return Duration.between(Instant.now(), end);
    }

    /**
     * Runs the newest commit, and publishes what came of it.
     *
     * @return whether a row failed
     */
    private boolean measure(Revision head, JmhJar benchmarks, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        List<Cell> cells = new Selection(names, params.values(), preset).choose(benchmarks);
        Recording recording = new Recording(where.store(), benchmarks, Jvm.current(), preset, time, out);
        String jarName = String.valueOf(Where.benchmarksJar().getFileName());
        Run run = recording
                .goOn(recording.begin(head, jarName, new Random().nextInt(Integer.MAX_VALUE), cells))
                .run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (run.cells().stream().anyMatch(cell -> cell.score().isPresent())) {
            out.println("Published as " + published.history().publish(run));
        }
        return Recording.failed(run);
    }

    /** Compares two commits, and publishes what came of it. */
    private Comparison compare(
            Revision base, Revision head, List<String> rows, Predicate<CellId> wanted, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        List<Plan.Choice> choices =
                Sides.of(base.commit(), head.commit()).choices(rows, params.values(), preset, where, out).stream()
                        .map(choice -> choice.only(wanted))
                        .toList();
        Plan plan = Plan.of(choices, false, Room.here()::fits);
        Comparison comparison = CompareCommand.compare(plan, preset, time, null, where, out);
        if (comparison.measured().stream().anyMatch(row -> !row.pairs().isEmpty())) {
            out.println("Published as " + published.comparisons().publish(comparison));
        } else {
            out.println("No pair of forks fitted into the time that was left");
        }
        return comparison;
    }

    /** Whether a row failed, or none was measured, which is no pass. */
    private static boolean failed(Comparison comparison) {
        return !comparison.rows(Verdict.FAILED).isEmpty()
                || comparison.measured().stream().allMatch(row -> row.pairs().isEmpty());
    }

    /** What got slower on this machine and is still to be confirmed, by the commit that did it; what is new comes first. */
    private Iterable<List<Change>> open() throws IOException {
        return published.read().trends().machines().stream()
                .filter(nights -> nights.machine().equals(Host.machine()))
                .flatMap(nights -> nights.slowdowns().stream())
                .filter(Change::isOpen)
                .sorted(Comparator.comparing(change -> change.verdict().isPresent()))
                .collect(Collectors.groupingBy(
                        change -> List.of(change.before(), change.since()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private void confirm(List<Change> ofOneCommit, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        Change first = ofOneCommit.get(0);
        Set<CellId> cells = ofOneCommit.stream().map(Change::cell).collect(Collectors.toSet());
        List<String> benchmarks = cells.stream()
                .map(cell -> "^" + Pattern.quote(cell.benchmark()) + "$")
                .distinct()
                .toList();
        out.println("Confirming what " + first.since().label() + " changed");
        compare(first.before(), first.since(), benchmarks, cells::contains, time, out);
    }

    /**
     * Writes the page, and says what got slower.
     *
     * @return whether there is a regression
     */
    private boolean report(PrintWriter out) throws IOException {
        Published.Known known = published.read();
        List<Change> slowdowns = known.trends().machines().stream()
                .flatMap(nights -> nights.slowdowns().stream())
                .toList();
        slowdowns.forEach(slowdown -> out.println(TrendPage.text(slowdown)));
        if (slowdowns.isEmpty()) {
            out.println("Nothing got slower and has stayed so.");
        }
        out.println("The page: " + published.write(known.page()));
        return slowdowns.stream().anyMatch(Change::isRegression);
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec.commandLine();
    }
}
