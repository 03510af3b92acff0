package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.StackRuns;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of several recorded runs is shown. */
class TableCommandTest {

    private static final CellId ROW = Samples.id("demo.A.get", "avgt", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ExperimentStore store;

    @BeforeEach
    void setUp() {
        store = new ExperimentStore(folder);
    }

    private ExperimentFolder begin(String id, String commit, long secondsLater) throws IOException {
        return store.create(
                Experiment.of(Samples.run(id, Samples.revision(commit, 0), secondsLater, Cell.planned(ROW, "v"))));
    }

    private static Round round(int number, long secondsLater, double score) {
        return new Round(
                number,
                Samples.COMMITTED.plusSeconds(secondsLater),
                List.of(new Round.Result(0, Samples.fork(score, "us/op"), null)));
    }

    private String table(String... arguments) {
        return Said.by(Stream.concat(Stream.of("table", "--results=" + folder), Stream.of(arguments))
                        .toArray(String[]::new))
                .done();
    }

    @Test
    void aRunThatIsResumedLaterShowsWhatWasMeasuredLast() throws IOException {
        ExperimentFolder first = begin("1", "one", 0);
        first.append(round(1, 10, 100));
        ExperimentFolder between = begin("2", "one", 3_600);
        between.append(round(1, 3_610, 300));
        assertThat(table()).contains("300 µs", "run 2,").doesNotContain("100 µs");

        first.append(round(2, 86_400, 100));

        assertThat(table()).contains("100 µs", "run 1,").doesNotContain("300 µs");
        assertThat(table("--format=csv")).contains("2026-03-05T05:06:07Z");
    }

    @Test
    void productionStandsBesideTheBench() throws IOException {
        store.add(Experiment.of(StackRuns.bench("1", "1f")));
        store.add(Experiment.of(StackRuns.production("2", "1f", StackRuns.REQUEST, "combined.log")));

        for (String shown : List.of("1", "2")) {
            assertThat(table(shown)).contains("Production beside the bench: my-server", "as long as on the bench");
        }
        assertThat(table("1", "--format=csv")).doesNotContain("Production");
    }

    @Test
    void theNewestRunIsTheOneThatMeasuredLast() throws IOException {
        ExperimentFolder first = begin("1", "one", 0);
        begin("2", "two", 3_600).append(round(1, 3_610, 300));
        assertThat(table()).contains("Labcoat two");

        first.append(round(1, 86_400, 100));

        assertThat(table()).contains("Labcoat one");
    }
}
