package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Amount;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Grid;
import dev.labcoat.results.publish.text.Markdown;
import dev.labcoat.results.publish.text.Percent;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.publish.text.Visible;
import dev.labcoat.results.publish.text.Wrapped;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison for people, on a terminal and in a pull request. */
public final class ComparisonTable {

    /** A comment on a pull request may have 65,536 characters; this leaves room for whoever wraps it. */
    static final int MOST_BYTES = 60_000;

    private static final int HANGING = 2;

    private static final char NO_BREAK = '\u00A0';

    /** Columns from the verdict to the marks. */
    private static final int FROM_THE_VERDICT_ON = 7;

    /** For a change of which nothing is sure, as benchstat has it. */
    private static final String UNDECIDED = "~";

    private final ComparisonSummary summary;
    private final Comparison comparison;
    private final int judged;
    private final Map<String, String> shared;
    private final RowNames names;

    /** The report on a comparison. */
    public ComparisonTable(ComparisonSummary summary) {
        this.summary = summary;
        this.comparison = summary.comparison();
        this.judged = comparison.judged();
        this.shared = shared(comparison.measured());
        this.names = RowNames.of(
                comparison.figures().stream().map(ComparisonRow::cell).toList());
    }

    /**
     * Plain text, for a terminal.
     *
     * @param width of the page in characters
     */
    public String text(int width) {
        List<String> lines = new ArrayList<>();
        lines.addAll(wrapped(summary.verdict(), width));
        lines.addAll(wrapped(summary.counts(), width));
        lines.addAll(wrapped(summary.title() + common(), width));
        List<ComparisonRow> rows = Stream.concat(summary.changed().stream(), summary.others().stream())
                .toList();
        for (Grid grid : grids(rows, this::line)) {
            lines.add("");
            lines.addAll(grid.withoutEmptyColumns(Grid.NONE::equals).text(width));
        }
        for (ComparisonSummary.Why why : summary.whys()) {
            lines.add("");
            lines.addAll(wrapped(why.head(), width));
            why.frames().forEach(frame -> lines.addAll(Wrapped.lines(Visible.text("  " + frame), width, 2 * HANGING)));
        }
        for (List<String> notes : List.of(summary.costs(), summary.ladders())) {
            if (!notes.isEmpty()) {
                lines.add("");
                notes.forEach(note -> lines.addAll(wrapped(note, width)));
            }
        }
        lines.add("");
        Stream.concat(summary.remarks().stream(), summary.footer().stream())
                .forEach(note -> lines.addAll(wrapped(note, width)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> wrapped(String text, int width) {
        return Wrapped.lines(Visible.text(text), width, HANGING);
    }

    /** Markdown: the verdict, the changed rows, the rest folded. */
    public String markdown() {
        return markdown(summary.changed(), true, summary.remarks(), summary.whys());
    }

    /** The same as a comment on a pull request, below {@value #MOST_BYTES} bytes: what did not change is left out first. */
    public String comment() {
        List<String> remarks = summary.remarks();
        String whole = markdown();
        if (fits(whole)) {
            return whole;
        }
        String withoutOthers = markdown(summary.changed(), false, remarks, summary.whys());
        if (fits(withoutOthers)) {
            return withoutOthers;
        }
        List<String> few = List.of(Counted.of(remarks.size(), "remark") + " do not fit here: see the whole report.");
        for (int changed = summary.changed().size(); changed > 0; changed = changed * 3 / 4) {
            String shorter = markdown(summary.changed().subList(0, changed), false, few, List.of());
            if (fits(shorter)) {
                return shorter;
            }
        }
        return markdown(List.of(), false, few, List.of());
    }

    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES;
    }

    private String markdown(
            List<ComparisonRow> changed, boolean whole, List<String> remarks, List<ComparisonSummary.Why> whys) {
        List<String> lines = new ArrayList<>();
        lines.add("### " + Markdown.line(summary.verdict()));
        lines.add("");
        lines.add(Markdown.text(summary.title() + common()) + " (" + summary.counts() + ")");
        for (String note : Stream.concat(summary.costs().stream(), summary.ladders().stream())
                .toList()) {
            lines.add("");
            lines.add(Markdown.line(note));
        }
        summary.changed().stream().findFirst().ifPresent(row -> {
            lines.add("");
            lines.add("Most: **" + Markdown.text(name(row)) + "** " + Markdown.text(unbroken(sentence(row, judged))));
        });
        for (ComparisonSummary.Why why : whys) {
            lines.add("");
            lines.add(Markdown.line(why.head()));
            lines.add("");
            why.frames().forEach(frame -> lines.add("- " + Markdown.text(frame)));
        }
        addTables(lines, changed);
        int left = summary.changed().size() - changed.size();
        if (left > 0) {
            lines.add("");
            lines.add("There are " + left + " more changed rows than fit here.");
        }
        if (whole && !summary.others().isEmpty()) {
            lines.add("");
            String other = summary.changed().isEmpty() ? "" : "other ";
            lines.add("<details><summary>The " + other
                    + Counted.of(summary.others().size(), "row") + "</summary>");
            addTables(lines, summary.others());
            lines.add("");
            lines.add("</details>");
        } else if (!whole && !summary.others().isEmpty()) {
            lines.add("");
            lines.add(
                    "The table of the other " + Counted.of(summary.others().size(), "row") + " is too long for here.");
        }
        addFolded(lines, "Rows apart, and discarded pairs", remarks);
        addFolded(lines, "How this was made, and what it means", summary.footer());
        return String.join("\n", lines) + "\n";
    }

    private void addTables(List<String> lines, List<ComparisonRow> rows) {
        for (Grid grid : grids(rows, this::signed)) {
            lines.add("");
            lines.addAll(grid.markdown());
        }
    }

    /** The verdict with its sign, on one line. */
    private List<String> signed(ComparisonRow row) {
        List<String> line = line(row);
        int verdict = line.size() - FROM_THE_VERDICT_ON;
        line.set(verdict, unbroken(sign(row.verdict()) + " " + line.get(verdict)));
        return line;
    }

    /** A sign that is seen before a word is read. */
    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case SLOWER, WORSE -> "🔴";
            case FASTER, BETTER -> "🟢";
            case NO_CHANGE -> "⚪";
            case INCONCLUSIVE, NOT_MEASURED, STOPPED, TOO_NOISY -> "🟡";
            case FAILED -> "❌";
            case NOT_COMPARABLE, NEW, MISSING -> "➖";
        };
    }

