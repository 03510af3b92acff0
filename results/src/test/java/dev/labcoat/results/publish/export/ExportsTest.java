package dev.labcoat.results.publish.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.jmh.JmhResultFile;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.MetricColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is written for other programs. */
class ExportsTest {

    private static final Run RUN = Samples.head();
    private static final CommitResults RESULTS = CommitResults.of(RUN, List.of(RUN));
    private static final List<Suite.CostColumn> COLUMNS = MetricColumns.usual(RESULTS);
    private static final String UNDERTOW = "demo.FileBenchmark.get fileSizeBytes=1024 server=undertow";
    private static final String LOG = "demo.LogBenchmark.log_line format=text threads=4 [avgt]";

    @Test
    void whatIsWrittenForProgramsOfJmhIsReadByOurOwnImport(@TempDir Path folder) throws IOException {
        List<JmhResultFile.Entry> entries = JmhResultFile.read(
                        Files.writeString(folder.resolve("jmh.json"), JmhJson.of(RESULTS)))
                .entries();

        List<Cell> cells =
                RUN.cells().stream().filter(cell -> cell.score().isPresent()).toList();
        assertThat(entries)
                .extracting(JmhResultFile.Entry::id)
                .containsExactlyElementsOf(cells.stream().map(Cell::id).toList());
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Cell read = new Cell(entries.get(i).id(), "", entries.get(i).forks());
            assertThat(read.score()).isEqualTo(cell.score());
            assertThat(read.unit()).isEqualTo(cell.unit());
            assertThat(read.metric("subject.cpu")).isEqualTo(cell.metric("subject.cpu"));
            assertThat(entries.get(i).launch().jdk())
                    .isEqualTo(RUN.environment().jdk());
        }
    }

    @Test
    void bencherGetsThroughputInOperationsPerSecondAndLatencyInNanoseconds() {
        JsonNode json = Json.COMPACT.readTree(BencherJson.of(RESULTS, COLUMNS));

        JsonNode throughput = json.path(UNDERTOW).path("throughput");
        assertThat(throughput.path("value").asDouble()).isEqualTo(50_000);
        assertThat(throughput.path("upper_value").asDouble() - 50_000)
                .isEqualTo(50_000 - throughput.path("lower_value").asDouble(), within(1e-6))
                .isPositive();
        assertThat(json.path(LOG).path("latency").path("value").asDouble()).isEqualTo(1_500, within(1e-9));
        assertThat(json.path(LOG).path("latency").has("lower_value")).isFalse();
        assertThat(json).hasSize(4);
        assertThat(json.path(UNDERTOW).path("subject.cpu").path("value").asDouble())
                .as("a time is in nanoseconds")
                .isEqualTo(20_500, within(1e-6));
        assertThat(json.path(UNDERTOW).path("subject.alloc").path("value").asDouble())
                .isEqualTo(900);
    }

    @Test
    void aFileOfGithubActionBenchmarkHasOneDirection() {
        JsonNode bigger = Json.COMPACT.readTree(ActionBenchmarkJson.of(RESULTS, COLUMNS, Direction.HIGHER_IS_BETTER));
        assertThat(bigger).hasSize(2);
        assertThat(bigger.path(0).path("name").asString()).isEqualTo(UNDERTOW);
        assertThat(bigger.path(0).path("unit").asString()).isEqualTo("ops/s");
        assertThat(bigger.path(0).path("value").asDouble()).isEqualTo(50_000);
        assertThat(bigger.path(0).path("range").asString()).startsWith("± ");

        JsonNode smaller = Json.COMPACT.readTree(ActionBenchmarkJson.of(RESULTS, COLUMNS, Direction.LOWER_IS_BETTER));
        assertThat(smaller.findValuesAsString("name"))
                .as("what operations cost gets better in this direction, of whatever score")
                .contains(LOG, UNDERTOW + " subject.cpu", UNDERTOW + " subject.alloc")
                .hasSize(2 + 2 * COLUMNS.size());
        JsonNode log = smaller.path(smaller.size() - 2);
        assertThat(log.path("name").asString()).isEqualTo(LOG);
        assertThat(log.path("unit").asString()).isEqualTo("us/op");
        assertThat(log.has("range")).isFalse();
    }
}
