package dev.labcoat.results.publish.text;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Suite;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RanksTest {

    private static final Suite SUITE = new Suite(
            "1",
            List.of(),
            List.of(),
            Map.of(),
            List.of(new Suite.Layer(
                    "layer",
                    "",
                    false,
                    null,
                    null,
                    List.of(new Suite.Question(
                            "demo.Serve",
                            "",
                            "control",
                            Map.of(),
                            null,
                            List.of(),
                            List.of("server"),
                            null,
                            null,
                            null)))));

    @Test
    void theBestAndTheWorstOfThoseThatDoTheSameWork() {
        Cell jetty = cell("serve", "thrpt", "JETTY", "1", 100, 101);
        Cell netty = cell("serve", "thrpt", "NETTY", "1", 150, 151);
        Cell tomcat = cell("serve", "thrpt", "TOMCAT", "1", 200, 201);
        Cell larger = cell("serve", "thrpt", "JETTY", "1000", 10, 11);
        Cell control = cell("control", "thrpt", "NONE", "1", 1_000, 1_001);

        assertThat(Ranks.of(List.of(control, jetty, netty, tomcat, larger), SUITE))
                .containsOnly(Map.entry(tomcat.id(), "best"), Map.entry(jetty.id(), "worst"));
    }

    @Test
    void aShorterTimeIsBetter() {
        Cell fast = cell("serve", "avgt", "JETTY", "1", 1, 1.01);
        Cell slow = cell("serve", "avgt", "NETTY", "1", 2, 2.01);

        assertThat(Ranks.of(List.of(fast, slow), SUITE))
                .containsOnly(Map.entry(fast.id(), "best"), Map.entry(slow.id(), "worst"));
    }

    @Test
    void whatCannotBeToldApartHasNoRank() {
        Cell one = cell("serve", "thrpt", "JETTY", "1", 100, 120);
        Cell other = cell("serve", "thrpt", "NETTY", "1", 110, 130);
        Cell ofOneFork = cell("serve", "thrpt", "TOMCAT", "1", 500);

        assertThat(Ranks.of(List.of(one, other, ofOneFork), SUITE)).isEmpty();
        assertThat(Ranks.of(List.of(one), SUITE)).isEmpty();
    }

    private static Cell cell(String method, String mode, String server, String size, double... scores) {
        List<Fork> forks = DoubleStream.of(scores)
                .mapToObj(score -> fork(score, mode.equals("thrpt") ? "ops/s" : "us/op"))
                .toList();
        return new Cell(id("demo.Serve." + method, mode, 1, "server", server, "size", size), "v", forks);
    }
}