    private static String unbroken(String value) {
        return value.replace(' ', NO_BREAK);
    }

    private static void addFolded(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("<details><summary>" + title + "</summary>");
            lines.add("");
            items.forEach(item -> lines.add("- " + Markdown.line(item)));
            lines.add("");
            lines.add("</details>");
        }
    }

    /** One for each unit. */
    private List<Grid> grids(List<ComparisonRow> rows, Function<ComparisonRow, List<String>> cells) {
        Map<String, List<ComparisonRow>> byUnit = new LinkedHashMap<>();
        rows.forEach(row -> byUnit.computeIfAbsent(
                        Quantity.of(0, row.head().unit()).baseUnit(), unit -> new ArrayList<>())
                .add(row));
        return byUnit.values().stream().map(ofUnit -> grid(ofUnit, cells)).toList();
    }

    private Grid grid(List<ComparisonRow> rows, Function<ComparisonRow, List<String>> cells) {
        List<String> heads = new ArrayList<>(List.of("row"));
        if (comparison.variants().size() > 2) {
            heads.add("variant");
        }
        int namesOfRow = heads.size();
        heads.add("verdict");
        int words = heads.size();
        heads.addAll(List.of("change", "range", "base", "head", "pairs", "marks"));
        return new Grid(heads, namesOfRow, words, rows.stream().map(cells).toList());
    }

    private List<String> line(ComparisonRow row) {
        List<String> line = new ArrayList<>();
        line.add(name(row));
        if (comparison.variants().size() > 2) {
            line.add(comparison.variants().get(row.variant()).name());
        }
        line.add(verdict(row));
        Range range = Range.of(row, judged);
        line.add(change(row, range));
        line.add(text(row, range));
        line.add(score(row.base()));
        line.add(score(row.head()));
        line.add(Integer.toString(row.pairs().size()));
        String marks = marks(row);
        line.add(marks.isEmpty() ? Grid.NONE : marks);
        return line;
    }

    /** Validity marks of both sides, each once; empty when there are none. */
    static String marks(ComparisonRow row) {
        return Stream.concat(row.base().marks().stream(), row.head().marks().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /**
     * The verdict on one row with what it rests on.
     *
     * @param figures of the report, see {@link Comparison#judged}
     */
    public static String sentence(ComparisonRow row, int figures) {
        String reason = row.reason();
        if (reason != null) {
            return row.verdict() + ", " + reason;
        }
        if (row.pairs().isEmpty()) {
            return row.verdict().toString();
        }
        Range range = Range.of(row, figures);
        String found = switch (row.verdict()) {
            case SLOWER, FASTER -> change(row, range);
            case WORSE, BETTER, NO_CHANGE -> row.verdict() + ", " + change(row, range);
            default -> row.verdict().toString();
        };
        String margin = isWithin(row) ? ", within " + margin(row) : "";
        return found + " (" + text(row, range) + ")" + margin + " after "
                + Counted.of(row.pairs().size(), "pair");
    }

    /** The mean of the pairs where it is part of a finding, else a sign that there is none. */
    private static String change(ComparisonRow row, Range range) {
        if (row.pairs().isEmpty()) {
            return Grid.NONE;
        }
        if (!row.verdict().shown()) {
            return UNDECIDED;
        }
        if (row.metric() == null) {
            return Speed.of(range.mean(), range.lowest(), range.highest());
        }
        Range more = MetricText.more(row, range);
        return Amount.of(more.mean(), more.lowest(), more.highest());
    }

    private static String text(ComparisonRow row, Range range) {
        if (Double.isNaN(range.lowest())) {
            return Grid.NONE;
        }
        if (row.metric() == null) {
            return Speed.range(range.lowest(), range.highest());
        }
        Range more = MetricText.more(row, range);
        return Amount.range(more.lowest(), more.highest());
    }

    private static String verdict(ComparisonRow row) {
        return row.verdict() + (isWithin(row) ? " (within " + margin(row) + ")" : "");
    }

    /** Of what did not change, and of what did, as surely as anything, by less than would count if it were less sure. */
    private static boolean isWithin(ComparisonRow row) {
        return row.verdict().shown() && Math.abs(Difference.of(row).mean()) < Math.log1p(row.margin());
    }

    private static String margin(ComparisonRow row) {
        return "±" + Percent.text(100 * row.margin());
    }

    /** The score of one side. */
    static String score(Cell cell) {
        return cell.score()
                .map(estimate -> Quantity.of(estimate.mean(), cell.unit()).text()
                        + (Double.isNaN(estimate.error()) ? "" : " ±" + Percent.error(estimate, cell.unit())))
                .orElse(Grid.NONE);
    }

    /** The row without what all rows share, and without what is varied. */
    String name(ComparisonRow row) {
        Map<String, String> params = new TreeMap<>(row.cell().params());
        params.keySet().removeAll(shared.keySet());
        params.entrySet()
                .removeIf(param ->
                        !param.getValue().equals(row.baseCell().params().get(param.getKey())));
        String mode = row.cell().mode().equals("thrpt") ? "" : " [" + row.cell().mode() + "]";
        String threads =
                row.cell().threads() == 1 ? "" : " threads=" + row.cell().threads();
        return names.benchmark(row.cell()) + text(params) + threads + mode;
    }

    /** What all rows share, to be put behind the title. */
    String common() {
        return shared.isEmpty() ? "" : (comparison.measured().size() == 1 ? "; with" : "; all rows:") + text(shared);
    }

    private static Map<String, String> shared(List<ComparisonRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<String, String> shared = new TreeMap<>(rows.get(0).cell().params());
        rows.forEach(row -> shared.entrySet().retainAll(row.cell().params().entrySet()));
        rows.forEach(row -> shared.entrySet().retainAll(row.baseCell().params().entrySet()));
        return shared;
    }

    private static String text(Map<String, String> params) {
        return params.isEmpty() ? "" : " " + RowNames.params(params);
    }
}
