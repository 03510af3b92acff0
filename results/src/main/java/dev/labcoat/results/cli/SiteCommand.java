package dev.labcoat.results.cli;

import dev.labcoat.results.history.BadInputException;
import dev.labcoat.results.history.RunScores;
import dev.labcoat.results.publish.site.CommitLinks;
import dev.labcoat.results.publish.site.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the static site. */
@Command(
        name = "site",
        description = "Makes a static site of the history: what got slower lately, and a chart of each benchmark.",
        mixinStandardHelpOptions = true)
final class SiteCommand implements Callable<Integer> {

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "Folder of published results; default: results/history beside run-bench.sh.")
    private @Nullable Path history;

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
        Path folder = history == null ? Where.home().resolve("results/history") : history;
        SortedMap<String, List<Path>> runs = files(folder);
        if (runs.isEmpty()) {
            throw new BadInputException("no results in " + folder + ": a site is made of what was published there");
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

    /** The files of each machine; their names begin with the time of the commit. */
    private static SortedMap<String, List<Path>> files(Path folder) throws IOException {
        SortedMap<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> machines = Files.list(folder)) {
            for (Path machine : machines.filter(Files::isDirectory).toList()) {
                try (Stream<Path> runs = Files.list(machine)) {
                    files.put(
                            machine.getFileName().toString(),
                            runs.filter(file -> file.toString().endsWith(".json"))
                                    .sorted()
                                    .toList());
                }
            }
        }
        return files;
    }
}
