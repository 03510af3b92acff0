package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Comparer;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonJson;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.ComparisonTable;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--rows",
            paramLabel = "LAYER|REGEX",
            split = COMMA_OUTSIDE_BRACKETS,
            description =
                    "Layers, or regular expressions of benchmark names; default: the headline rows of all layers.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private PresetOption preset = new PresetOption();

    @Mixin
    private Budget budget = new Budget();

    @Mixin
    private DetectOption detect = new DetectOption();

    @Mixin
    private Params params = new Params();

    @Option(
            names = "--even-if-changed",
            description = "Measure rows whose benchmark itself differs between the sides too.")
    private boolean evenIfChanged;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the whole report there, as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--json", description = "Print the report as JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            split = ",",
            description =
                    "Exit with 1 when a row has one of these verdicts, such as slower or slower,inconclusive; those that were"
                            + " stopped or not measured count as inconclusive.")
    private List<Verdict> failOn = new ArrayList<>();

    @Option(names = "--seed", description = "Seed of the order in which forks start; default: a new one each time.")
    private @Nullable Long seed;

    @Option(
            names = "--resume",
            description =
                    "Go on with the newest comparison of the same sides and rows: its undecided rows get more pairs.")
    private boolean resume;

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        checkThatFilesCanBeWritten();
        if (resume && (seed != null || detect.share().isPresent())) {
            throw new BadInputException(
                    "--resume keeps the seed and the margins that the comparison began with: leave --seed and --detect out");
        }
        Selection.check(names);
        // What is printed for a program must not have our progress in it.
        PrintWriter out = output.out();
        PrintWriter talk = json ? output.err() : out;
        try (FolderLock lock = where.lock("compare");
                Interruption interruption = Interruption.ofThisThread()) {
            Plan plan = Plan.of(
                    sides.choices(names, params.values(), preset.chosen(), where, talk),
                    evenIfChanged,
                    Room.here()::fits);
            Duration time = budget.asked().orElse(preset.chosen().comparisonBudget());
            Comparing comparing =
                    new Comparing(plan, preset.chosen(), preset.chosen().lockstep(), time, where, talk);
            Comparison comparison = resume
                    ? comparing.resumeNewest()
                    : comparing.compare(Optional.ofNullable(seed), detect.share(), Comparer.Forks.NOT_KEPT);
            publish(comparison, out, talk);
            checkThatSomethingWasCompared(comparison);
            return exitStatus(comparison);
        } catch (InterruptedException e) {
            throw new BadInputException("stopped before anything was measured", e);
        }
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

    private void publish(Comparison comparison, PrintWriter out, PrintWriter talk) throws IOException {
        ComparisonSummary summary = new ComparisonSummary(comparison);
        ComparisonTable table = new ComparisonTable(summary);
        talk.println();
        out.print(json ? ComparisonJson.of(summary) : table.text(Terminal.width(out)));
        out.flush();
        if (markdown != null) {
            DurableFile.write(markdown, table.markdown());
        }
        talk.println("With a plot of each row: " + page(summary, comparison, where));
    }

    /** Writes the page beside the record; returns where. */
    static Path page(ComparisonSummary summary, Comparison comparison, Where where) throws IOException {
        Path page = where.results().resolve(comparison.id()).resolve("report.html");
        return DurableFile.write(page, new ComparisonPage(summary).html());
    }

    /** Said before anything is measured, not after. */
    private void checkThatFilesCanBeWritten() {
        Path folder = markdown == null ? null : markdown.toAbsolutePath().getParent();
        if (folder != null && !Files.isWritable(folder)) {
            throw new BadInputException("--markdown " + markdown + " cannot be written: there is no folder " + folder
                    + ", or it is not writable");
        }
    }

    private int exitStatus(Comparison comparison) {
        boolean failed = comparison.rows().stream()
                .anyMatch(row -> row.anyVerdict(verdict -> verdict == Verdict.FAILED || fails(verdict)));
        return failed ? Labcoat.FAILED : Labcoat.DONE;
    }

    private boolean fails(Verdict verdict) {
        return failOn.contains(verdict) || (verdict.open() && failOn.contains(Verdict.INCONCLUSIVE));
    }
}
