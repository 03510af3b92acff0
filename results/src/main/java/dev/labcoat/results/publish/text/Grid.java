package dev.labcoat.results.publish.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under heads, in text that is aligned wherever a character has one width.
 *
 * @param heads the columns' names
 * @param leftColumns how many columns, from the left, are words; the rest are numbers and end at the right
 * @param rows each with a text for each column
 */
public record Grid(List<String> heads, int leftColumns, List<List<String>> rows) {

    private static final String GAP = "  ";

    public Grid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Lines of plain text. */
    public List<String> text() {
        List<String> safeHeads = heads.stream().map(Visible::text).toList();
        List<List<String>> safeRows = rows.stream()
                .map(row -> row.stream().map(Visible::text).toList())
                .toList();
        List<Integer> widths = widths(safeHeads, safeRows);
        List<String> lines = new ArrayList<>();
        lines.add(line(safeHeads, widths));
        safeRows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    /** Lines of a Markdown table, aligned as raw text too. */
    public List<String> markdown() {
        List<String> safeHeads = heads.stream().map(Markdown::text).toList();
        List<List<String>> safeRows = rows.stream()
                .map(row -> row.stream().map(Markdown::text).toList())
                .toList();
        List<Integer> widths = widths(safeHeads, safeRows);
        List<String> lines = new ArrayList<>();
        lines.add(bars(safeHeads, widths));
        lines.add(IntStream.range(0, heads.size())
                .mapToObj(column -> column < leftColumns
                        ? " " + "-".repeat(widths.get(column)) + " "
                        : " " + "-".repeat(widths.get(column)) + ":")
                .collect(Collectors.joining("|", "|", "|")));
        safeRows.forEach(row -> lines.add(bars(row, widths)));
        return lines;
    }

    private String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row, column, widths))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String bars(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row, column, widths))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String pad(List<String> row, int column, List<Integer> widths) {
        String text = row.get(column);
        String blanks = " ".repeat(widths.get(column) - length(text));
        return column < leftColumns ? text + blanks : blanks + text;
    }

    private static List<Integer> widths(List<String> heads, List<List<String>> rows) {
        return IntStream.range(0, heads.size())
                .mapToObj(column -> Math.max(
                        3,
                        Math.max(
                                length(heads.get(column)),
                                rows.stream()
                                        .mapToInt(row -> length(row.get(column)))
                                        .max()
                                        .orElse(0))))
                .toList();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
