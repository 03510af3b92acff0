package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.publish.text.Markdown;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an issue tracker is to say of confirmed slowdowns, an issue for each row and machine: all text in it is from commits and
 * benchmarks, and stays text in GitHub's Markdown.
 */
public final class RegressionIssues {

    private static final int KEY_DIGITS = 16;

    /** GitHub takes 256. */
    private static final int MOST_OF_TITLE = 200;

    private RegressionIssues() {}

    /**
     * An issue.
     *
     * @param key of the row and the machine, the same each time, for a program that looks for the issue
     * @param open whether there is a regression of the row: not made up for, and not accepted
     * @param title in a line
     * @param body as Markdown; when it is closed, why
     */
    public record Issue(String key, boolean open, String title, String body) {}

    /** One for each row that a comparison of commits has shown to get slower, also those of which all has been answered for. */
    public static List<Issue> of(List<MachineNights> machines) {
        return machines.stream().flatMap(RegressionIssues::of).toList();
    }

    /** The same as a JSON list. */
    public static String json(List<MachineNights> machines) {
        return Json.PRETTY.writeValueAsString(of(machines)) + "\n";
    }

    private static Stream<Issue> of(MachineNights nights) {
        Map<String, List<Change>> byRow = nights.changes().stream()
                .filter(Change::isConfirmedSlowdown)
                .collect(Collectors.groupingBy(
                        change -> change.cell().toString(), LinkedHashMap::new, Collectors.toList()));
        return byRow.entrySet().stream().map(row -> issue(row.getKey(), row.getValue(), nights));
    }

    private static Issue issue(String row, List<Change> changes, MachineNights nights) {
        List<Change> regressions = changes.stream().filter(Change::isRegression).toList();
        String key = new Sha256().add(nights.machine().key() + "\n" + row).hex().substring(0, KEY_DIGITS);
        String title = Markdown.title("Regression: " + row);
        return new Issue(
                key,
                !regressions.isEmpty(),
                title.substring(0, Math.min(title.length(), MOST_OF_TITLE)),
                regressions.isEmpty() ? end(changes) : body(row, regressions, nights));
    }

    private static String body(String row, List<Change> regressions, MachineNights nights) {
        String list = regressions.stream()
                .flatMap(change -> TrendPage.item(change).stream())
                .collect(Collectors.joining("\n"));
        return list + "\n\nOn " + Markdown.text(nights.machine().title()) + ", newest commit measured: "
                + Markdown.text(nights.newest().label())
                + ".\n\nThe nightly workflow keeps this text up to date, and closes the issue when a later commit has made up for it,"
                + " or when it is accepted:\n\n"
                + Markdown.text(
                        "./run-bench.sh accept " + regressions.get(0).since().label() + " '" + row + "'");
    }

    private static String end(List<Change> changes) {
        return changes.stream().anyMatch(change -> change.lasting() && change.accepted())
                ? "Accepted in `results/accepted.txt`."
                : "Made up for: the row is as fast again as before, as later nightly runs have it.";
    }
}
