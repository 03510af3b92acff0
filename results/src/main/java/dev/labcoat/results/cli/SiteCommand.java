package dev.labcoat.results.cli;

import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.BadInputException;
import dev.labcoat.results.history.RunScores;
import dev.labcoat.results.publish.site.CommitLinks;
import dev.labcoat.results.publish.site.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the static site. */
@Command(
        name = "site",
        description = "Makes a static site of the history: what got slower lately, and a chart of each benchmark.",
        mixinStandardHelpOptions = true)
final class SiteCommand implements Callable<Integer> {

    @Mixin
    private PublishCommand.History history = new PublishCommand.History();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the site; default: results/site beside run-bench.sh. What it shows already is kept.")
    private @Nullable Path out;

    @Option(
            names = "--commit-url",
            paramLabel = "URL",
            description =
                    "Where a commit can be seen, such as https://git.example.org/project/commit/{commit}; default: as origin"
                            + " says.")
    private @Nullable String commitUrl;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        Archive archive = history.archive();
        SortedMap<String, List<Path>> runs = archive.files();
        if (runs.isEmpty()) {
            throw new BadInputException(
                    "no results in " + archive.folder() + ": a site is made of what was put there with publish");
        }
        Site site = new Site(out == null ? Where.home().resolve("results/site") : out, links());
        List<String> unreadable = site.update(runs, RunScores::read);
        PrintWriter err = spec.commandLine().getErr();
        unreadable.forEach(problem -> err.println("run-bench.sh: left out: " + problem));
        spec.commandLine().getOut().println("The site: " + site.firstPage());
        return unreadable.isEmpty() ? Labcoat.DONE : Labcoat.BAD_INPUT;
    }

    private CommitLinks links() {
        if (commitUrl != null) {
            return new CommitLinks(commitUrl);
        }
        try {
            return new CommitLinks(Where.git()
                    .webAddress()
                    .map(address -> address + "/commit/{commit}")
                    .orElse(""));
        } catch (BadInputException e) {
            // A history can be shown where there is no git, without links.
            return new CommitLinks("");
        }
    }
}
