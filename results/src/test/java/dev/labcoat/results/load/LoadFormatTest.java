package dev.labcoat.results.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Reported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What load generators and servers wrote; wrk.txt and h2load.txt as version 4.1.0 and 1.52.0 printed them. */
class LoadFormatTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/load", name));
    }

    private static List<LoadRow> read(String name) throws IOException {
        String text = text(name);
        return LoadFormats.of(text).orElseThrow().read(text).rows();
    }

    private static double metric(LoadRow row, String name) {
        Reported.Summary summary = row.reported().metrics().get(name);
        return Objects.requireNonNull(summary, name).score();
    }

    private static double score(LoadRow row) {
        return row.reported().score().score();
    }

    @Test
    void wrk2SaysWhatRequestsWaitedFor() throws IOException {
        LoadRow row = read("wrk2.txt").get(0);

        assertThat(row.id().toString()).isEqualTo("wrk2.requests connections=100 url=http://127.0.0.1:8080/index.html");
        assertThat(score(row)).isEqualTo(2000.12);
        assertThat(metric(row, "p0.50")).as("not the uncorrected one").isEqualTo(1.17);
        assertThat(metric(row, "p0.999")).isEqualTo(2.03);
        assertThat(metric(row, "mean")).isEqualTo(1.2);
        assertThat(metric(row, "failed")).isEqualTo(7);
    }

    @Test
    void wrkIsNotTakenForWrk2() throws IOException {
        LoadRow row = read("wrk.txt").get(0);

        assertThat(row.id().className()).isEqualTo("wrk");
        assertThat(score(row)).isEqualTo(1632.04);
        assertThat(metric(row, "p0.50")).isEqualTo(594e-6, EXACT);
        assertThat(metric(row, "p0.99")).isEqualTo(19.25e-3, EXACT);
        assertThat(metric(row, "failed")).isZero();
    }

    @Test
    void h2loadHasNoQuantiles() throws IOException {
        LoadRow row = read("h2load.txt").get(0);

        assertThat(row.id().toString()).isEqualTo("h2load.requests connections=4 protocol=http/1.1");
        assertThat(score(row)).isEqualTo(1146.37);
        assertThat(metric(row, "mean")).isEqualTo(3.36e-3, EXACT);
        assertThat(row.reported().metrics()).containsOnlyKeys("failed", "max", "mean", "min");
    }

    @Test
    void timesOfK6AreMilliseconds() throws IOException {
        LoadRow row = read("k6.json").get(0);

        assertThat(row.id().toString()).isEqualTo("k6.requests users=50");
        assertThat(score(row)).isEqualTo(99.5);
        assertThat(metric(row, "p0.50")).isEqualTo(0.01, EXACT);
        assertThat(metric(row, "p0.999")).isEqualTo(0.2, EXACT);
        assertThat(metric(row, "failed")).isEqualTo(3);
        String nested =
                "{\"metrics\": {\"http_reqs\": {\"type\": \"counter\", \"values\": {\"rate\": 5, \"count\": 9}}}}";
        assertThat(score(
                        LoadFormats.of(nested).orElseThrow().read(nested).rows().get(0)))
                .as("handleSummary()")
                .isEqualTo(5);
    }

    @Test
    void whatWarmsUpIsNoResultOfHyperfoil() throws IOException {
        LoadRow row = read("hyperfoil.json").get(0);

        assertThat(read("hyperfoil.json")).hasSize(1);
        assertThat(row.id().toString()).isEqualTo("Hyperfoil.home phase=steady");
        assertThat(score(row)).isEqualTo(2000);
        assertThat(metric(row, "p0.99")).isEqualTo(0.008, EXACT);
        assertThat(metric(row, "p0.9999")).isEqualTo(0.08, EXACT);
        assertThat(metric(row, "failed")).isEqualTo(3);
        String totals =
                "{\"status\": \"TERMINATED\", \"statistics\": [{\"phase\": \"main\", \"metric\": \"m\", \"summary\":"
                        + " {\"startTime\": 0, \"endTime\": 2000, \"responseCount\": 10, \"percentileResponseTime\": {\"50.0\": 1000}}}]}";
        assertThat(score(
                        LoadFormats.of(totals).orElseThrow().read(totals).rows().get(0)))
                .as("the totals of its controller")
                .isEqualTo(5);
    }

    @Test
    void anAccessLogHasRoutes() throws IOException {
        List<LoadRow> rows = read("combined.log");

        assertThat(rows)
                .extracting(row -> row.id().toString())
                .containsExactly(
                        "access-log.requests method=POST route=/users",
                        "access-log.requests method=GET route=/users/{id}");
        assertThat(score(rows.get(1))).as("3 in 10 s").isEqualTo(0.3, EXACT);
        assertThat(metric(rows.get(1), "p0.50")).isEqualTo(0.02, EXACT);
        assertThat(metric(rows.get(1), "p0.99")).isEqualTo(0.03, EXACT);
        assertThat(metric(rows.get(0), "failed")).isEqualTo(1);
        assertThat(new AccessLog().read(text("combined.log")).leftOut())
                .containsExactly("1 of 5 lines are no requests, the first at line 4");
    }

    @Test
    void linesOfJsonMayNameThingsInAnyWay() throws IOException {
        List<LoadRow> rows = read("access.jsonl");

        assertThat(rows).hasSize(1);
        assertThat(score(rows.get(0))).as("3 in 4 s").isEqualTo(0.75, EXACT);
        assertThat(metric(rows.get(0), "p0.50")).isEqualTo(0.006, EXACT);
        assertThat(metric(rows.get(0), "failed")).isEqualTo(1);
    }

    @Test
    void aLogOfOneMomentHasNoRate() {
        String line = "1.1.1.1 - - [10/Mar/2026:13:55:30 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"\n";
        assertThatThrownBy(() -> LoadFormats.of(line).orElseThrow().read(line))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no rate");
    }

    @Test
    void quantilesOfAHistogramAreThoseOfPrometheus() throws IOException {
        List<LoadRow> rows = read("metrics.txt");

        assertThat(rows).as("neither what is idle nor bytes").hasSize(1);
        LoadRow row = rows.get(0);
        assertThat(row.id().toString())
                .isEqualTo("Prometheus.http_request_duration_seconds method=GET route=/a [avgt]");
        assertThat(score(row)).isEqualTo(0.15, EXACT);
        assertThat(metric(row, "p0.50")).isEqualTo(0.1, EXACT);
        assertThat(metric(row, "p0.90")).isEqualTo(0.2, EXACT);
        assertThat(row.reported().metrics())
                .as("above the last bound nothing is known")
                .doesNotContainKeys("p0.99", "p0.999");
        assertThat(metric(row, "requests")).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "wrk2.txt, Requests/sec, no Requests/sec",
        "h2load.txt, finished in, no req/s",
        "k6.json, vus_max, not JSON",
        "hyperfoil.json, requestTimeouts, not JSON"
    })
    void whatIsCutOffIsRefused(String name, String at, String why) throws IOException {
        String text = text(name);
        String cut = text.substring(0, text.indexOf(at));
        String whole = name.equals("hyperfoil.json") ? cut + "\"responseCount\"" : cut;
        assertThatThrownBy(() -> LoadFormats.of(whole).orElseThrow().read(whole))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anUnknownUnitOfTimeIsNamed() throws IOException {
        String text = text("wrk.txt").replace("594.00us", "594.00fortnights");
        assertThatThrownBy(() -> LoadFormats.of(text).orElseThrow().read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'594.00fortnights' is not a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[{\"benchmark\": \"a.B.c\"}]", "{\"metrics\": {}}", "no log"})
    void othersAreNoneOfThese(String text) {
        assertThat(LoadFormats.of(text)).isEmpty();
    }
}
