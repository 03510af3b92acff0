package dev.labcoat.results.publish.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows under heads, in text that is aligned wherever a character has one width.
 *
 * @param heads the columns' names
 * @param names how many columns, from the left, name the row
 * @param leftColumns how many columns, from the left, are words, those names among them; the rest are numbers and end at the right
 * @param rows each with a text for each column
 */
public record Grid(List<String> heads, int names, int leftColumns, List<List<String>> rows) {

    /** What stands where a row has nothing. */
    public static final String NONE = "-";

    private static final String GAP = "  ";

    /** Numbers stand so far to the right of the names above them. */
    private static final String INDENT = "    ";

    private static final int NARROWEST = 3;

    /** A cell of more lines is harder to read than a table in two parts. */
    private static final int MOST_LINES = 3;

    public Grid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Rows whose words all name them. */
    public Grid(List<String> heads, int leftColumns, List<List<String>> rows) {
        this(heads, leftColumns, leftColumns, rows);
    }

    /** Lines of plain text, as wide as they are. */
    public List<String> text() {
        return text(Integer.MAX_VALUE);
    }

    /**
     * Lines of plain text that fit a page. Where they are too wide heads and cells are wrapped, then the names of each row get a
     * line of their own, and then the columns follow one another in parts. Only a single word that is wider than the page is wider.
     *
     * @param width of the page in characters
     */
    public List<String> text(int width) {
        Grid safe = new Grid(
                heads.stream().map(Visible::text).toList(),
                names,
                leftColumns,
                rows.stream()
                        .map(row -> row.stream().map(Visible::text).toList())
                        .toList());
        List<Integer> all = IntStream.range(0, heads.size()).boxed().toList();
        return safe.widths(all, width)
                .map(widths -> safe.lines(all, widths, ""))
                .orElseGet(() -> safe.stacked(width));
    }

