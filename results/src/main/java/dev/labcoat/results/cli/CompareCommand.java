package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares in lockstep, and says of each row whether it changed. */
@Command(
        name = "compare",
        description = "Compares two or more variants in lockstep, and says of each row whether it changed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Sides are commits (compare main), jars (--base-jar a.jar --head-jar b.jar),",
            "JDKs (--head-jvm DIR), JVM flags (--head-flags=-Xint), values of a param",
            "(--vary connections=1,32), servers that files declare (--base-stack a.yaml",
            "--head-stack b.yaml) or values of a knob of one (--stack a.yaml --vary workers=1,4)."
        })
final class CompareCommand implements Callable<Integer> {

    /** Not one in {@code a{1,2}}, {@code [,;]} or {@code (a,b)}. */
    private static final String COMMA_OUTSIDE_BRACKETS = ",(?![^{(\\[]*[})\\]])";

    /** Whoever asks for profiles wants them; this is for rows that hang. */
    private static final Duration MOST_OF_PROFILES = Duration.ofHours(6);

    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--rows",
            paramLabel = "LAYER|REGEX",
            split = COMMA_OUTSIDE_BRACKETS,
            splitSynopsisLabel = ",",
            description =
                    "Layers, or regular expressions of benchmark names; default: the headline rows of all layers.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private PresetOption preset = new PresetOption();

    @Mixin
    private ComparisonBudget budget = new ComparisonBudget();

    @Mixin
    private DetectOption detect = new DetectOption();

    @Mixin
    private JudgeOption judge = new JudgeOption();

    @Mixin
    private Params params = new Params();

    @Option(
            names = "--even-if-changed",
            description = "Measure rows whose benchmark itself differs between the sides too.")
    private boolean evenIfChanged;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private ShardOption shard = new ShardOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order in which forks start; default: a new one each time.")
    private @Nullable Long seed;

    @Option(
            names = "--resume",
            description =
                    "Go on with the newest comparison of the same sides and rows: its undecided rows get more pairs.")
    private boolean resume;

    @Option(
            names = "--why",
            description =
                    "Afterwards, run both sides of each row that got slower once more under a profiler, and say which"
                            + " methods take longer; keeps a differential flame graph.")
    private boolean why;

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        report.checkThatFilesCanBeWritten();
        if (resume && (seed != null || detect.share().isPresent())) {
            throw new BadInputException(
                    "--resume keeps the seed and the margins that the comparison began with: leave --seed and --detect out");
        }
        Selection.check(names);
        List<NamedMetric> metrics = judge.metrics();
        PrintWriter talk = report.talk(output);
        try (FolderLock lock = where.lock("compare");
                Interruption interruption = output.interruption()) {
            Plan whole = Plan.of(
                            sides.choices(names, params.values(), preset.chosen(), where, talk),
                            evenIfChanged,
                            Room.here()::fits)
                    .judging(metrics);
            Plan plan = shared(whole, talk);
            if (plan.share() != null && !ShardOption.announce(plan.share(), talk)) {
                return Labcoat.DONE;
            }
            Limit limit = budget.limit(preset.chosen());
            Comparing comparing =
                    new Comparing(plan, preset.chosen(), preset.chosen().lockstep(), limit, where, talk);
            Comparison comparison =
                    resume ? comparing.resumeNewest() : comparing.compare(Optional.ofNullable(seed), detect.share());
            if (why && !Thread.currentThread().isInterrupted()) {
                comparison = explained(comparison, plan, talk);
            }
            report.publish(comparison, where, output);
            checkThatSomethingWasCompared(comparison);
            return report.exitStatus(comparison);
        } catch (InterruptedException e) {
            throw new BadInputException("stopped before anything was measured", e);
        }
    }

    /** What is known already is said first: profiles take a while. */
    private Comparison explained(Comparison comparison, Plan plan, PrintWriter talk) throws IOException {
        talk.println(new ComparisonSummary(comparison).verdict());
        Instant end = Instant.now().plus(MOST_OF_PROFILES);
        return new Explaining(plan, preset.chosen(), where, talk).explain(comparison, end);
    }

    /** The plan of this machine. */
    private Plan shared(Plan whole, PrintWriter talk) throws IOException {
        return shard.asked().isEmpty()
                ? whole
                : whole.sharedOut(shard.asked().get(), ShardOption.ofComparisons(preset.chosen(), talk::println));
    }

    static void checkThatSomethingWasCompared(Comparison comparison) {
        if (comparison.measured().stream().allMatch(row -> row.pairs().isEmpty())
                && comparison.rows(Verdict.FAILED).isEmpty()
                // Whoever stopped it knows.
                && comparison.rows(Verdict.STOPPED).isEmpty()) {
            throw new BadInputException("nothing was compared: " + whyNothing(comparison));
        }
    }

    private static String whyNothing(Comparison comparison) {
        ComparisonRow first = comparison.measured().get(0);
        String others = comparison.measured().size() == 1
                ? ""
                : ", nor one of the other " + Counted.of(comparison.measured().size() - 1, "row");
        return first.reason() == null
                ? "no pair of forks of " + first.cell() + others
                        + " fitted into the time: give more with --budget, or a smaller preset such as smoke"
                : first.cell() + ": " + first.reason();
    }

    /** Writes the page beside the record; returns where. */
    static Path page(ComparisonSummary summary, Comparison comparison, Where where) throws IOException {
        ExperimentFolder folder = where.store().folder(comparison.id());
        Map<Integer, String> flameGraphs = new HashMap<>();
        folder.differences()
                .forEach((row, file) ->
                        flameGraphs.put(row, folder.profiles().getFileName() + "/" + file.getFileName()));
        return DurableFile.write(folder.path().resolve("report.html"), new ComparisonPage(summary, flameGraphs).html());
    }
}
