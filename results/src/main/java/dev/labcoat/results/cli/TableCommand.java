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

    /** How a table is written. */
    enum Format {
        text {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return new CommitTable(results, columns).text(width);
            }
        },
        markdown {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return new CommitTable(results, columns).markdown();
            }
        },
        csv {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return FlatRow.csv(FlatRow.of(results));
            }
        },
        json {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return FlatRow.json(FlatRow.of(results));
            }
        },
        /** Of JMH's own {@code -rf json}. */
        jmh {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return JmhJson.of(results);
            }
        },
        /** Bencher Metric Format. */
        bmf {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return BencherJson.of(results, columns);
            }
        },
        /** Of github-action-benchmark's tool of this name. */
        customBiggerIsBetter {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return ActionBenchmarkJson.of(results, columns, Direction.HIGHER_IS_BETTER);
            }
        },
        /** Of github-action-benchmark's tool of this name. */
        customSmallerIsBetter {
            @Override
            String of(CommitResults results, List<CostColumn> columns, int width) {
                return ActionBenchmarkJson.of(results, columns, Direction.LOWER_IS_BETTER);
            }
        };

        abstract String of(CommitResults results, List<CostColumn> columns, int width);
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
        String text = format.of(results, columns, Terminal.width(out));
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
