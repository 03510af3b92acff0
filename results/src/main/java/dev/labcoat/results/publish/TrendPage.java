package dev.labcoat.results.publish;

import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.trend.Series;
import dev.labcoat.results.trend.Series.Night;
import dev.labcoat.results.trend.Trends;
import dev.labcoat.results.trend.Trends.Slowdown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the nights say, as Markdown: for each machine the last commits side by side, then what got slower. */
public final class TrendPage {

    private static final int COMMITS = 5;

    private static final String NONE = "-";

    private final Trends trends;
    private final Revision anchor;
    private final Predicate<Slowdown> accepted;

    /**
     * The page of what is known.
     *
     * @param anchor what the nights are held against
     * @param accepted which slowdowns are known and wanted
     */
    public TrendPage(Trends trends, Revision anchor, Predicate<Slowdown> accepted) {
        this.trends = trends;
        this.anchor = anchor;
        this.accepted = accepted;
    }

    /** The whole page. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# The nights");
        lines.add("");
        lines.add("Percent of time for an operation more (+) or less (-) than the anchor " + anchor.label()
                + " takes, both measured in lockstep. Written by `./run-bench.sh nightly`; to write it again:"
                + " `./run-bench.sh rebuild`.");
        Map<Machine, List<Series>> machines = trends.series().stream()
                .collect(Collectors.groupingBy(Series::machine, LinkedHashMap::new, Collectors.toList()));
        machines.forEach((machine, series) -> {
            lines.add("");
            lines.add("## " + Markdown.line(machine.key()));
            lines.add("");
            lines.addAll(table(series));
            lines.add("");
            lines.addAll(slowdowns(machine));
        });
        return String.join("\n", lines) + "\n";
    }

    private static List<String> table(List<Series> rows) {
        List<Night> commits = lastCommits(rows);
        List<String> heads = new ArrayList<>(List.of("benchmark"));
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            String label = commits.get(i).revision().label();
            String changed = i == 0 ? "" : changedVersions(commits.get(i - 1), commits.get(i));
            heads.add(changed.isEmpty() ? label : label + " †");
            if (!changed.isEmpty()) {
                notes.add("- † " + label + ": " + Markdown.text(changed));
            }
        }
        List<String> lines = new ArrayList<>(new Grid(
                        heads, 1, rows.stream().map(row -> line(row, commits)).toList())
                .markdown());
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes);
        }
        return lines;
    }

    private static List<Night> lastCommits(List<Series> rows) {
        Map<String, Night> byCommit = new LinkedHashMap<>();
        rows.stream()
                .flatMap(row -> row.nights().stream())
                .sorted(Comparator.comparing(night -> night.revision().committedAt()))
                .forEach(night -> byCommit.put(night.revision().commit(), night));
        List<Night> all = List.copyOf(byCommit.values());
        return all.subList(Math.max(0, all.size() - COMMITS), all.size());
    }

    private static String changedVersions(Night before, Night after) {
        return after.versions().entrySet().stream()
                .filter(version -> !version.getValue().equals(before.versions().get(version.getKey())))
                .map(version -> version.getKey() + " " + before.versions().getOrDefault(version.getKey(), NONE) + " → "
                        + version.getValue())
                .collect(Collectors.joining(", "));
    }

    private static List<String> line(Series row, List<Night> commits) {
        List<String> line = new ArrayList<>(List.of(row.cell().toString()));
        commits.forEach(commit -> line.add(row.nights().stream()
                .filter(night ->
                        night.revision().commit().equals(commit.revision().commit()))
                .findFirst()
                .map(night -> Percent.signed(Math.expm1(night.slower())))
                .orElse(NONE)));
        return line;
    }

    private List<String> slowdowns(Machine machine) {
        List<String> lines = trends.slowdowns().stream()
                .filter(slowdown -> slowdown.series().machine().equals(machine))
                .map(slowdown -> "- " + Markdown.line(text(slowdown)))
                .toList();
        return lines.isEmpty() ? List.of("Nothing got slower and has stayed so.") : lines;
    }

    /** A slowdown in one line, with what is known of it. */
    public String text(Slowdown slowdown) {
        String known = accepted.test(slowdown)
                ? "accepted"
                : slowdown.confirmed()
                        ? "REGRESSION, confirmed in lockstep"
                        : slowdown.verdict()
                                .map(verdict -> "not confirmed: a comparison of both commits says " + verdict)
                                .orElse("not confirmed yet");
        return "%s: %s since %s (%s); %s"
                .formatted(
                        slowdown.series().cell(),
                        Percent.signed(Math.expm1(slowdown.point().rise())),
                        slowdown.since().label(),
                        slowdown.since().subject(),
                        known);
    }
}
