package dev.labcoat.results.cli;

import dev.labcoat.results.history.BadInputException;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.CommitTable;
import dev.labcoat.results.publish.FlatRow;
import dev.labcoat.results.record.Preset;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the per-commit table again. */
@Command(
        name = "table",
        description = "Shows the per-commit table again, as text, Markdown, CSV or JSON.",
        mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {

    /** How a table is written. */
    enum Format {
        text {
            @Override
            String of(CommitResults results) {
                return new CommitTable(results).text();
            }
        },
        markdown {
            @Override
            String of(CommitResults results) {
                return new CommitTable(results).markdown();
            }
        },
        csv {
            @Override
            String of(CommitResults results) {
                return FlatRow.csv(FlatRow.of(results));
            }
        },
        json {
            @Override
            String of(CommitResults results) {
                return FlatRow.json(FlatRow.of(results));
            }
        };

        abstract String of(CommitResults results);
    }

    @Parameters(
            paramLabel = "COMMIT",
            arity = "0..1",
            description =
                    "A commit as git knows it, the beginning of its id, or a run's id; without it, the newest run.")
    private @Nullable String commit;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}; default: text.")
    private Format format = Format.text;

    @Option(names = "--preset", description = "Of this preset; default: that of the newest run of the commit.")
    private @Nullable Preset preset;

    @Mixin
    private Where where = new Where();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Run> all = where.store().readAll(unreadable -> err.println("run-bench.sh: left out: " + unreadable));
        if (all.isEmpty()) {
            throw new BadInputException("no runs in " + where.results() + " yet: make one with ./run-bench.sh");
        }
        spec.commandLine().getOut().print(format.of(CommitResults.of(find(all), all)));
        spec.commandLine().getOut().flush();
        return Labcoat.DONE;
    }

    private Run find(List<Run> all) {
        List<Run> ofPreset = all.stream()
                .filter(run -> preset == null || run.preset().equals(preset.toString()))
                .toList();
        return newest(ofPreset, commit).or(() -> newest(ofPreset, resolved())).orElseThrow(this::notFound);
    }

    private static java.util.Optional<Run> newest(List<Run> runs, @Nullable String name) {
        return runs.stream()
                .filter(run -> name == null
                        || run.id().equals(name)
                        || run.revision().label().equals(name)
                        || run.revision().commit().startsWith(name))
                .reduce((older, newer) -> newer);
    }

    /** The full id of what git calls by the name. */
    private String resolved() {
        if (commit == null) {
            throw notFound();
        }
        try {
            return Where.git().commit(commit).commit();
        } catch (BadInputException e) {
            // What git does not know may still be meant as the name of a run: the answer below is for both.
            throw notFound();
        }
    }

    private BadInputException notFound() {
        return new BadInputException("no run of " + (commit == null ? "any commit" : commit)
                + (preset == null ? "" : " with preset " + preset) + " in " + where.results()
                + ": leave the commit out for the newest run, or measure it with ./run-bench.sh run");
    }
}
