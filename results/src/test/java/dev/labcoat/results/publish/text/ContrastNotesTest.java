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
import org.junit.jupiter.api.Test;

class ContrastNotesTest {

    private static final Suite.Question QUESTION = new Suite.Question(
            "demo.FileBenchmark", "", "raw", Map.of(), null, List.of(), List.of("cache", "server"), null, null, null);

    private static Cell cell(String method, String mode, List<String> params, double... scores) {
        String unit = mode.equals("avgt") ? "us/op" : "ops/s";
        List<Fork> forks =
                Arrays.stream(scores).mapToObj(score -> fork(score, unit)).toList();
        return new Cell(id("demo.FileBenchmark." + method, mode, 1, params.toArray(String[]::new)), "v", forks);
    }

    private static Cell file(String server, String cache, String size, double... scores) {
        return cell("file", "thrpt", List.of("server", server, "cache", cache, "size", size), scores);
    }

    @Test
    void ofEachKindOfWorkTheBestAndTheLastAreNamed() {
        List<String> notes = ContrastNotes.of(
                List.of(
                        cell("raw", "thrpt", List.of("size", "1"), 2_100, 2_100),
                        file("jetty", "on", "1", 1_000, 1_002),
                        file("jetty", "off", "1", 500, 501),
                        file("undertow", "on", "1", 999, 1_001),
                        file("jetty", "on", "9", 100, 101),
                        file("undertow", "on", "9", 90, 110)),
                QUESTION);

        assertThat(notes)
                .containsExactly(
                        "size=1: cache=on server=jetty is best (not told from it: cache=on server=undertow);"
                                + " cache=off server=jetty costs 50 %; raw, the control, does 2.1 times the best.",
                        "size=9: server=jetty, server=undertow cannot be told apart.");
    }

    @Test
    void timesAreBetterWhenTheyAreShorter() {
        assertThat(ContrastNotes.of(
                        List.of(
                                cell("slow", "avgt", List.of(), 3.4, 3.4),
                                cell("medium", "avgt", List.of(), 1.2, 1.2),
                                cell("fast", "avgt", List.of(), 1, 1),
                                cell("raw", "avgt", List.of(), 0.2, 0.2)),
                        QUESTION))
                .containsExactly(
                        "fast is best; slow takes 3.4 times as long; raw, the control, takes 20 % of the best.");
        assertThat(ContrastNotes.of(
                        List.of(
                                cell("slow", "avgt", List.of("cache", "off"), 1.12, 1.12),
                                cell("fast", "avgt", List.of(), 1, 1)),
                        QUESTION))
                .containsExactly("fast is best; slow cache=off takes 12 % longer.");
    }

    @Test
    void oneForkAndOneRowSayNothing() {
        assertThat(ContrastNotes.of(List.of(file("jetty", "on", "1", 5), file("jetty", "off", "1", 1)), QUESTION))
                .isEmpty();
        assertThat(ContrastNotes.of(List.of(file("jetty", "on", "1", 5, 5)), QUESTION))
                .isEmpty();
    }

    @Test
    void aQuestionThatComparesNothingHasNoSentence() {
        Suite.Question none = new Suite.Question(
                "demo.FileBenchmark", "", null, Map.of(), null, List.of(), List.of(), null, null, null);

        assertThat(ContrastNotes.of(List.of(file("a", "on", "1", 5, 5), file("b", "on", "1", 1, 1)), none))
                .isEmpty();
    }
}