    /** Without the columns in which no row has anything. */
    public Grid withoutEmptyColumns(Predicate<String> empty) {
        List<Integer> kept = IntStream.range(0, heads.size())
                .filter(column -> rows.stream().anyMatch(row -> !empty.test(row.get(column))))
                .boxed()
                .toList();
        return new Grid(
                kept.stream().map(heads::get).toList(),
                (int) kept.stream().filter(column -> column < names).count(),
                (int) kept.stream().filter(column -> column < leftColumns).count(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }

    /** The names of a row above its numbers, and these in as many parts as they need. */
    private List<String> stacked(int width) {
        List<String> lines = new ArrayList<>();
        List<Integer> open = IntStream.range(names, heads.size()).boxed().toList();
        while (!open.isEmpty()) {
            List<Integer> part = open;
            Optional<List<Integer>> widths = widths(part, width - INDENT.length());
            while (widths.isEmpty() && part.size() > 1) {
                part = part.subList(0, part.size() - 1);
                widths = widths(part, width - INDENT.length());
            }
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(part(part, widths.orElse(least(part)), width));
            open = open.subList(part.size(), open.size());
        }
        return lines;
    }

    private List<String> part(List<Integer> columns, List<Integer> widths, int width) {
        List<String> lines = new ArrayList<>(line(heads, columns, widths, INDENT));
        for (List<String> row : rows) {
            String name = IntStream.range(0, names)
                    .filter(column -> column == 0 || !row.get(column).equals(NONE))
                    .mapToObj(column -> column == 0 ? row.get(0) : heads.get(column) + "=" + row.get(column))
                    .collect(Collectors.joining(" "));
            lines.addAll(Wrapped.lines(name, width, INDENT.length() / 2));
            lines.addAll(line(row, columns, widths, INDENT));
        }
        return lines;
    }

    private List<String> lines(List<Integer> columns, List<Integer> widths, String indent) {
        return Stream.concat(Stream.of(heads), rows.stream())
                .flatMap(row -> line(row, columns, widths, indent).stream())
                .toList();
    }

    /** How wide columns are on a page: heads are wrapped first, then numbers and what stands beside them; empty where that does not do. */
    private Optional<List<Integer>> widths(List<Integer> columns, int width) {
        List<Integer> widths = new ArrayList<>(
                columns.stream().map(column -> widest(column, List::of)).toList());
        shrink(widths, columns.stream().map(this::leastWithWholeCells).toList(), width);
        shrink(widths, least(columns), width);
        boolean readable = IntStream.range(0, columns.size())
                .allMatch(i -> rows.stream()
                        .allMatch(row -> Wrapped.lines(row.get(columns.get(i)), widths.get(i), 0)
                                        .size()
                                <= MOST_LINES));
        return readable && sum(widths) <= width ? Optional.of(widths) : Optional.empty();
    }

    /** Takes from the widest, as long as it may be narrower, until all fit. */
    private static void shrink(List<Integer> widths, List<Integer> least, int width) {
        while (sum(widths) > width) {
            OptionalInt widest = IntStream.range(0, widths.size())
                    .filter(i -> widths.get(i) > least.get(i))
                    .reduce((one, other) -> widths.get(other) > widths.get(one) ? other : one);
            if (widest.isEmpty()) {
                return;
            }
            widths.set(widest.getAsInt(), widths.get(widest.getAsInt()) - 1);
        }
    }

    /** Names are not wrapped: on a line of their own they are easier to read. */
    private List<Integer> least(List<Integer> columns) {
        return columns.stream()
                .map(column -> column < names ? leastWithWholeCells(column) : widest(column, Wrapped::words))
                .toList();
    }

    private int leastWithWholeCells(int column) {
        return Math.max(
                Wrapped.words(heads.get(column)).stream()
                        .mapToInt(Wrapped::length)
                        .reduce(NARROWEST, Math::max),
                rows.stream().mapToInt(row -> Wrapped.length(row.get(column))).reduce(NARROWEST, Math::max));
    }

    private int widest(int column, Function<String, Collection<String>> parts) {
        return Stream.concat(Stream.of(heads.get(column)), rows.stream().map(row -> row.get(column)))
                .flatMap(text -> parts.apply(text).stream())
                .mapToInt(Wrapped::length)
                .reduce(NARROWEST, Math::max);
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
    }

    /** One row, whose cells may have several lines; those of heads end at the bottom. */
    private List<String> line(List<String> row, List<Integer> columns, List<Integer> widths, String indent) {
        List<List<String>> cells = IntStream.range(0, columns.size())
                .mapToObj(i -> Wrapped.lines(row.get(columns.get(i)), widths.get(i), 0))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> indent
                        + IntStream.range(0, columns.size())
                                .mapToObj(i -> pad(
                                        part(
                                                cells.get(i),
                                                row == heads
                                                        ? line
                                                                - height
                                                                + cells.get(i).size()
                                                        : line),
                                        columns.get(i),
                                        widths.get(i)))
                                .collect(Collectors.joining(GAP)))
                .map(String::stripTrailing)
                .toList();
    }

    private static String part(List<String> lines, int line) {
        return line < 0 || line >= lines.size() ? "" : lines.get(line);
    }

    /** Lines of a Markdown table, aligned as raw text too. */
    public List<String> markdown() {
        List<String> safeHeads = heads.stream().map(Markdown::text).toList();
        List<List<String>> safeRows = rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column ->
                                column < leftColumns ? Markdown.text(row.get(column)) : Markdown.value(row.get(column)))
                        .toList())
                .toList();
        Grid safe = new Grid(safeHeads, names, leftColumns, safeRows);
        List<Integer> widths = IntStream.range(0, heads.size())
                .map(column -> safe.widest(column, List::of))
                .boxed()
                .toList();
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

    private String bars(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row.get(column), column, widths.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String pad(String text, int column, int width) {
        String blanks = " ".repeat(Math.max(0, width - Wrapped.length(text)));
        return column < leftColumns ? text + blanks : blanks + text;
    }
}
