package dev.labcoat.results.cli;

import dev.labcoat.results.history.Archive;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.publish.site.CommitLinks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the static site. */
@Command(
        name = "site",
        description = "Makes a static site of the history: what got slower lately, and a chart of each benchmark.",
        mixinStandardHelpOptions = true)
final class SiteCommand implements Callable<Integer> {

    @Mixin
    private Published published = new Published();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the site; default: site in the folder of what nightly publishes. What it shows already is kept.")
    private @Nullable Path out;

    @Option(
            names = "--commit-url",
            paramLabel = "URL",
            description =
                    "Where a commit can be seen, such as https://git.example.org/project/commit/{commit}; default: as origin"
                            + " says.")
    private @Nullable String commitUrl;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Archive archive = published.history();
        if (archive.files().isEmpty()) {
            List<String> misplaced = archive.misplaced();
            if (!misplaced.isEmpty()) {
                return Published.leftOut(misplaced, output.err());
            }
            throw new BadInputException(
                    "no results in " + archive.folder() + ": a site is made of what was put there with publish");
        }
        CommitLinks links = commitUrl == null ? SiteMaker.linksOfOrigin() : new CommitLinks(commitUrl);
        return new SiteMaker(published, out == null ? published.site() : out, links).make(output.out(), output.err());
    }
}
