package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.experiment.Share;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.SelfCheckText;
import dev.labcoat.results.publish.report.TrendPage;
import dev.labcoat.results.trend.Change;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
    private Pairs pairs = new Pairs();

    @Mixin
    private ShardOption shard = new ShardOption();

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
            pairs.within(time());
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
            Predicate<CellId> own = cell -> shard.asked().isEmpty();
            int unreadable;
            try {
                boolean beside = anchored && !anchor.commit().equals(head.commit());
                Tonight tonight = tonight(head, beside ? Optional.of(anchor) : Optional.empty(), benchmarks, end, out);
                own = cell -> tonight.isOwn(shard.asked(), cell);
                if (tonight.own().isEmpty()) {
                    return Labcoat.DONE;
                }
                failed |= measure(tonight, beside, benchmarks, end, out);
                if (anchored) {
                    new FollowingUp(work(), detect.share(), own, end).run();
                }
            } finally {
                // Also when nothing can be compared with the anchor any more: the run is on the page and on the site.
                Published.Known known;
                Optional<Path> page;
                try (FolderLock lock = published.lock("nightly")) {
                    known = published.read();
                    page = shard.asked().isPresent() ? Optional.empty() : Optional.of(published.write(known.page()));
                }
                failed |= report(known, own, out);
                unreadable = show(known, page, out);
            }
            return failed ? Labcoat.FAILED : unreadable;
        } catch (InterruptedException e) {
            // Said here, for once the interruption is over the program is too.
            work().tell("stopped: what was measured before is safe in " + where.results());
            return Labcoat.FAILED;
        }
    }

    private NightWork work() {
        return new NightWork(preset, pairs, shard.asked(), where, published, output);
    }

    /**
     * Makes the site, and says where the page is, which are both of all shards together.
     *
     * @return the exit status
     */
    private int show(Published.Known known, Optional<Path> page, PrintWriter out) throws IOException {
        if (page.isEmpty()) {
            out.println("Page and site are made of what all shards have published, once it is in one folder: "
                    + Program.here().line("rebuild"));
            return Published.leftOut(known.unreadable(), output.err());
        }
        out.println("The page: " + page.get());
        return SiteMaker.of(published).make(known, out, output.err());
    }

    /** Whether a commit can be built; says so if it cannot. */
    private boolean builds(Revision commit, PrintWriter out) throws IOException, InterruptedException {
        try {
            where.builds().jar(commit, out::println);
            return true;
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            work().tell(e.getMessage());
            return false;
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
     * What this machine measures tonight.
     *
     * @param head the newest commit
     * @param cells of it, in the order of the plan
     * @param own those of them that are measured here
     * @param beside the anchor; empty where it cannot be
     * @param share of the cells where they are measured alone; null for all
     */
    private record Tonight(
            Revision head,
            List<Cell> cells,
            List<Cell> own,
            Optional<NightWork.Planned> beside,
            @Nullable Share share) {

        /** Whether a row is this machine's to follow up; the first shard takes those that are not measured any more. */
        boolean isOwn(Optional<Shard> shard, CellId row) {
            return has(own, row)
                    || (!has(cells, row) && (shard.isEmpty() || shard.get().number() == 1));
        }

        private static boolean has(List<Cell> some, CellId row) {
            return some.stream().anyMatch(cell -> cell.id().equals(row));
        }
    }

    private Tonight tonight(Revision head, Optional<Revision> anchor, JmhJar benchmarks, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        List<Cell> cells = new Selection(names, params.values(), preset).choose(benchmarks);
        Optional<NightWork.Planned> beside =
                anchor.isPresent() ? besideAnchor(anchor.get(), head, forHead(end), out) : Optional.empty();
        if (shard.asked().isEmpty()) {
            return new Tonight(head, cells, cells, beside, null);
        }
        Set<CellId> own = new HashSet<>();
        Set<CellId> planned = new HashSet<>();
        if (beside.isPresent()) {
            Plan plan = beside.get().comparing().plan();
            planned.addAll(plan.cells());
            own.addAll(plan.ownCells());
        }
        List<CellId> alone = cells.stream()
                .map(Cell::id)
                .filter(cell -> !planned.contains(cell))
                .toList();
        Share share = Recorder.share(
                benchmarks.suite(), alone, shard.asked().get(), ShardOption.ofRuns(preset, out::println));
        own.addAll(share.own(alone));
        List<Cell> measured =
                cells.stream().filter(cell -> own.contains(cell.id())).toList();
        ShardOption.announce(shard.asked().get(), measured.size(), cells.size(), out);
        return new Tonight(head, cells, measured, beside, share);
    }

    /**
     * Measures the newest commit and publishes what came of it: beside the anchor in lockstep where there is another commit to hold
     * it against, and alone what the anchor does not have.
     *
     * @param anchored whether it was to be measured beside the anchor
     * @return whether a row failed, or none was measured beside the anchor, which is no pass
     */
    private boolean measure(Tonight tonight, boolean anchored, JmhJar benchmarks, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        Optional<NightWork.Planned> beside = tonight.beside();
        Recording alone = recording(benchmarks, end, out);
        if (beside.isEmpty()) {
            alone.checkBudget(NEWEST, tonight.own());
        }
        checkItself(tonight, benchmarks, end, out);
        ExperimentFolder folder;
        boolean failed = anchored;
        if (beside.isEmpty()) {
            folder = alone.begin(
                    tonight.head(),
                    where.jarName(),
                    new Random().nextInt(Integer.MAX_VALUE),
                    tonight.cells(),
                    tonight.share());
        } else {
            folder = where.store().folder(beside.get().comparison().comparison().id());
            failed = fails(beside.get(), tonight.own(), folder);
        }
        Run run = recording(benchmarks, end, out)
                .goOn(folder, cell -> beside.isEmpty() || cell.forks().isEmpty())
                .run();
        boolean stopped = Thread.interrupted();
        if (run.cells().stream().anyMatch(cell -> cell.score().isPresent())) {
            work().publish(folder, published.history());
        }
        if (stopped) {
            throw new InterruptedException();
        }
        return failed || Recording.failed(run);
    }

    private Recording recording(JmhJar benchmarks, Instant end, PrintWriter out) throws IOException {
        return new Recording(where.store(), benchmarks, Jvm.current(), List.of(), preset, forHead(end), out);
    }

    /** What the newest commit may take of what is left; the rest is for confirming. */
    private static Duration forHead(Instant end) {
        return Duration.between(Instant.now(), end).multipliedBy(2).dividedBy(3);
    }

    /**
     * Plans to measure the newest commit beside the anchor; empty, and said why, where that cannot be.
     *
     * @throws BadInputException if the time cannot decide anything though it was asked what it can
     */
    private Optional<NightWork.Planned> besideAnchor(Revision anchor, Revision head, Duration time, PrintWriter out)
            throws IOException, InterruptedException {
        Plan plan;
        try {
            Sides sides = Sides.of(anchor.commit(), head.commit());
            Plan whole = NightWork.plan(sides.choices(names, params.values(), preset, where, out))
                    .judging(judge.metrics());
            plan = shard.asked().isEmpty()
                    ? whole
                    : whole.sharedOut(shard.asked().get(), ShardOption.ofComparisons(preset, out::println));
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            // Such as two commits that have no row in common: the newest can be measured all the same.
            work().tell(e.getMessage());
            return Optional.empty();
        }
        return Optional.of(work().planned(Comparing.LABEL, plan, time, detect.share()));
    }

    /**
     * Measures the newest commit beside the anchor.
     *
     * @param cells of the newest commit that are measured here, also those that the anchor does not have
     * @param folder of what is recorded
     * @return whether a row failed, or it had to stop
     */
    private boolean fails(NightWork.Planned beside, List<Cell> cells, ExperimentFolder folder)
            throws IOException, InterruptedException {
        try {
            Comparison comparison = work().compare(
                            beside,
                            planned -> Experiment.of(planned)
                                    .scoring(planned.variants().size() - 1, where.jarName(), cells));
            if (Thread.interrupted()) {
                if (NightWork.hasPairs(comparison)) {
                    work().publish(folder, published.history());
                }
                throw new InterruptedException();
            }
            return failed(comparison);
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            work().tell(e.getMessage());
            return true;
        }
    }

    /** Compares what is known beforehand, so that everybody sees what this night's verdicts are worth. */
    private void checkItself(Tonight tonight, JmhJar benchmarks, Instant end, PrintWriter out)
            throws IOException, InterruptedException {
        Instant over = Instant.now().plus(left(end).dividedBy(PART_FOR_SELF_CHECKS));
        try {
            Optional<List<Plan.Choice>> canary = SelfChecking.canary(tonight.head());
            if (canary.isPresent()) {
                out.println("Checking that a known slowdown is found");
                check(canary.get(), left(over).dividedBy(2));
            }
            List<CellId> cells = tonight.own().stream().map(Cell::id).toList();
            out.println("Checking that nothing is found where nothing changed");
            check(SelfChecking.same(tonight.head(), benchmarks, cells, new Random()), left(over));
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            // Such as a row that does not fit into memory twice: the night can be measured all the same.
            work().tell(e.getMessage());
        }
    }

    private void check(List<Plan.Choice> choices, Duration time) throws IOException, InterruptedException {
        work().publish(
                        work().planned(SELF_CHECK, NightWork.plan(choices), time, Optional.empty()),
                        published.selfChecks(),
                        Optional.empty());
    }

    /** Whether a row failed, or none of those that were to be measured here was, which is no pass. */
    private static boolean failed(Comparison comparison) {
        List<ComparisonRow> here = IntStream.range(0, comparison.rows().size())
                .filter(comparison::has)
                .mapToObj(comparison.rows()::get)
                .filter(row -> row.verdict().measured())
                .toList();
        return !comparison.rows(Verdict.FAILED).isEmpty()
                || (!here.isEmpty() && here.stream().allMatch(row -> row.pairs().isEmpty()));
    }

    /**
     * Says what got slower.
     *
     * @param own the rows that are this machine's
     * @return whether there is a regression among these
     */
    private static boolean report(Published.Known known, Predicate<CellId> own, PrintWriter out) {
        List<Change> slowdowns = new ArrayList<>();
        FollowingUp.ofThisMachine(known.nights()).forEach(nights -> {
            SelfCheckText.warnings(nights).forEach(out::println);
            SelfCheckText.figures(nights.selfChecks()).forEach(out::println);
            nights.slowdowns().stream()
                    .filter(change -> own.test(change.cell()))
                    .forEach(slowdowns::add);
            if (nights.slowdowns().isEmpty()) {
                out.println(nights.withoutSlowdowns());
            }
        });
        slowdowns.forEach(slowdown -> out.println(TrendPage.text(slowdown)));
        return slowdowns.stream().anyMatch(Change::isRegression);
    }
}
