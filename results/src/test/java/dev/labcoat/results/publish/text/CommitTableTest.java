package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static dev.labcoat.results.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.export.FlatRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommitTableTest {

    private static final CommitResults RESULTS =
            CommitResults.of(Samples.head(), List.of(Samples.parent(), Samples.head()));

    @Test
    void textIsAsItWas() throws IOException {
        Golden.check("table.txt", new CommitTable(RESULTS).text(Wrapped.PAGE));
    }

    @Test
    void markdownIsAsItWas() throws IOException {
        Golden.check("table.md", new CommitTable(RESULTS).markdown());
    }

    @Test
    void csvIsAsItWas() throws IOException {
        Golden.check("table.csv", FlatRow.csv(rows()));
    }

    @Test
    void jsonIsAsItWas() throws IOException {
        Golden.check("table.json", FlatRow.json(rows()));
    }

    @Test
    void everyCellHasARowInEveryFormat() {
        assertThat(FlatRow.of(RESULTS)).hasSameSizeAs(Samples.head().cells());
        JsonNode json = Json.COMPACT.readTree(FlatRow.json(FlatRow.of(RESULTS)));
        assertThat(json.size()).isEqualTo(Samples.head().cells().size());
        for (String reason : List.of("FAILED", "not run", "one fork")) {
            assertThat(new CommitTable(RESULTS).text(Wrapped.PAGE)).contains(reason);
            assertThat(new CommitTable(RESULTS).markdown()).contains(reason.replace(' ', '\u00a0'));
        }
    }

    @Test
    void scoresOfOneClassInOneFamilyOfUnitsShareASection() {
        Run run = run(
                "r",
                revision("c", 0),
                0,
                new Cell(id("demo.A.one", "avgt", 1), "v", List.of(fork(1, "us/op"))),
                new Cell(id("demo.A.two", "avgt", 1), "v", List.of(fork(1, "ms/op"))),
                new Cell(id("demo.A.one", "thrpt", 1), "v", List.of(fork(1, "ops/s"))),
                new Cell(id("demo.A.bad", "thrpt", 1), "v", List.of(Fork.failed("boom", 1))));

        String text = new CommitTable(CommitResults.of(run, List.of(run))).text(Wrapped.PAGE);

        assertThat(text.lines().filter(line -> line.startsWith("benchmark"))).hasSize(2);
        assertThat(text).contains("FAILED A.bad: boom");
    }

    @Test
    void aRowThatCannotRunHereIsNoFailure() {
        Run run = run(
                "r",
                revision("c", 0),
                0,
                new Cell(id("demo.A.virtual"), "v", List.of(Fork.skipped("needs JDK 21", 1))));

        String text = new CommitTable(CommitResults.of(run, List.of(run))).text(Wrapped.PAGE);

        assertThat(text).contains("skipped A.virtual: needs JDK 21").doesNotContain("FAILED");
    }

    @Test
    void controlCharactersOfACommitMessageDoNotReachTheTerminal() {
        Run run = run("r", new Revision("c", Samples.COMMITTED, "a\u001B[2Jb", null, null, null), 0);
        assertThat(new CommitTable(CommitResults.of(run, List.of(run))).text(Wrapped.PAGE))
                .contains("a\\u001b[2Jb");
    }

    @Test
    void markdownTakesMessagesAsText() {
        Run run = run(
                "r",
                new Revision("c", Samples.COMMITTED, "Drop <init>", null, null, null),
                0,
                new Cell(id("demo.A.bad"), "v", List.of(Fork.failed("no method A.<init>()", 1))));

        String markdown = new CommitTable(CommitResults.of(run, List.of(run))).markdown();

        assertThat(markdown)
                .contains("Drop &lt;init>", "no method A.&lt;init>()")
                .doesNotContain("<");
    }

    @Test
    void howTheCostGrowsWithASizeIsSaid() {
        Suite.Question question =
                new Suite.Question("demo.Index", "", null, Map.of(), null, List.of(), List.of(), "rows", null, null);
        Run run = run(
                new Suite(
                        "1",
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(new Suite.Layer("database", "", false, null, null, List.of(question)))),
                lookup("10", 2),
                lookup("100", 20),
                lookup("1000", 200));

        CommitTable table = new CommitTable(CommitResults.of(run, List.of(run)));

        String line =
                "lookup index=NONE: grows linearly with rows, each adds 200 ns; the 3 points lie within 0 % of it.";
        assertThat(table.text(Wrapped.PAGE)).contains("\n" + line + "\n");
        assertThat(table.markdown()).contains("\n- " + line + "\n");
    }

    @Test
    void aValueThatLooksLikeNoneIsToldFromNone() {
        Cell without = new Cell(id("demo.Index.roundTrip", "avgt", 1), "v", List.of(fork(1, "us/op")));
        Cell with = new Cell(id("demo.Index.lookup", "avgt", 1, "index", "-"), "v", List.of(fork(2, "us/op")));
        Run run = run(new Suite("1", List.of(), List.of(), Map.of(), List.of()), without, with);

        String table = new CommitTable(CommitResults.of(run, List.of(run))).text(40);

        assertThat(table).contains("\"-\"");
    }

    @Test
    void rowsOfOtherRunsHaveTheDayOnWhichTheyWereMeasured() {
        Run before = run("1", revision("c", 0), 0, lookup("10", 1), lookup("100", 2));
        Run resumed = run("2", revision("c", 0), 10, measured(lookup("100", 3), 3 * 86_400));

        CommitTable table = new CommitTable(CommitResults.of(resumed, List.of(before, resumed)));

        assertThat(table.text(Wrapped.PAGE).lines().filter(line -> line.startsWith("lookup")))
                .anySatisfy(line -> assertThat(line).contains("1.00 µs").endsWith("2026-03-04"))
                .anySatisfy(line -> assertThat(line).contains("3.00 µs").doesNotContain("2026"));
        assertThat(table.markdown())
                .contains(
                        "measured: rows with a time, in UTC, are of other runs of this commit; those without are of run 2,"
                                + " which was measured last, 2026-03-07.");
        CommitTable alone = new CommitTable(CommitResults.of(before, List.of(before)));
        assertThat(alone.text(Wrapped.PAGE)).doesNotContain("measured:");
    }

    @Test
    void rowsThatWereMeasuredOnTheSameDayHaveTheMinute() {
        Run before = run("1", revision("c", 0), 0, lookup("10", 1));
        Run later = run("2", revision("c", 0), 7_200, lookup("100", 3));

        assertThat(new CommitTable(CommitResults.of(before, List.of(before, later))).text(Wrapped.PAGE))
                .contains("2026-03-04 05:06")
                .contains("measured last, 2026-03-04 07:06");
    }

    private static Cell measured(Cell cell, long secondsLater) {
        return new Cell(cell.id(), cell.version(), cell.forks(), null, Samples.COMMITTED.plusSeconds(secondsLater));
    }

    private static Cell lookup(String rows, double micros) {
        return new Cell(
                id("demo.Index.lookup", "avgt", 1, "rows", rows, "index", "NONE"), "v", List.of(fork(micros, "us/op")));
    }

    @Test
    void metricsAreInBaseUnits() {
        Map<String, Double> metrics = FlatRow.of(RESULTS).get(0).metrics();
        assertThat(metrics).containsEntry("subject.alloc", 900.0);
        assertThat(metrics.get("subject.cpu")).isEqualTo(20.5e-6);
    }

    /** The last digits of a t quantile may differ between processors, and are of no interest here. */
    private static List<FlatRow> rows() {
        return FlatRow.of(RESULTS).stream()
                .map(row -> new FlatRow(
                        row.commit(),
                        row.dirty(),
                        row.machine(),
                        row.preset(),
                        row.benchmark(),
                        row.params(),
                        row.mode(),
                        row.threads(),
                        row.jvm(),
                        row.score(),
                        rounded(row.error()),
                        row.errorOver(),
                        row.unit(),
                        row.forks(),
                        row.metrics(),
                        row.metricUnits(),
                        row.marks(),
                        row.errors(),
                        row.skipped(),
                        row.measuredAt(),
                        row.earlierCommit(),
                        row.timesAsFast()))
                .toList();
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).round(new MathContext(8)).doubleValue();
    }
}
