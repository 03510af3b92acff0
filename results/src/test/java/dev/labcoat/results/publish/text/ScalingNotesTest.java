package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalingNotesTest {

    private static final Suite.Scaling WORKERS = new Suite.Scaling("workers", 1_000);

    private static Cell cell(String server, int workers, double... scores) {
        List<Fork> forks =
                Arrays.stream(scores).mapToObj(score -> fork(score, "ops/s")).toList();
        return new Cell(
                id("demo.WorkersBenchmark.run", "thrpt", 1, "server", server, "workers", Integer.toString(workers)),
                "v",
                forks);
    }

    @Test
    void eachCurveHasItsPeakAndItsLaw() {
        List<Cell> cells = List.of(
                cell("jetty", 1, 1000, 1001),
                cell("jetty", 4, 3471, 3472),
                cell("jetty", 64, 12913, 12914),
                cell("jetty", 256, 9550, 9551),
                cell("undertow", 1, 99, 101),
                cell("undertow", 4, 390, 410),
                cell("undertow", 16, 385, 405),
                cell("undertow", 64, 380, 410),
                cell("grows", 1, 100),
                cell("grows", 2, 200),
                cell("grows", 4, 400),
                cell("grows", 8, 800),
                cell("short", 1, 100),
                cell("short", 2, 200),
                cell("short", 4, 400));

        assertThat(ScalingNotes.of(cells, WORKERS))
                .satisfiesExactly(
                        grows -> assertThat(grows)
                                .isEqualTo("server=grows: workers 8 is the peak of what was measured; "
                                        + "universal scalability law: contention 0.000, coherency 0.0, no peak."),
                        jetty -> assertThat(jetty)
                                .startsWith("server=jetty: workers 64 is the peak, and 256 cost 26 %; "
                                        + "universal scalability law: contention 0.050, coherency 0.00020, peak at "),
                        undertow -> assertThat(undertow)
                                .startsWith("server=undertow: workers 4 is the peak, but 64 cannot be told from it; "));
    }

    @Test
    void aRowThatSharesItsCpusIsNoPointOfTheLaw() {
        Cell shared = new Cell(
                id("demo.WorkersBenchmark.run", "thrpt", 1, "server", "grows", "workers", "16"),
                "v",
                List.of(new Fork("ops/s", List.of(900.0), List.of(), Map.of(), List.of("shared-cpus"), 1, 1, 1, null)));
        List<Cell> cells = List.of(
                cell("grows", 1, 100), cell("grows", 2, 200), cell("grows", 4, 400), cell("grows", 8, 800), shared);

        assertThat(ScalingNotes.of(cells, WORKERS))
                .singleElement()
                .asString()
                .startsWith("server=grows: workers 16 is the peak")
                .endsWith("contention 0.000, coherency 0.0, no peak.");
    }

    @Test
    void theKneeIsTheFewestThatCannotBeToldFromThePeak() {
        List<Cell> cells = List.of(
                cell("jetty", 1, 100, 101),
                cell("jetty", 4, 390, 400),
                cell("jetty", 8, 391, 402),
                cell("jetty", 64, 300, 301));

        assertThat(ScalingNotes.of(cells, WORKERS))
                .singleElement()
                .asString()
                .startsWith(
                        "server=jetty: workers 8 is the peak (the knee: 4 cannot be told from it), and 64 cost 24 %; ");
    }

    @Test
    void timesRowsWithoutAScoreAndOtherParamsHaveNoCurve() {
        List<Cell> cells = Stream.of(1, 2, 4, 8)
                .flatMap(workers -> Stream.of(
                        new Cell(
                                id("demo.A.time", "avgt", 1, "workers", workers.toString()),
                                "v",
                                List.of(fork(1, "us/op"))),
                        new Cell(
                                id("demo.A.failed", "thrpt", 1, "workers", workers.toString()),
                                "v",
                                List.of(Fork.failed("boom", 1))),
                        new Cell(
                                id("demo.A.other", "thrpt", 1, "size", workers.toString()),
                                "v",
                                List.of(fork(1, "ops/s")))))
                .toList();

        assertThat(ScalingNotes.of(cells, WORKERS)).isEmpty();
    }

    @Test
    void moreWorkersThanThereIsWorkForSayNothingOfTheLaw() {
        List<Cell> cells = List.of(
                cell("jetty", 1, 200),
                cell("jetty", 4, 800),
                cell("jetty", 16, 3_200),
                cell("jetty", 64, 12_800),
                cell("jetty", 256, 12_800));

        assertThat(ScalingNotes.of(cells, new Suite.Scaling("workers", 64)))
                .singleElement()
                .asString()
                .endsWith("contention 0.000, coherency 0.0, no peak.");
    }
}
