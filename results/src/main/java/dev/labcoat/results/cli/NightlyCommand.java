package dev.labcoat.results.cli;

import dev.labcoat.results.compare.Plan;
import dev.labcoat.results.history.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.record.Host;
import dev.labcoat.results.record.Preset;
import dev.labcoat.results.record.Room;
import dev.labcoat.results.trend.Trends.Slowdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the newest commit against the anchor, and says what got slower lately. */
@Command(
        name = "nightly",
        description = {
            "Holds the newest commit against the anchor in lockstep, publishes that, and says what got slower lately.",
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
            description = "Begin no pair that would end after this, such as 90s or 6h; for each comparison.")
    private @Nullable Duration budget;

    @Option(
            names = "-p",
            paramLabel = "NAME=V1,V2",
            description = "Values of a param, instead of the preset's; may be repeated.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Published published = new Published();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (RunLock lock = RunLock.take(where.results());
                Interruption interruption = Interruption.ofThisThread()) {
            Revision head = Where.git().commit("HEAD");
            if (!published.hasAnchor()) {
                published.pin(head);
            }
            Comparison night = compare(published.anchor(), head, names, unused -> true, out);
            for (List<Slowdown> ofOneCommit : unconfirmed()) {
                if (!interruption.requested()) {
                    confirm(ofOneCommit, out);
                }
            }
            boolean regression = report(out);
            return regression || !night.rows(Verdict.FAILED).isEmpty() ? Labcoat.FAILED : Labcoat.DONE;
        } catch (InterruptedException e) {
            throw new BadInputException("stopped before anything was measured", e);
        }
    }

    /** Compares two commits, and publishes what came of it. */
    private Comparison compare(
            Revision base, Revision head, List<String> rows, Predicate<CellId> wanted, PrintWriter out)
            throws IOException, InterruptedException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        params.forEach((name, text) -> values.put(name, List.of(text.split(",", -1))));
        List<Plan.Choice> choices =
                Sides.of(base.commit(), head.commit()).choices(rows, values, preset, where, out).stream()
                        .map(choice -> choice.only(wanted))
                        .toList();
        Plan plan = Plan.of(choices, false, Room.here()::fits);
        Duration time = budget == null ? preset.budget(1) : budget;
        Comparison comparison = CompareCommand.compare(plan, preset, time, null, where, out);
        CompareCommand.checkThatSomethingWasCompared(comparison);
        out.println("Published as " + published.comparisons().publish(comparison));
        return comparison;
    }

    /** What got slower on this machine and is neither confirmed nor accepted, by the commit that did it. */
    private Iterable<List<Slowdown>> unconfirmed() throws IOException {
        Published.Known known = published.read(err());
        return known.trends().slowdowns().stream()
                .filter(slowdown -> slowdown.series().machine().equals(Host.machine()))
                .filter(slowdown -> slowdown.verdict().isEmpty() && !known.isAccepted(slowdown))
                .collect(Collectors.groupingBy(
                        slowdown -> List.of(slowdown.before(), slowdown.since()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private void confirm(List<Slowdown> ofOneCommit, PrintWriter out) throws IOException, InterruptedException {
        Slowdown first = ofOneCommit.get(0);
        Set<CellId> cells =
                ofOneCommit.stream().map(slowdown -> slowdown.series().cell()).collect(Collectors.toSet());
        List<String> benchmarks = cells.stream()
                .map(cell -> "^" + Pattern.quote(cell.benchmark()) + "$")
                .distinct()
                .toList();
        out.println("Confirming what " + first.since().label() + " changed");
        compare(first.before(), first.since(), benchmarks, cells::contains, out);
    }

    /**
     * Writes the page, and says what got slower.
     *
     * @return whether there is a regression
     */
    private boolean report(PrintWriter out) throws IOException {
        Published.Known known = published.read(err());
        List<Slowdown> slowdowns = known.trends().slowdowns();
        slowdowns.forEach(slowdown -> out.println(known.page().text(slowdown)));
        if (slowdowns.isEmpty()) {
            out.println("Nothing got slower and has stayed so.");
        }
        out.println("The page: " + published.write(known.page()));
        return slowdowns.stream().anyMatch(slowdown -> slowdown.confirmed() && !known.isAccepted(slowdown));
    }

    private PrintWriter err() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec.commandLine().getErr();
    }
}
