package dev.labcoat.results.cli;

import dev.labcoat.results.history.AcceptedChanges.Accepted;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.trend.Change;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Marks a change as known and wanted. */
@Command(
        name = "accept",
        description = "Marks a change as known and wanted, so that it is no longer reported as a regression.",
        mixinStandardHelpOptions = true)
final class AcceptCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "COMMIT", description = "Since when, as results/README.md says.")
    private String commit = "";

    @Parameters(
            index = "1",
            paramLabel = "ROW",
            description = "A row as results/README.md has it, or a regular expression of whole rows.")
    private String row = "";

    @Mixin
    private Published published = new Published();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Accepted accepted = new Accepted(Where.git().commit(commit).commit(), row);
        Published.Known known = published.read();
        int unreadable = Published.leftOut(known.unreadable(), output.err());
        if (known.nights().stream()
                .flatMap(nights -> nights.series().stream())
                .noneMatch(series -> accepted.matches(series.cell()))) {
            throw new BadInputException("no nightly run has measured a row '" + row
                    + "': give it as results/README.md has it, in quotes, or a regular"
                    + " expression of whole rows, such as 'StaticFileBenchmark.*'");
        }
        List<Change> changes = known.nights().stream()
                .flatMap(nights -> nights.changes().stream())
                .filter(change -> accepted.matches(change.cell()))
                .toList();
        long changed = changes.stream()
                .filter(change -> change.isOf(accepted.commit()))
                .count();
        if (changed == 0) {
            throw new BadInputException(
                    "no nightly run found that '" + row + "' changed with " + commit + others(changes));
        }
        try (FolderLock lock = published.lock("accept")) {
            published.accepted().add(accepted);
            published.write(published.read().page());
        }
        output.out()
                .println("Accepted what " + commit + " changed in " + Counted.of(changed, "row")
                        + ": commit accepted.txt and README.md");
        return unreadable;
    }

    private static String others(List<Change> changes) {
        return changes.isEmpty()
                ? ", or with any other commit"
                : "; it changed "
                        + changes.stream().map(Change::when).distinct().collect(Collectors.joining(", and "))
                        + ": give the later commit";
    }
}
