package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.SelfCheckText;
import dev.labcoat.results.publish.report.TrendPage;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the newest commit, compares it with the anchor, publishes both, and says what got slower lately. */
@Command(
        name = "nightly",
        description = {
            "Measures the newest commit, compares it with the anchor in lockstep, publishes both, and says what got slower"
                    + " lately.",
            "The anchor is the commit in results/anchor; the first run of nightly pins the newest."
        },
        mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {

    /** What is short of time where two thirds of the budget are too few. */
    private static final String NEWEST = "the newest commit, which gets two thirds of it,";

    /** What a night takes to check itself: a tenth. */
    private static final int PART_FOR_SELF_CHECKS = 10;

    /** A night plans what it is for before it checks itself, so the checks' ids need an end of their own. */
    private static final String SELF_CHECK = "self-check";

    @Parameters(
            paramLabel = "LAYER|REGEX",
            arity = "0..*",
            description =
                    "Layers, or regular expressions of benchmark names; without any, the headline rows of all layers.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            defaultValue = "${env:LABCOAT_PRESET:-nightly}",
            description = "How much is measured: ${COMPLETION-CANDIDATES}; default: nightly, or LABCOAT_PRESET.")
    private Preset preset = Preset.NIGHTLY;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Budget.Converter.class,
            description =
                    "Time for measuring in all, such as 90s or 6h; default: what the preset takes. Two thirds of it"
                            + " are for the newest commit beside the anchor, and what is left is for confirming what got slower, and for finding its commit.")
    private @Nullable Duration budget;

    @Mixin
    private DetectOption detect = new DetectOption();

    @Mixin
    private JudgeOption judge = new JudgeOption();

    @Mixin
    private Params params = new Params();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Published published = new Published();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        try (FolderLock lock = where.lock("nightly");
                Interruption interruption = output.interruption()) {
            return night(output.out());
        }
    }

    private int night(PrintWriter out) throws IOException {
        try {
            Revision head = published.newest();
            // What is wrong with it is said before anything is built.
            judge.metrics();
            Recorder.checkBudget(preset, time().multipliedBy(2).dividedBy(3), 1, NEWEST);
            // Nothing shall be wrong with it when all has been measured.
            published.accepted().read(problem -> {
                throw new BadInputException(problem);
            });
            if (published.hasAnchor()) {
                published.anchor();
            }
            // Before the clock is started: building is not measuring.
            JmhJar benchmarks = JmhJar.open(where.builds().jar(head, out::println));
            if (!published.hasAnchor()) {
                try (FolderLock lock = published.lock("nightly")) {
                    out.println("The anchor from now on: " + head.label() + ", in " + published.pin(head));
                }
            }
            Revision anchor = published.anchor();
            boolean anchored = builds(anchor, out);
            Instant end = Instant.now().plus(time());
            boolean failed = !anchored;
            int unreadable;
            try {
                boolean isAnchor = anchor.commit().equals(head.commit());
                failed |= measure(
                        head, anchored && !isAnchor ? Optional.of(anchor) : Optional.empty(), benchmarks, end, out);
                if (anchored) {
                    for (Map.Entry<Change.Step, Set<CellId>> open : open().entrySet()) {
                        if (Instant.now().isBefore(end)) {
                            confirm(open.getKey(), open.getValue(), end, out);
                        }
                    }
                    search(end, out);
                }
            } finally {
                // Also when nothing can be compared with the anchor any more: the run is on the page and on the site.
                Published.Known known;
                Path page;
                try (FolderLock lock = published.lock("nightly")) {
                    known = published.read();
                    page = published.write(known.page());
                }
                failed |= report(known, out);
                out.println("The page: " + page);
                unreadable = SiteMaker.of(published).make(known, out, output.err());
            }
            return failed ? Labcoat.FAILED : unreadable;
        } catch (InterruptedException e) {
            // Said here, for once the interruption is over the program is too.
            tell("stopped: what was measured before is safe in " + where.results());
            return Labcoat.FAILED;
        }
    }

    /** Whether a commit can be built; says so if it cannot. */
    private boolean builds(Revision commit, PrintWriter out) throws IOException, InterruptedException {
        try {
            where.builds().jar(commit, out::println);
            return true;
        } catch (BadInputException e) {
            stopIfInterrupted();
            tell(e.getMessage());
            return false;
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void tell(@Nullable String problem) {
        output.err().println(Program.here().name() + ": " + problem);
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
     * Measures the newest commit and publishes what came of it: beside the anchor in lockstep where there is another commit to hold
     * it against, and alone what the anchor does not have.
     *
     * @return whether a row failed, or none was measured beside the anchor, which is no pass
     */
    private boolean measure(Revision head, Optional<Revision> anchor, JmhJar benchmarks, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        List<Cell> cells = new Selection(names, params.values(), preset).choose(benchmarks);
        Optional<Planned> beside =
                anchor.isPresent() ? besideAnchor(anchor.get(), head, forHead(end), out) : Optional.empty();
        Recording alone = recording(benchmarks, end, out);
        if (beside.isEmpty()) {
            alone.checkBudget(NEWEST, cells);
        }
        checkItself(head, benchmarks, end, out);
        ExperimentFolder folder;
        boolean failed = anchor.isPresent();
        if (beside.isEmpty()) {
            folder = alone.begin(head, where.jarName(), new Random().nextInt(Integer.MAX_VALUE), cells, null);
        } else {
            folder = where.store().folder(beside.get().comparison().comparison().id());
            failed = fails(beside.get(), cells, folder, out);
        }
        Run run = recording(benchmarks, end, out)
                .goOn(folder, cell -> beside.isEmpty() || cell.forks().isEmpty())
                .run();
        boolean stopped = Thread.interrupted();
        if (run.cells().stream().anyMatch(cell -> cell.score().isPresent())) {
            publish(folder, published.history(), out);
        }
        if (stopped) {
            throw new InterruptedException();
        }
        return failed || Recording.failed(run);
    }

    private void publish(ExperimentFolder folder, Archive archive, PrintWriter out) throws IOException {
        try (FolderLock lock = published.lock("nightly")) {
            out.println("Published as " + archive.publish(folder.read()));
        }
    }

    private Recording recording(JmhJar benchmarks, Instant end, PrintWriter out) throws IOException {
        return new Recording(where.store(), benchmarks, Jvm.current(), List.of(), preset, forHead(end), out);
    }

    /** What the newest commit may take of what is left; the rest is for confirming. */
    private static Duration forHead(Instant end) {
        return Duration.between(Instant.now(), end).multipliedBy(2).dividedBy(3);
    }

    /** A comparison of which was said what it will take. */
    private record Planned(Comparing comparing, Comparing.Announced comparison) {}

    /**
     * Plans to measure the newest commit beside the anchor; empty, and said why, where that cannot be.
     *
     * @throws BadInputException if the time cannot decide anything though it was asked what it can
     */
    private Optional<Planned> besideAnchor(Revision anchor, Revision head, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        Plan plan;
        try {
            Sides sides = Sides.of(anchor.commit(), head.commit());
            plan = plan(sides.choices(names, params.values(), preset, where, out))
                    .judging(judge.metrics());
        } catch (BadInputException e) {
            stopIfInterrupted();
            // Such as two commits that have no row in common: the newest can be measured all the same.
            tell(e.getMessage());
            return Optional.empty();
        }
        return Optional.of(planned(plan, time, out));
    }

    /**
     * Measures the newest commit beside the anchor.
     *
     * @param cells of the newest commit, also those that the anchor does not have
     * @param folder of what is recorded
     * @return whether a row failed, or it had to stop
     */
    private boolean fails(Planned beside, List<Cell> cells, ExperimentFolder folder, PrintWriter out)
            throws IOException, InterruptedException {
        try {
            Comparison comparison = compare(
                    beside,
                    planned -> Experiment.of(planned).scoring(planned.variants().size() - 1, where.jarName(), cells),
                    out);
            if (Thread.interrupted()) {
                if (hasPairs(comparison)) {
                    publish(folder, published.history(), out);
                }
                throw new InterruptedException();
            }
            return failed(comparison);
        } catch (BadInputException e) {
            stopIfInterrupted();
            tell(e.getMessage());
            return true;
        }
    }

    private static Plan plan(List<Plan.Choice> choices) {
        return Plan.of(choices, false, Room.here()::fits);
    }

    private Planned planned(Plan plan, Duration time, PrintWriter out) throws IOException {
        Comparing comparing = new Comparing(plan, preset, preset.effort(), time, where, out);
        return new Planned(comparing, comparing.announced(Comparing.LABEL, Optional.empty(), detect.share()));
    }

    /** Compares what is known beforehand, so that everybody sees what this night's verdicts are worth. */
    private void checkItself(Revision head, JmhJar benchmarks, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        Instant over = Instant.now().plus(left(end).dividedBy(PART_FOR_SELF_CHECKS));
        try {
            Optional<List<Plan.Choice>> canary = SelfChecking.canary(head);
            if (canary.isPresent()) {
                out.println("Checking that a known slowdown is found");
                check(canary.get(), left(over).dividedBy(2), out);
            }
            List<CellId> cells = new Selection(names, params.values(), preset)
                    .choose(benchmarks).stream().map(Cell::id).toList();
            out.println("Checking that nothing is found where nothing changed");
            check(SelfChecking.same(head, benchmarks, cells, new Random()), left(over), out);
        } catch (BadInputException e) {
            stopIfInterrupted();
            // Such as a row that does not fit into memory twice: the night can be measured all the same.
            tell(e.getMessage());
        }
    }

    private void check(List<Plan.Choice> choices, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        Comparing comparing = new Comparing(plan(choices), preset, preset.effort(), time, where, out);
        Planned planned = new Planned(comparing, comparing.announced(SELF_CHECK, Optional.empty(), Optional.empty()));
        publish(planned, published.selfChecks(), out);
    }

    /** Compares, and publishes what came of it. */
    private void publish(Planned planned, Archive archive, PrintWriter out) throws IOException, InterruptedException {
        Comparison comparison = compare(planned, Experiment::of, out);
        boolean stopped = Thread.interrupted();
        if (hasPairs(comparison)) {
            publish(where.store().folder(comparison.id()), archive, out);
        }
        if (stopped) {
            throw new InterruptedException();
        }
    }

    private static Comparison compare(Planned planned, Function<Comparison, Experiment> experiment, PrintWriter out)
            throws IOException {
        Comparison comparison = planned.comparing().compare(planned.comparison(), experiment);
        if (hasPairs(comparison)) {
            out.println(new ComparisonSummary(comparison).verdict());
        } else if (!Thread.currentThread().isInterrupted()) {
            out.println("Nothing was compared: no pair of forks fitted into the time that was left.");
        }
        return comparison;
    }

    private static boolean hasPairs(Comparison comparison) {
        return comparison.measured().stream().anyMatch(row -> !row.pairs().isEmpty());
    }

    /** Whether a row failed, or none was measured, which is no pass. */
    private static boolean failed(Comparison comparison) {
        return !comparison.rows(Verdict.FAILED).isEmpty()
                || comparison.measured().stream().allMatch(row -> row.pairs().isEmpty());
    }

    /** What got slower on this machine and is still to be confirmed, by what is to be compared; what is new comes first. */
    private Map<Change.Step, Set<CellId>> open() throws IOException {
        // What cannot be read is named at the end.
        return ofThisMachine(published.nights(new ArrayList<>()))
                .flatMap(nights -> nights.slowdowns().stream())
                .filter(Change::isOpen)
                .sorted(Comparator.comparing(change -> change.verdict().isPresent()))
                .collect(Collectors.groupingBy(
                        change -> change.undecided().orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.mapping(Change::cell, Collectors.toSet())));
    }

    /** At most one: other machines have nights of their own. */
    private static Stream<MachineNights> ofThisMachine(List<MachineNights> nights) {
        return nights.stream().filter(ofMachine -> ofMachine.machine().equals(Host.machine()));
    }

    private void confirm(Change.Step step, Set<CellId> rows, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        out.println("Confirming what " + step.after().label() + " changed");
        try {
            List<Plan.Choice> choices = new ArrayList<>();
            for (Revision commit : List.of(step.before(), step.after())) {
                choices.add(Sides.ofCommit(commit, JmhJar.open(where.builds().jar(commit, out::println)), rows));
            }
            publish(planned(plan(choices), left(end), out), published.history(), out);
        } catch (BadInputException e) {
            stopIfInterrupted();
            // Such as a commit that can be built no more: the others can be confirmed all the same.
            tell(e.getMessage());
        }
    }

    /** Looks for the commit behind each confirmed regression whose commit is not known yet, as long as there is time. */
    private void search(Instant end, PrintWriter out) throws IOException, InterruptedException {
        Map<Change.Step, List<Change>> regressions = ofThisMachine(published.nights(new ArrayList<>()))
                .flatMap(nights -> nights.slowdowns().stream())
                .filter(Change::isToBeSearched)
                // Those that no night has looked at come first: one that is hard to find must not keep the others
                // waiting.
                .sorted(Comparator.comparing(change -> change.search().isPresent()))
                .collect(Collectors.groupingBy(Change::span, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Change.Step, List<Change>> regression : regressions.entrySet()) {
            if (Instant.now().isBefore(end)) {
                search(regression.getKey(), regression.getValue(), end, out);
            }
        }
    }

    private void search(Change.Step span, List<Change> changes, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        out.println("Searching the commit that made " + Counted.of(changes.size(), "row") + " slower, from "
                + span.before().label() + " to " + span.after().label());
        try {
            List<String> line =
                    Where.git().line(span.before().commit(), span.after().commit());
            Bisecting bisecting = new Bisecting(line, preset, where, out);
            for (Change change : changes) {
                bisecting.know(
                        change.cell(),
                        change.comparisons().stream().map(Change.Compared::id).toList());
            }
            List<Bisecting.Found> found = bisecting.search(
                    changes.stream().map(Change::cell).collect(Collectors.toCollection(LinkedHashSet::new)), left(end));
            boolean stopped = Thread.interrupted();
            for (Bisecting.Found row : found) {
                row.text().forEach(out::println);
                publish(row, bisecting, changes);
            }
            if (stopped) {
                throw new InterruptedException();
            }
        } catch (BadInputException e) {
            stopIfInterrupted();
            // Such as commits of which one is no ancestor of the other: between which it lies is known all the same.
            tell(e.getMessage());
        }
    }

    /** Publishes how far a search has come, unless that is published already. */
    private void publish(Bisecting.Found row, Bisecting bisecting, List<Change> changes) throws IOException {
        Instant now = Instant.now();
        String id = Recording.id(
                where.store(),
                now,
                "search-" + new Sha256().add(row.cell().toString()).hex().substring(0, 8));
        Search search = bisecting.published(row, id, now);
        boolean said =
                changes.stream().flatMap(change -> change.search().stream()).anyMatch(search::saysAs);
        if (!said) {
            try (FolderLock lock = published.lock("nightly")) {
                published.searches().publish(search);
            }
        }
    }

    /**
     * Says what got slower.
     *
     * @return whether there is a regression
     */
    private static boolean report(Published.Known known, PrintWriter out) {
        List<Change> slowdowns = new ArrayList<>();
        ofThisMachine(known.nights()).forEach(nights -> {
            SelfCheckText.warnings(nights).forEach(out::println);
            SelfCheckText.figures(nights.selfChecks()).forEach(out::println);
            slowdowns.addAll(nights.slowdowns());
            if (slowdowns.isEmpty()) {
                out.println(nights.withoutSlowdowns());
            }
        });
        slowdowns.forEach(slowdown -> out.println(TrendPage.text(slowdown)));
        return slowdowns.stream().anyMatch(Change::isRegression);
    }
}
