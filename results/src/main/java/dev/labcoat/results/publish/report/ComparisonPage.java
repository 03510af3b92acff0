package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.publish.text.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison as one HTML page: a forest plot of its rows. It needs nothing from elsewhere. */
public final class ComparisonPage {

    private final ComparisonSummary summary;
    private final ComparisonTable table;

    private final Map<Integer, String> flameGraphs;

    /** The page of a comparison without flame graphs. */
    public ComparisonPage(ComparisonSummary summary) {
        this(summary, Map.of());
    }

    /**
     * The page of a comparison.
     *
     * @param flameGraphs where those of what rows spend more time on are, by the rows' numbers, from 1
     */
    public ComparisonPage(ComparisonSummary summary, Map<Integer, String> flameGraphs) {
        this.summary = summary;
        this.table = new ComparisonTable(summary);
        this.flameGraphs = Map.copyOf(flameGraphs);
    }

    /**
     * What a row spends more time on.
     *
     * @param head which row, and how much more CPU time it takes
     * @param frames what grew, the most first
     * @param flameGraph where it is; empty where there is none
     */
    public record PageWhy(String head, List<String> frames, String flameGraph) {}

    /**
     * A row on the page.
     *
     * @param name with its params
     * @param variant what is judged; empty where there is no other
     * @param verdict one word
     * @param sentence the verdict with what it rests on
     * @param base the baseline's score
     * @param head the other's
     * @param pairs how many there are
     * @param marks of its validity
     * @param plot null where there are fewer than two pairs
     */
    public record PageRow(
            String name,
            String variant,
            String verdict,
            String sentence,
            String base,
            String head,
            int pairs,
            String marks,
            ForestPlot.@Nullable Row plot) {}

    /**
     * The page.
     *
     * @throws IOException if the template is missing from the jar
     */
    public String html() throws IOException {
        List<ComparisonRow> rows = Stream.concat(summary.changed().stream(), summary.others().stream())
                .toList();
        ForestPlot plot = ForestPlot.of(
                rows.stream().filter(ComparisonPage::plotted).toList(),
                summary.comparison().judged());
        return Template.html(
                "comparison.ftlh",
                Map.ofEntries(
                        Map.entry("title", summary.title() + table.common()),
                        Map.entry("verdict", summary.verdict()),
                        Map.entry("counts", summary.counts()),
                        Map.entry(
                                "rows", rows.stream().map(row -> row(row, plot)).toList()),
                        Map.entry("width", ForestPlot.WIDTH),
                        Map.entry("axis", axis(rows)),
                        Map.entry("asFast", plot.asFast()),
                        Map.entry("ticks", plot.ticks()),
                        Map.entry("whys", whys()),
                        Map.entry("remarks", summary.remarks()),
                        Map.entry("footer", summary.footer())));
    }

    private List<PageWhy> whys() {
        return summary.whys().stream()
                .map(why -> new PageWhy(why.head(), why.frames(), flameGraphs.getOrDefault(why.row(), "")))
                .toList();
    }

    private static String axis(List<ComparisonRow> rows) {
        return rows.stream().anyMatch(row -> row.metric() != null)
                ? "times as fast, of a metric as good: ← slower or worse, faster or better →"
                : "times as fast: ← slower, faster →";
    }

    private static boolean plotted(ComparisonRow row) {
        return row.pairs().size() > 1;
    }

    private PageRow row(ComparisonRow row, ForestPlot plot) {
        boolean several = summary.comparison().variants().size() > 2;
        return new PageRow(
                table.name(row),
                several ? summary.comparison().variants().get(row.variant()).name() : "",
                row.verdict().toString(),
                ComparisonTable.sentence(row, summary.comparison().judged()),
                ComparisonTable.score(row.base()),
                ComparisonTable.score(row.head()),
                row.pairs().size(),
                ComparisonTable.marks(row),
                plotted(row) ? plot.row(row) : null);
    }
}
