package dev.labcoat.results.publish.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.GrownFrame;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ComparisonTableTest {

    private static final ComparisonSummary EVERY = new ComparisonSummary(ComparisonSamples.every());
    private static final CellId CELL = Samples.id("get");

    @Test
    void textIsAsItWas() throws IOException {
        Golden.check("comparison.txt", new ComparisonTable(EVERY).text(100));
    }

    @Test
    void markdownIsAsItWas() throws IOException {
        Golden.check("comparison.md", new ComparisonTable(EVERY).markdown());
    }

    @Test
    void jsonIsAsItWas() throws IOException {
        Golden.check("comparison.json", ComparisonJson.of(EVERY));
    }

    @Test
    void pageIsAsItWasAndTextInItIsText() throws IOException {
        String page = new ComparisonPage(EVERY).html();

        Golden.check("comparison.html", page);
        assertThat(page).doesNotContain("<script", "<bbbbbbbb>").contains("&lt;script&gt;");
    }

    /** A row that takes twice as long. */
    private static ComparisonSummary because(double growth, GrownFrame... grown) {
        return new ComparisonSummary(ComparisonSamples.comparison(ComparisonSamples.row(CELL, "ops/s", 100, 0.5)
                .decided(Verdict.SLOWER, 0.01)
                .because(new Cause("async", 1500, 1480, growth, List.of(grown)))));
    }

    @Test
    void whatASlowerRowSpendsMoreTimeOnIsSaid() {
        ComparisonSummary summary = because(
                0.981,
                new GrownFrame("", "demo.Work.extra", "demo.Work.run", 0.9, true),
                new GrownFrame("server process 1", "demo.Log.write|<b>", null, 0.081, false));

        assertThat(new ComparisonTable(summary).text(200))
                .contains("why " + CELL + ": an operation takes 98 % more CPU time (async, 1500 and 1480 samples)\n"
                        + "  90 % in demo.Work.extra (new), called by demo.Work.run\n"
                        + "  8.1 % in demo.Log.write|<b> of server process 1\n")
                .contains("why: both sides once more under a profiler");
        assertThat(new ComparisonTable(summary).markdown())
                .contains("an operation takes 98 % more CPU time", "\n- 90 % in demo.Work.extra (new)")
                .contains("- 8.1 % in demo.Log.write\\|&lt;b> of server process 1");
        assertThat(Json.COMPACT
                        .readTree(ComparisonJson.of(summary))
                        .path("rows")
                        .get(0)
                        .path("cause")
                        .path("grown")
                        .get(0)
                        .path("frame")
                        .asString(""))
                .isEqualTo("demo.Work.extra");
    }

    @Test
    void whatCpuTimeDoesNotExplainIsSaid() {
        String waiting = "  most of the change is waiting, or the work of processes that are no JVM\n";
        assertThat(new ComparisonTable(because(0.02)).text(200))
                .contains("  no method grew by more than chance explains\n" + waiting);
        assertThat(new ComparisonTable(because(0.02, new GrownFrame("", "demo.Work.extra", null, 0.02, true)))
                        .text(200))
                .contains("  2.0 % in demo.Work.extra (new)\n" + waiting);
        assertThat(new ComparisonTable(because(-0.02)).text(200))
                .contains("an operation takes 2.0 % less CPU time", waiting);
        assertThat(new ComparisonTable(because(0.9)).text(200))
                .contains("  no method grew by more than chance explains\n")
                .doesNotContain(waiting);
        assertThat(new ComparisonTable(because(19)).text(200)).contains("an operation takes 20x as much CPU time");
    }

    @Test
    void jsonHasFullPrecisionAndNoNaN() {
        JsonNode report = Json.COMPACT.readTree(ComparisonJson.of(EVERY));

        assertThat(report.path("rows")).hasSize(13);
        assertThat(report.path("rows").get(0).path("timesAsFast").asDouble()).isEqualTo(0.95, within(0.001));
        assertThat(report.path("rows").get(6).path("timesAsFast").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SLOWER,FASTER,NO_CHANGE| SLOWER: 1 of 3 rows got slower. 1 got faster.
            SLOWER,INCONCLUSIVE| SLOWER: 1 of 2 rows got slower. 1 undecided after 4 pairs; about 1 more needed.
            FASTER,FAILED| FASTER: 1 of 2 rows got faster, none slower. 1 failed.
            NO_CHANGE| NO CHANGE in any of 1 row.
            NO_CHANGE,TOO_NOISY| NO CHANGE in 1 of 2 rows. 1 undecided after 4 pairs.
            INCONCLUSIVE,INCONCLUSIVE| UNDECIDED: 2 undecided after 4 pairs; about 1 more needed.
            INCONCLUSIVE,FAILED| UNDECIDED: 1 undecided after 4 pairs; about 1 more needed. 1 failed.
            NO_CHANGE,STOPPED,NOT_MEASURED| NO CHANGE in 1 of 3 rows. 1 was stopped. 1 was not measured.
            NOT_MEASURED| UNDECIDED: 1 was not measured.
            FAILED| FAILED: none of 1 row could be measured.
            """)
    void theFirstLineSaysWhetherToWorry(String verdicts, String sentence) {
        ComparisonRow[] rows = List.of(verdicts.split(",", -1)).stream()
                .map(Verdict::valueOf)
                .map(verdict -> (verdict == Verdict.NOT_MEASURED
                                ? ComparisonRow.open(CELL, CELL, 1, 0.05, null)
                                : ComparisonSamples.row(CELL, "ns/op", 10, 1))
                        .decided(verdict, null))
                .toArray(ComparisonRow[]::new);

        assertThat(new ComparisonSummary(ComparisonSamples.comparison(rows)).verdict())
                .isEqualTo(sentence);
    }

    @Test
    void aComparisonOfTwiceTheSameSaysSo() {
        assertThat(new ComparisonTable(EVERY).text(100)).doesNotContain("both sides are the same");
        assertThat(new ComparisonTable(new ComparisonSummary(ComparisonSamples.ofTwiceTheSame())).text(100))
                .contains("both sides are the same");
    }

    @Test
    void theEndSaysHowMuchMoreTimeTheUndecidedNeed() {
        assertThat(new ComparisonTable(EVERY).text(100)).contains("still needed: likely about ");
        assertThat(new ComparisonTable(new ComparisonSummary(rows(3, Verdict.NO_CHANGE, 1, Verdict.SLOWER))).text(100))
                .doesNotContain("still needed");
    }

    @Test
    void aLongReportDropsTheUnchangedRowsFirstAndStaysPostable() {
        Comparison long1 = rows(2_000, Verdict.NO_CHANGE, 20, Verdict.SLOWER);
        String dropped = new ComparisonTable(new ComparisonSummary(long1)).comment();
        assertThat(dropped.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ComparisonTable.MOST_BYTES);
        assertThat(dropped)
                .contains("The table of the other 2000 rows is too long")
                .contains("Benchmark.changed19 ");

        assertThat(new ComparisonTable(new ComparisonSummary(long1)).markdown())
                .as("a report that is no comment")
                .contains("same1999", "Benchmark.changed19 ");

        Comparison long2 = rows(20, Verdict.NO_CHANGE, 2_000, Verdict.SLOWER);
        String cut = new ComparisonTable(new ComparisonSummary(long2)).comment();
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ComparisonTable.MOST_BYTES);
        assertThat(cut).contains("more changed rows than fit here").contains("SLOWER: 2000 of 2020 rows");
    }

    private static Comparison rows(int some, Verdict verdict, int others, Verdict other) {
        return ComparisonSamples.comparison(IntStream.range(0, some + others)
                .mapToObj(i -> i < some
                        ? ComparisonSamples.row(Samples.id("same" + i), "ns/op", 10, 1)
                                .decided(verdict, null)
                        : ComparisonSamples.row(Samples.id("changed" + (i - some)), "ns/op", 10, 1.5)
                                .decided(other, null))
                .toArray(ComparisonRow[]::new));
    }

    @Test
    void aRowThatIsAsFastAndCostsMoreIsNamed() {
        CellId cell = Samples.id("demo.B.m", "avgt", 1);
        ComparisonRow row = ComparisonRow.open(cell, cell, 1, 0.05, null);
        for (double bytes : List.of(1_000.0, 1_000.1, 999.9, 1_000.0, 1_000.2)) {
            row = row.with(new Pair(allocating(bytes), allocating(1.12 * bytes)));
        }

        ComparisonTable table = new ComparisonTable(
                new ComparisonSummary(ComparisonSamples.comparison(row.decided(Verdict.NO_CHANGE, 0.01))));

        assertThat(table.text(200))
                .startsWith("NO CHANGE in any of 1 row. 1 row costs more.")
                .contains("B.m [avgt]: no change, 12 % more bytes per operation (12 % … 12 %)");
        assertThat(table.markdown()).contains("no change, 12 % more bytes per operation");
    }

    private static Fork allocating(double bytes) {
        return new Fork(
                "ns/op",
                List.of(5.0, 5.0),
                List.of(),
                Map.of("subject.alloc", new Metric("B/op", List.of(bytes))),
                List.of(),
                1,
                1,
                1,
                null);
    }
}
