package dev.labcoat.results.publish.text;

import static dev.labcoat.results.StackRuns.REQUEST;
import static dev.labcoat.results.StackRuns.bench;
import static dev.labcoat.results.StackRuns.production;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.StackRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request in production, beside the same on the bench. */
class ProductionBesideTest {

    private static final StackRequest A = new StackRequest("my-server", "GET", "/a", Map.of(), "", 200);

    private static CommitTable table(Run shown, Run... all) {
        CommitResults results = CommitResults.of(shown, List.of(all));
        return new CommitTable(results, MetricColumns.usual(results), ProductionBeside.of(results, List.of(all)));
    }

    @Test
    void bothStandInOneTableWhicheverIsShown() throws IOException {
        Run bench = bench("bench", "1f");
        Run production = production("imported", "1f", REQUEST, "combined.log");

        Golden.check("beside.txt", table(bench, production, bench).text(Wrapped.PAGE));
        Golden.check("beside.md", table(production, production, bench).markdown());
    }

    @Test
    void whatHistogramsDoNotSayIsLeftOpen() {
        Run bench = bench("bench", "1f");
        Run production = production("imported", "1f", A, "metrics.txt", "access.jsonl");

        assertThat(ProductionBeside.of(CommitResults.of(bench, List.of(bench)), List.of(bench, production)))
                .singleElement()
                .satisfies(both -> {
                    assertThat(both.grid().rows().get(0))
                            .containsExactly("GET /a (Prometheus)", "production", "-", "100 ms", "-");
                    assertThat(both.notes().get(0))
                            .isEqualTo(
                                    "GET /a (Prometheus) beside ownStack step=BASELINE: p50 11x as long as on the bench.");
                    assertThat(both.notes().get(2))
                            .startsWith(
                                    "GET /a (access-log) beside ownStack step=BASELINE: 8000x as many requests/s on the bench,"
                                            + " p50 37 % shorter than on the bench,");
                });
    }

    @Test
    void whatHasNoCounterpartIsSaidInALine() {
        Run bench = bench("bench", "1f");
        Run production = production("imported", "1f", A, "combined.log");

        assertThat(notes(production, production))
                .containsExactly(
                        "No route of production is what my-server requests.",
                        "The bench has no row of my-server yet: run --stack measures it.",
                        "Without a row on the bench: POST /users (access-log), GET /users/{id} (access-log).");
        assertThat(table(production, production).text(Wrapped.PAGE)).contains("No route of production");
        assertThat(notes(bench, production, bench)).contains("No route of production is what my-server requests.");
    }

    @Test
    void anotherFileIsNoCounterpart() {
        Run bench = bench("bench", "2e");
        Run production = production("imported", "1f", REQUEST, "combined.log");

        assertThat(notes(production, production, bench))
                .contains(
                        "The file of my-server was another one when the bench measured it, in run bench of 2026-03-05, than"
                                + " that of the import: measure it again, or import again.")
                .noneMatch(note -> note.contains("as long as"));
    }

    @Test
    void theNewestOfEachCounts() {
        Run older = production("older", "1f", REQUEST, "combined.log");
        Run newer = production("newer", "1f", REQUEST, "combined.log");
        Run bench = bench("bench", "1f");

        assertThat(ProductionBeside.of(CommitResults.of(bench, List.of(bench)), List.of(older, newer, bench)))
                .singleElement()
                .satisfies(both ->
                        assertThat(both.title()).contains("run newer of 2026-03-04 and run bench of 2026-03-05"));
    }

    @Test
    void otherTablesStayAsTheyAre() {
        Run plain = production("imported", "1f", REQUEST, "wrk2.txt");

        assertThat(notes(plain, plain, bench("bench", "1f"))).isEmpty();
        assertThat(notes(Samples.head(), Samples.head(), production("p", "1f", REQUEST, "combined.log")))
                .isEmpty();
        assertThat(notes(bench("bench", "1f"), bench("bench", "1f"))).isEmpty();
    }

    private static List<String> notes(Run shown, Run... all) {
        return ProductionBeside.of(CommitResults.of(shown, List.of(all)), List.of(all)).stream()
                .flatMap(both -> both.notes().stream())
                .toList();
    }
}
