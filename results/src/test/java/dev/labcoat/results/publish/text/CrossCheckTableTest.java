package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.LoadSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossCheckTableTest {

    private static LoadSample sample(
            String tool, boolean keptAlive, String step, int round, double perSecond, double client, double server) {
        return new LoadSample(
                tool,
                tool.startsWith("our"),
                keptAlive,
                step,
                round,
                perSecond,
                2,
                2 * client,
                2 * server,
                1,
                1 - (client + server) / 2);
    }

    @Test
    void aToolThatIsTheLimitIsNamedAndHidesTheChange() {
        assertThat(new CrossCheckTable(
                                List.of("BASELINE", "LOG"),
                                List.of(
                                        sample("our client", true, "LOG", 1, 80_000, 0.8, 1),
                                        sample("our client", true, "BASELINE", 1, 50_000, 0.5, 1),
                                        sample("ab", true, "LOG", 1, 19_000, 0.99, 0.4),
                                        sample("ab", true, "BASELINE", 1, 20_000, 0.99, 0.6),
                                        sample("our client", true, "BASELINE", 2, 50_000, 0.5, 1),
                                        sample("ab", true, "BASELINE", 2, 20_000, 0.99, 0.6),
                                        sample("our client", true, "LOG", 2, 100_000, 0.8, 1),
                                        sample("ab", true, "LOG", 2, 21_000, 0.99, 0.4)))
                        .lines(160))
                .containsExactly(
                        "row       client      requests/s  client CPU/req  server CPU/req   limit              to ours"
                                + "               change",
                        "BASELINE  our client      50,000         10.0 µs         20.0 µs  server",
                        "BASELINE  ab              20,000         49.5 µs         30.0 µs  client  0.40 (0.40 to 0.40)",
                        "LOG       our client      90,000          9.0 µs         11.3 µs  server"
                                + "                       1.79 (1.60 to 2.00)",
                        "LOG       ab              20,000         49.6 µs         20.1 µs  client  0.22 (0.21 to 0.24)"
                                + "  1.00 (0.95 to 1.05)",
                        "",
                        "BASELINE, ab: 0.40 times as many requests as with our client. The limit is ab itself: it used"
                                + " 99 % of its CPU, and the server 60 %",
                        "LOG, ab: 0.22 times as many requests as with our client. The limit is ab itself: it used 99 %"
                                + " of its CPU, and the server 40 %",
                        "",
                        "change: requests per second in this row, times those in BASELINE, with the same client in the"
                                + " same round");
    }

    @Test
    void otherWorkThatKeptBothFromTheirCpusIsNamed() {
        assertThat(new CrossCheckTable(
                                List.of("BASELINE"),
                                List.of(
                                        sample("our client", true, "BASELINE", 1, 5_000, 0.1, 0.3),
                                        sample("wrk", true, "BASELINE", 1, 9_000, 0.2, 0.5)))
                        .lines(160))
                .contains(
                        "BASELINE, wrk: 1.80 times as many requests as with our client. Neither is busy with our client,"
                                + " client 10 % and server 30 %: other work took 80 % of the machine. CPU time of a request still"
                                + " says something, its rate does not")
                .filteredOn(line -> line.contains("other work"))
                .hasSize(3);
    }

    @Test
    void toolsThatAgreeNeedNoExplanation() {
        assertThat(new CrossCheckTable(
                                List.of("BASELINE"),
                                List.of(
                                        sample("our client", true, "BASELINE", 1, 50_000, 0.5, 1),
                                        sample("wrk", true, "BASELINE", 1, 55_000, 0.5, 1)))
                        .lines(160))
                .hasSize(3);
    }

    @Test
    void newConnectionsAreHeldAgainstOurNewConnections() {
        assertThat(new CrossCheckTable(
                                List.of("BASELINE"),
                                List.of(
                                        sample("our client", true, "BASELINE", 1, 50_000, 0.5, 1),
                                        sample("our client, new connections", false, "BASELINE", 1, 10_000, 0.5, 1),
                                        sample("ab, new connections", false, "BASELINE", 1, 5_000, 0.5, 1)))
                        .lines(160))
                .last()
                .isEqualTo("BASELINE, ab, new connections: 0.50 times as many requests as with our client, new"
                        + " connections. The server is the limit with ab, new connections, and spends 200.0 µs on each"
                        + " request, 100.0 µs with the other");
    }
}
