package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.text.Grid;
import dev.labcoat.results.publish.text.Markdown;
import dev.labcoat.results.publish.text.ScoreHistory;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.publish.text.VersionNotes;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import dev.labcoat.results.trend.Series;
import dev.labcoat.results.trend.Series.Night;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the nights say, as Markdown: for each machine what got slower, the last commits compared with the anchor side by side, and
 * their scores.
 */
public final class TrendPage {

    /** So many commits stand side by side. */
    public static final int COMMITS = 5;

    private final List<MachineNights> nights;
    private final Revision anchor;
    private final Map<Machine, List<Run>> runs;

    /**
     * The page of what is known.
     *
     * @param nights of each machine, in their order
     * @param anchor what the nights are compared with
     * @param runs the runs of the last {@value #COMMITS} commits, oldest commit first, of one machine all of one kind
     */
    public TrendPage(List<MachineNights> nights, Revision anchor, List<Run> runs) {
        this.nights = List.copyOf(nights);
        this.anchor = anchor;
        this.runs = runs.stream().collect(Collectors.groupingBy(Run::machine, LinkedHashMap::new, Collectors.toList()));
    }

    /** The whole page. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Nightly runs");
        lines.add("");
        lines.add("Written by `./run-bench.sh nightly`; to write it again: `./run-bench.sh rebuild`.");
        Map<Machine, MachineNights> byMachine = new LinkedHashMap<>();
        nights.forEach(ofMachine -> byMachine.put(ofMachine.machine(), ofMachine));
        Set<Machine> machines = new LinkedHashSet<>(byMachine.keySet());
        machines.addAll(runs.keySet());
        for (Machine machine : machines) {
            lines.add("");
            lines.add("## " + Markdown.line(machine.key()));
            addNights(byMachine.get(machine), lines);
            addScores(runs.get(machine), lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private void addNights(@Nullable MachineNights nights, List<String> lines) {
        if (nights != null) {
            SelfCheckText.warnings(nights)
                    .forEach(warning -> lines.addAll(List.of("", "**" + Markdown.line(warning) + "**")));
            lines.add("");
            lines.addAll(slowdowns(nights));
            addFigures(nights, lines);
            lines.add("");
            lines.add("### Compared with " + anchor.label());
            lines.add("");
            lines.add(
                    "How much more (slower) or less (faster) time an operation takes than at that commit, the anchor, both"
                            + " measured in lockstep; in parentheses where nothing changed, with ~ where that run alone was too"
                            + " little to say anything.");
            lines.add("");
            lines.addAll(table(nights.series()));
            addWithout(nights.without(), lines);
        }
    }

    private static void addFigures(MachineNights nights, List<String> lines) {
        List<String> figures = SelfCheckText.figures(nights.selfChecks());
        if (!figures.isEmpty()) {
            lines.addAll(List.of(
                    "",
                    "What the nights have found where it is known what is to be found (`site/self-checks.csv`):",
                    ""));
            figures.forEach(figure -> lines.add("- " + Markdown.line(figure)));
        }
    }

    private static void addWithout(List<ComparisonRow> without, List<String> lines) {
        if (!without.isEmpty()) {
            lines.add("");
            lines.add("Without a figure in the newest nightly run:");
            lines.add("");
            lines.addAll(byReason(without));
        }
    }

    private static void addScores(@Nullable List<Run> ofMachine, List<String> lines) {
        if (ofMachine != null) {
            lines.add("");
            lines.add("### Scores, preset "
                    + Markdown.text(ofMachine.get(ofMachine.size() - 1).preset()));
            lines.add("");
            lines.add("Each as one run saw it, ± half of its 95 % interval. No verdict, since nights differ by"
                    + " themselves.");
            lines.add("");
            lines.addAll(new ScoreHistory(ofMachine).markdown());
        }
    }

    private static List<String> table(List<Series> rows) {
        List<Night> commits = lastCommits(rows);
        VersionNotes versions = new VersionNotes();
        List<String> heads = new ArrayList<>(List.of("benchmark"));
        commits.forEach(commit -> heads.add(versions.head(commit.revision().label(), commit.versions())));
        List<String> lines = new ArrayList<>(new Grid(
                        heads, 1, rows.stream().map(row -> line(row, commits)).toList())
                .markdown());
        if (!versions.notes().isEmpty()) {
            lines.add("");
            lines.addAll(versions.notes());
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

    private static List<String> line(Series row, List<Night> commits) {
        List<String> line = new ArrayList<>(List.of(row.cell().toString()));
        commits.forEach(commit -> line.add(row.nights().stream()
                .filter(night ->
                        night.revision().commit().equals(commit.revision().commit()))
                .findFirst()
                .map(TrendPage::againstTheAnchor)
                .orElse(Grid.NONE)));
        return line;
    }

    private static String againstTheAnchor(Night night) {
        String speed = Speed.of(night.slower());
        return switch (night.verdict()) {
            case SLOWER, FASTER -> speed;
            case NO_CHANGE -> "no change (" + speed + ")";
            default -> "~" + speed;
        };
    }

    /** An item for each reason. */
    private static List<String> byReason(List<ComparisonRow> rows) {
        Map<String, List<String>> byReason = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.verdict() + (row.reason() == null ? "" : ", " + row.reason()),
                        LinkedHashMap::new,
                        Collectors.mapping(row -> row.cell().toString(), Collectors.toList())));
        return byReason.entrySet().stream()
                .map(reason -> "- " + Markdown.line(reason.getKey() + ": " + String.join("; ", reason.getValue())))
                .toList();
    }

    private static List<String> slowdowns(MachineNights nights) {
        return nights.slowdowns().isEmpty()
                ? List.of(nights.withoutSlowdowns())
                : nights.slowdowns().stream()
                        .flatMap(slowdown -> item(slowdown).stream())
                        .toList();
    }

    /** A slowdown as an item of a list in Markdown, with what takes longer below it. */
    static List<String> item(Change slowdown) {
        List<String> lines = new ArrayList<>(List.of("- " + Markdown.line(text(slowdown))));
        slowdown.cause().ifPresent(cause -> {
            lines.add("  - " + Markdown.line(CauseText.head(cause)));
            cause.grown().forEach(frame -> lines.add("  - " + Markdown.text(CauseText.frame(frame))));
        });
        return lines;
    }

    /** A slowdown in one line, with what is known of it. */
    public static String text(Change slowdown) {
        return String.format(
                Locale.ROOT,
                "%s%s: %s: %s %s",
                slowdown.isRegression() ? "REGRESSION, " : "",
                slowdown.known(),
                slowdown.cell(),
                Speed.of(Math.log1p(slowdown.growth())),
                slowdown.when());
    }
}
