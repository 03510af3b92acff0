package dev.labcoat.results.cli;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite.CostColumn;
import dev.labcoat.results.publish.export.ActionBenchmarkJson;
import dev.labcoat.results.publish.export.BencherJson;
import dev.labcoat.results.publish.export.FlatRow;
import dev.labcoat.results.publish.export.JmhJson;
import dev.labcoat.results.publish.text.CommitTable;
import dev.labcoat.results.publish.text.MetricColumns;
import dev.labcoat.results.publish.text.ProductionBeside;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the per-commit table again. */
@Command(
        name = "table",
        description = "Shows the per-commit table again, as text, Markdown, CSV or JSON, or for other programs.",
        mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {

    /** What is written. */
    private record Shown(CommitResults results, List<CostColumn> columns, List<Run> all) {

        CommitTable table() {
            return new CommitTable(results, columns, ProductionBeside.of(results, all));
        }
    }

    /** How a table is written. */
    enum Format {
        text {
            @Override
            String of(Shown shown, int width) {
                return shown.table().text(width);
            }
        },
        markdown {
            @Override
            String of(Shown shown, int width) {
                return shown.table().markdown();
            }
        },
        csv {
            @Override
            String of(Shown shown, int width) {
                return FlatRow.csv(FlatRow.of(shown.results()));
            }
        },
        json {
            @Override
            String of(Shown shown, int width) {
                return FlatRow.json(FlatRow.of(shown.results()));
            }
        },
        /** Of JMH's own {@code -rf json}. */
        jmh {
            @Override
            String of(Shown shown, int width) {
                return JmhJson.of(shown.results());
            }
        },
        /** Bencher Metric Format. */
        bmf {
            @Override
            String of(Shown shown, int width) {
                return BencherJson.of(shown.results(), shown.columns());
            }
        },
        /** Of github-action-benchmark's tool of this name. */
        customBiggerIsBetter {
            @Override
            String of(Shown shown, int width) {
                return ActionBenchmarkJson.of(shown.results(), shown.columns(), Direction.HIGHER_IS_BETTER);
            }
        },
        /** Of github-action-benchmark's tool of this name. */
        customSmallerIsBetter {
            @Override
            String of(Shown shown, int width) {
                return ActionBenchmarkJson.of(shown.results(), shown.columns(), Direction.LOWER_IS_BETTER);
            }
        };

        abstract String of(Shown shown, int width);
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: text.")
    private Format format = Format.text;

    @Option(
            names = "--metrics",
            paramLabel = "NAME",
            description =
                    "Secondary results to show beside the score, such as gc.alloc.rate.norm or p0.99, or all, with commas between them; may be repeated;"
                            + " default: those"
                            + " that the jar says, or what operations allocate and take at most. csv, json and jmh always have all.")
    private List<String> metrics = new ArrayList<>();

    @Mixin
    private ChosenRun chosen = new ChosenRun();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<Run> all = chosen.all(output.err());
        CommitResults results = CommitResults.of(chosen.of(all), all);
        List<CostColumn> columns =
                metrics.isEmpty() ? MetricColumns.usual(results) : MetricColumns.of(results, metrics);
        PrintWriter out = output.out();
        String text = format.of(new Shown(results, columns, all), Terminal.width(out));
        if (format == Format.csv) {
            // It has no way to write what cannot be seen but that itself.
            Terminal.printForProgram(out, text);
        } else {
            out.print(text);
        }
        out.flush();
        return Labcoat.DONE;
    }
}
