package dev.labcoat.results.cli;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonJson;
import dev.labcoat.results.publish.report.ComparisonSummary;
import dev.labcoat.results.publish.report.ComparisonTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report of a comparison goes, and what of it fails the command. */
final class ReportOptions {

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the whole report there, as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--json", description = "Print the report as JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            split = ",",
            description =
                    "Exit with 1 when a row has one of these verdicts, such as slower, slower,inconclusive or, of what --judge names, worse; those that were"
                            + " stopped or not measured count as inconclusive.")
    private List<Verdict> failOn = new ArrayList<>();

    /** Where to say how it goes: what is printed for a program must not have our progress in it. */
    PrintWriter talk(Output output) {
        return json ? output.err() : output.out();
    }

    /** Said before anything is measured, not after. */
    void checkThatFilesCanBeWritten() {
        Path folder = markdown == null ? null : markdown.toAbsolutePath().getParent();
        if (folder != null && !Files.isWritable(folder)) {
            throw new BadInputException("--markdown " + markdown + " cannot be written: there is no folder " + folder
                    + ", or it is not writable");
        }
    }

    void publish(Comparison comparison, Where where, Output output) throws IOException {
        ComparisonSummary summary = new ComparisonSummary(comparison);
        ComparisonTable table = new ComparisonTable(summary);
        PrintWriter out = output.out();
        talk(output).println();
        out.print(json ? ComparisonJson.of(summary) : table.text(Terminal.width(out)));
        out.flush();
        if (markdown != null) {
            DurableFile.write(markdown, table.markdown());
        }
        talk(output).println("With a plot of each row: " + CompareCommand.page(summary, comparison, where));
    }

    int exitStatus(Comparison comparison) {
        boolean failed = IntStream.range(0, comparison.rows().size())
                .filter(row -> !ofOtherShard(comparison, row))
                .mapToObj(row -> comparison.rows().get(row))
                .anyMatch(row -> row.anyVerdict(verdict -> verdict == Verdict.FAILED || fails(verdict)));
        return failed ? Labcoat.FAILED : Labcoat.DONE;
    }

    private static boolean ofOtherShard(Comparison comparison, int row) {
        return comparison.rows().get(row).verdict().measured() && !comparison.has(row);
    }

    private boolean fails(Verdict verdict) {
        return failOn.contains(verdict) || (verdict.open() && failOn.contains(Verdict.INCONCLUSIVE));
    }
}
