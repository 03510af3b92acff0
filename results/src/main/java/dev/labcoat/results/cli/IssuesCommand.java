package dev.labcoat.results.cli;

import dev.labcoat.results.publish.report.RegressionIssues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what an issue tracker is to say of the regressions that nights have confirmed. */
@Command(
        name = "issues",
        description = {
            "Prints, as JSON, what an issue tracker is to say of the regressions that nightly runs confirmed: an issue for each row and machine,"
                    + " open or closed.",
            "The nightly workflow opens, updates and closes issues by it."
        },
        mixinStandardHelpOptions = true)
final class IssuesCommand implements Callable<Integer> {

    @Mixin
    private Published published = new Published();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<String> unreadable = new ArrayList<>();
        output.out().print(RegressionIssues.json(published.nights(unreadable)));
        output.out().flush();
        return Published.leftOut(unreadable, output.err());
    }
}
