package dev.labcoat.results.cli;

import dev.labcoat.results.publish.report.UntrustedComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a comment for a pull request of what its workflow recorded. */
@Command(
        name = "comment",
        description = {
            "Prints the Markdown report of a recorded comparison (results/local/*/comparison.json), as a comment for a pull request.",
            "The file may come from anybody: it is checked against its schema, and its text stays text."
        },
        mixinStandardHelpOptions = true)
final class CommentCommand implements Callable<Integer> {

    @Parameters(paramLabel = "COMPARISON.json", description = "What compare recorded, or its folder.")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        Path recorded = Files.isDirectory(file) ? file.resolve("comparison.json") : file;
        spec.commandLine().getOut().print(new UntrustedComparison(recorded).markdown());
        spec.commandLine().getOut().flush();
        return Labcoat.DONE;
    }
}
