package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.publish.text.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison as one HTML page, with a plot of each row's pairs. It needs nothing from elsewhere. */
public final class ComparisonPage {

    private final ComparisonSummary summary;

    /** The page of a comparison. */
    public ComparisonPage(ComparisonSummary summary) {
        this.summary = summary;
    }

    /**
     * A row on the page.
     *
     * @param name with its params
     * @param variant what is judged
     * @param verdict one word
     * @param sentence the verdict with what it rests on
     * @param plot null where there are fewer than two pairs
     */
    public record PageRow(
            String name,
            String variant,
            String verdict,
            String sentence,
            @Nullable PairPlot plot) {}

    /**
     * The page.
     *
     * @throws IOException if the template is missing from the jar
     */
    public String html() throws IOException {
        List<PageRow> rows = Stream.concat(summary.changed().stream(), summary.others().stream())
                .map(this::row)
                .toList();
        return Template.html(
                "comparison.ftlh",
                Map.of(
                        "title", summary.title(),
                        "verdict", summary.verdict(),
                        "counts", summary.counts(),
                        "rows", rows,
                        "width", PairPlot.WIDTH,
                        "remarks", summary.remarks(),
                        "footer", summary.footer()));
    }

    private PageRow row(ComparisonRow row) {
        int rows = summary.comparison().measured().size();
        return new PageRow(
                row.cell().toString(),
                summary.comparison().variants().get(row.variant()).name(),
                row.verdict().toString(),
                ComparisonTable.sentence(row, rows),
                row.pairs().size() < 2 ? null : PairPlot.of(row, rows));
    }
}
