package dev.labcoat.results.cli;

import dev.labcoat.results.publish.report.UntrustedComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a comment for a pull request of what its workflow recorded. */
@Command(
        name = "comment",
        description = {
            "Prints the Markdown report of a recorded comparison (results/local/*/experiment.json), as a comment for a pull request.",
            "The file may come from anybody: it is checked against its schema, and its text stays text."
        },
        mixinStandardHelpOptions = true)
final class CommentCommand implements Callable<Integer> {

    @Parameters(paramLabel = "EXPERIMENT.json", description = "What compare recorded, or its folder.")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        output.out().print(new UntrustedComparison(recorded()).markdown());
        output.out().flush();
        return Labcoat.DONE;
    }

    /** In schema 1 it had another name. */
    private Path recorded() {
        if (!Files.isDirectory(file)) {
            return file;
        }
        Path earlier = file.resolve("comparison.json");
        return Files.exists(earlier) ? earlier : file.resolve("experiment.json");
    }
}
