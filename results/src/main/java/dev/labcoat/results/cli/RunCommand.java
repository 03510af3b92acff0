package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.DeclaredEffort;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Profiling;
import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.experiment.Share;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Versions;
import dev.labcoat.results.profile.Profiler;
import dev.labcoat.results.publish.text.Answers;
import dev.labcoat.results.publish.text.CommitTable;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, records and answers. */
@Command(
        name = "run",
        description = "Measures, records each fork when it ends, and answers each question in one line.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "LAYER|REGEX",
            arity = "0..*",
            description =
                    "Layers, or regular expressions of benchmark names; without any, the headline rows of all layers.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            defaultValue = "${env:LABCOAT_PRESET:-quick}",
            description = "How much is measured: ${COMPLETION-CANDIDATES}; default: quick, or LABCOAT_PRESET.")
    private Preset preset = Preset.QUICK;

    @Mixin
    private Budget budget = new Budget();

    @Mixin
    private ShardOption shard = new ShardOption();

    @Mixin
    private Params params = new Params();

    @Mixin
    private StackOptions stacks = new StackOptions();

    @Option(names = "--tables", description = "Show the tables of what was measured too, not only the answers.")
    private boolean tables;

    @Option(names = "--resume", description = "Continue the newest run that is not complete.")
    private boolean resume;

    @Option(names = "--jar", paramLabel = "JAR", description = "Any JMH jar, instead of our own benchmarks.")
    private @Nullable Path jar;

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(
            names = "--flags",
            paramLabel = "FLAGS",
            description =
                    "JVM flags of the forks and of the servers in them, such as \"-Xmx256m -Xint\"; one with blanks in it"
                            + " stands in quotes of its own.")
    private String flags = "";

    @Option(names = "--jvm", paramLabel = "DIR", description = "JDK for the forks; default: the one that runs this.")
    private @Nullable Path jvm;

    @Option(
            names = "--commit",
            paramLabel = "NAME",
            description = "Record under this name instead of asking git which commit this is.")
    private @Nullable String commit;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "The git repository that a --jar was built of; default: the one that the jar lies in.")
    private @Nullable Path repository;

    @Option(
            names = "--profile",
            paramLabel = "PROFILER",
            description =
                    "Afterwards, run each cell once more under a profiler and keep flame graphs beside the result:"
                            + " ${COMPLETION-CANDIDATES}. Scores of such forks are not recorded.")
    private @Nullable Profiler profiler;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order of forks; default: a new one each time.")
    private @Nullable Long seed;

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Selection.check(names);
        JmhJar benchmarks = benchmarks();
        Jvm forkJvm = jvm == null ? Jvm.current() : Jvm.in(jvm);
        ExperimentStore store = where.store();
        try (FolderLock lock = where.lock("run")) {
            Optional<Plan> plan =
                    resume ? Optional.of(resumed(store, benchmarks, forkJvm)) : begun(store, benchmarks, forkJvm);
            return plan.isEmpty() ? Labcoat.DONE : record(plan.get());
        }
    }

    private JmhJar benchmarks() throws IOException {
        if (!stacks.given()) {
            return JmhJar.open(jar == null ? where.benchmarksJar(output.out()) : jar, launch.launching());
        }
        JmhJar opened = JmhJar.open(jar == null ? Where.ownJar() : jar, launch.launching());
        if (!names.isEmpty()) {
            throw new BadInputException("--stack measures servers of its own: leave out " + String.join(" ", names));
        }
        JmhJar measuring = stacks.in(opened, params.values(), output.out());
        names = StackOptions.rows(measuring);
        return measuring;
    }

    /** A row that takes longer was measured, so it is profiled; this is for one that hangs. */
    private static final Duration MOST_OF_PROFILE = Duration.ofHours(1);

    /** As many as git shows of a commit. */
    private static final int HASH_DIGITS = 8;

    private record Plan(ExperimentFolder folder, Recording recording) {}

    /** Empty where nothing is to be measured here. */
    private Optional<Plan> begun(ExperimentStore store, JmhJar benchmarks, Jvm forkJvm) throws IOException {
        Selection selection = new Selection(names, params.values(), preset);
        List<String> moreFlags = JvmFlags.parse(flags);
        Launch given =
                Launch.given(moreFlags, benchmarks.launching().arguments().arguments());
        List<Cell> cells = selection.choose(benchmarks).stream()
                .map(cell -> Cell.planned(cell.id().with(given), cell.version()))
                .toList();
        Duration time = budget.asked().orElseGet(() -> selection.budget(benchmarks, cells));
        Recording recording = new Recording(store, benchmarks, forkJvm, moreFlags, preset, time, output.out());
        Share share = share(benchmarks, cells);
        List<Cell> own = share == null ? cells : share.own(cells);
        recording.checkBudget("the run", own);
        recording.checkMemory(own);
        DeclaredEffort.replaced(benchmarks, cells.stream().map(Cell::id).toList(), preset, preset.effort())
                .forEach(output.out()::println);
        long order = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
        if (share != null && !ShardOption.announce(share, output.out())) {
            return Optional.empty();
        }
        return Optional.of(
                new Plan(recording.begin(revision(benchmarks), jarName(benchmarks), order, cells, share), recording));
    }

    private @Nullable Share share(JmhJar benchmarks, List<Cell> cells) throws IOException {
        return shard.asked().isEmpty()
                ? null
                : Recorder.share(
                        benchmarks.suite(),
                        cells.stream().map(Cell::id).toList(),
                        shard.asked().get(),
                        ShardOption.ofRuns(preset, output.out()::println));
    }

    private String jarName(JmhJar benchmarks) {
        return jar == null && !stacks.given()
                ? where.jarName()
                : String.valueOf(benchmarks.path().getFileName());
    }

    /** Of a jar that is not ours, the commit is that of its own repository, and else it has the name of the jar. */
    private Revision revision(JmhJar benchmarks) {
        if (commit != null) {
            return Revision.named(commit, Instant.now());
        }
        if (repository != null) {
            return new GitRepository(repository).head();
        }
        if (jar == null) {
            return Where.git().head();
        }
        Path folder = Objects.requireNonNull(benchmarks.path().getParent(), "it lies in a folder");
        return GitRepository.around(folder)
                .map(GitRepository::head)
                .orElseGet(() -> Revision.named(
                        benchmarks.path().getFileName() + "-"
                                + benchmarks.hash().substring(0, HASH_DIGITS),
                        Instant.now()));
    }

    private Plan resumed(ExperimentStore store, JmhJar benchmarks, Jvm forkJvm) throws IOException {
        if (!(names.isEmpty() || stacks.given()) || !params.values().isEmpty()) {
            throw new BadInputException("--resume continues the rows of that run: leave layers, names and -p out");
        }
        if (shard.asked().isPresent()) {
            throw new BadInputException("--resume continues the shard of that run: leave --shard out");
        }
        Run run = store.readAll(output.out()::println).stream()
                // What was merged goes on where its shards are.
                .filter(recorded -> recorded.sharding() == null
                        || recorded.sharding().parts().size() == 1)
                .filter(recorded -> !Recorder.complete(recorded, presetOf(recorded)))
                .reduce((older, newer) -> newer)
                .orElseThrow(() ->
                        new BadInputException("nothing to resume: every run in " + where.results() + " is complete"));
        if (!run.jar().equals(benchmarks.hash())) {
            throw new BadInputException("run " + run.id() + " measured another jar than " + benchmarks.path()
                    + ": check out its commit, or give its --jar, or begin a new run");
        }
        List<String> others =
                Versions.changes(run.suite().libraries(), benchmarks.suite().libraries());
        if (!others.isEmpty()) {
            throw new BadInputException("run " + run.id() + " measured other stacks: " + String.join(", ", others)
                    + "; give the same --stack as then, or begin a new run");
        }
        if (!run.machine().key().equals(Host.machine().key())
                || !run.environment().jdk().equals(forkJvm.version())) {
            throw new BadInputException("run " + run.id() + " was begun on machine "
                    + run.machine().key() + " with JDK "
                    + run.environment().jdk() + "; this is " + Host.machine().key() + " with JDK " + forkJvm.version()
                    + ": one run has one machine and one JDK");
        }
        Preset recorded = presetOf(run);
        Duration time = budget.asked()
                .orElseGet(() -> new Selection(names, Map.of(), recorded).budget(benchmarks, run.cells()));
        Recording recording =
                new Recording(store, benchmarks, forkJvm, JvmFlags.parse(flags), recorded, time, output.out());
        String circumstances = recording.circumstances();
        if (!run.environment().flags().equals(circumstances)) {
            throw new BadInputException(
                    "run " + run.id() + " was begun with " + run.environment().flags()
                            + "; this is " + circumstances
                            + ": one run has the same --flags, --env, --class-path, --directory and"
                            + " options of JMH all along; give them as then, or begin a new run");
        }
        return new Plan(store.folder(run.id()), recording);
    }

    /** Imported runs have no preset of ours, and nothing to resume. */
    private static Preset presetOf(Run run) {
        for (Preset known : Preset.values()) {
            if (known.toString().equals(run.preset())) {
                return known;
            }
        }
        return Preset.SMOKE;
    }

    private int record(Plan plan) throws IOException {
        Recording recording = plan.recording();
        PrintWriter out = output.out();
        Recorder.Outcome outcome;
        boolean profiled = true;
        try (Interruption interruption = output.interruption()) {
            outcome = recording.goOn(plan.folder());
            out.println();
            show(outcome.run(), recording.store());
            if (interruption.requested()) {
                out.println("Stopped. To continue: " + Program.here().line("run --resume"));
            } else if (outcome.outOfBudget() > 0) {
                out.println(outcome.outOfBudget()
                        + " more forks did not fit the time. For missing and narrower ranges: "
                        + Program.here().line("run --resume"));
            }
            out.flush();
            if (profiler != null && !interruption.requested()) {
                profiled = drawProfiles(recording, plan.folder(), profiler, outcome.run());
            }
        }
        return Recording.failed(outcome.run()) || measuredNothing(outcome) || !profiled ? Labcoat.FAILED : Labcoat.DONE;
    }

    /** Whether the time was too short for any round, which is no pass. */
    private static boolean measuredNothing(Recorder.Outcome outcome) {
        return outcome.outOfBudget() > 0
                && outcome.run().cells().stream().allMatch(cell -> cell.forks().isEmpty());
    }

    /** The answers to what was asked; the tables instead where there are none, such as of a jar that asks no questions. */
    private void show(Run run, ExperimentStore store) throws IOException {
        PrintWriter out = output.out();
        List<String> answers = new Answers(run).linesWithDetails(Terminal.width(out));
        if (tables || answers.isEmpty()) {
            List<Run> all = store.readAll(out::println);
            out.print(new CommitTable(CommitResults.of(run, all).only(run.cells())).text(Terminal.width(out)));
        }
        if (!answers.isEmpty()) {
            out.println();
            answers.forEach(out::println);
            out.println();
            tellMissing(IntStream.range(0, run.cells().size())
                    .filter(run::has)
                    .mapToObj(run.cells()::get)
                    .toList());
        }
        if (!tables && !answers.isEmpty()) {
            out.println("All that was measured, with costs and marks: "
                    + Program.here().line("table"));
        }
    }

    private void tellMissing(List<Cell> cells) {
        List<Cell> without =
                cells.stream().filter(cell -> cell.good().isEmpty()).toList();
        long failed = without.stream().filter(cell -> !cell.errors().isEmpty()).count();
        long skipped =
                without.stream().filter(cell -> !cell.reasonsToSkip().isEmpty()).count();
        if (!without.isEmpty()) {
            output.out()
                    .println(String.format(
                            Locale.ROOT,
                            "Of %s without a result, %d failed, %d cannot run here, %d were not begun.",
                            Counted.of(without.size(), "row"),
                            failed,
                            skipped,
                            without.size() - failed - skipped));
        }
    }

    /**
     * Draws the flame graphs of all rows that have a result.
     *
     * @return whether each could be profiled; of the others it was said why not
     */
    private boolean drawProfiles(Recording recording, ExperimentFolder folder, Profiler with, Run run)
            throws IOException {
        output.out().println();
        Profiling profiling = new Profiling(recording.preset().effort(), folder.profiles());
        boolean all = true;
        int number = 0;
        for (Cell cell : run.cells()) {
            number++;
            if (!cell.good().isEmpty()) {
                try {
                    profiling
                            .flameGraphs(recording.side(cell.id()), number, with, MOST_OF_PROFILE)
                            .forEach(page -> output.out().println("flame graph: " + page));
                } catch (BadInputException e) {
                    output.out().println("no profile of " + cell.id() + ": " + e.getMessage());
                    all = false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return all;
                }
                output.out().flush();
            }
        }
        return all;
    }
}
