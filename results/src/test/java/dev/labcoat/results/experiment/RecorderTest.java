package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Samples;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** A run as a whole, on forks that are simulated. */
class RecorderTest {

    private static final CellId CONTROL = id("demo.B.control", "avgt", 1);
    private static final CellId ONE = id("demo.B.file", "avgt", 1, "server", "ONE");
    private static final CellId TWO = id("demo.B.file", "avgt", 1, "server", "TWO");
    private static final CellId LONELY = id("demo.C.spin", "avgt", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private JmhJar jar;

    @SuppressWarnings("NullAway.Init")
    private ExperimentFolder run;

    private final List<List<CellId>> rounds = new ArrayList<>();

    @BeforeEach
    void plan() throws IOException {
        Suite.Question question = new Suite.Question(
                "demo.B", "what?", "control", Map.of(), null, List.of(), List.of("server"), null, null, null);
        Suite suite = new Suite(
                "",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer("demo", "", true, null, null, List.of(question))));
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "control", Mode.AverageTime, Map.of())
                .benchmark("demo.B", "file", Mode.AverageTime, Map.of("server", List.of("ONE", "TWO")))
                .benchmark("demo.C", "spin", Mode.AverageTime, Map.of())
                .suite(suite)
                .write(folder.resolve("benchmarks.jar")));
        run = new ExperimentStore(folder.resolve("store"))
                .create(Experiment.of(Samples.run("r", revision("c", 0), 0, suite, cells(CONTROL, ONE, TWO, LONELY))));
    }

    private static Cell[] cells(CellId... ids) {
        return Stream.of(ids).map(id -> Cell.planned(id, "v")).toArray(Cell[]::new);
    }

    private Run record(Duration budget, Rounds forks) throws IOException {
        Recorder recorder = new Recorder(jar, Preset.QUICK, budget, Jvm.current(), List.of(), sides -> true);
        Rounds noted = (number, sides, first) -> {
            rounds.add(sides.stream().map(Lockstep.Side::cell).toList());
            return forks.run(number, sides, first);
        };
        return recorder.record(run, cell -> true, noted, new Silent()).run();
    }

    @Test
    void aBudgetForNoRoundIsRefusedBeforeAnythingIsRecorded() {
        Recorder recorder =
                new Recorder(jar, Preset.QUICK, Duration.ofSeconds(15), Jvm.current(), List.of(), sides -> true);

        assertThatThrownBy(() -> recorder.checkBudget("the run", List.of(ONE, TWO, CONTROL)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--budget is too short: the run has 15 s, and a round of 3 forks,")
                .hasMessageContaining("-p");
        recorder.checkBudget("the run", List.of(ONE, TWO, CONTROL, LONELY));
    }

    private static final class Silent implements Recorder.Progress {
        @Override
        public void begins(List<CellId> cells, Recorder.Work work) {}

        @Override
        public void ended(Cell cell) {}

        @Override
        public void roundEnded(List<Cell> cells) {}

        @Override
        public void outOfTime(List<CellId> cells, String where) {}
    }

    private static List<Fork> succeed(List<Lockstep.Side> sides) {
        return sides.stream().map(side -> Comparisons.fork(1)).toList();
    }

    private static Cell cell(Run recorded, CellId id) {
        return recorded.cells().stream()
                .filter(cell -> cell.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rowsOfAQuestionAreInTheSameRoundsAndEveryGroupIsFirstMeasuredOnce() throws IOException {
        Run recorded = record(Duration.ofHours(1), (number, sides, first) -> succeed(sides));

        assertThat(rounds)
                .startsWith(List.of(ONE, TWO, CONTROL), List.of(LONELY))
                .hasSize(6);
        assertThat(recorded.cells()).allSatisfy(cell -> assertThat(cell.good()).hasSize(3));
        assertThat(cell(recorded, ONE).forks())
                .extracting(Fork::round)
                .doesNotHaveDuplicates()
                .doesNotContainNull()
                .isEqualTo(cell(recorded, CONTROL).forks().stream()
                        .map(Fork::round)
                        .toList());
        assertThat(cell(recorded, LONELY).forks())
                .extracting(Fork::round)
                .doesNotContainAnyElementsOf(
                        cell(recorded, ONE).forks().stream().map(Fork::round).toList());
        assertThat(Recorder.complete(recorded, Preset.QUICK)).isTrue();
    }

    @Test
    void aRowThatFailsIsGivenUpAndItsGroupGoesOn() throws IOException {
        Run recorded = record(Duration.ofHours(1), (number, sides, first) -> {
            for (int side = 0; side < sides.size(); side++) {
                if (sides.get(side).cell().equals(ONE)) {
                    throw new Lockstep.BrokenGroupException(side, sides.get(side), "crashed");
                }
            }
            return succeed(sides);
        });

        assertThat(cell(recorded, ONE).errors()).containsExactly("crashed");
        assertThat(cell(recorded, ONE).forks()).hasSize(1);
        assertThat(cell(recorded, TWO).good()).hasSize(3);
        assertThat(cell(recorded, CONTROL).good()).hasSize(3);
    }

    @Test
    void aRoundInWhichTheTimeRunsOutIsNoFailure() throws IOException {
        Recorder recorder =
                new Recorder(jar, Preset.QUICK, Duration.ofHours(1), Jvm.current(), List.of(), sides -> true);

        Recorder.Outcome outcome = recorder.record(
                run,
                cell -> true,
                (number, sides, first) -> {
                    if (sides.size() > 1) {
                        throw Lockstep.BrokenGroupException.outOfTime("the time ran out");
                    }
                    return succeed(sides);
                },
                new Silent());

        assertThat(outcome.outOfBudget()).isEqualTo(9);
        assertThat(cell(outcome.run(), ONE).forks()).isEmpty();
        assertThat(cell(outcome.run(), LONELY).good()).hasSize(3);
    }

    @Test
    void whereNobodyKnowsWhoFailedEachIsTriedAlone() throws IOException {
        Run recorded = record(Duration.ofHours(1), (number, sides, first) -> {
            if (sides.size() > 1) {
                throw new Lockstep.BrokenGroupException(Turns.UNKNOWN, "only 2 of 3 forks became ready");
            }
            return succeed(sides);
        });

        assertThat(recorded.cells()).allSatisfy(cell -> assertThat(cell.good()).hasSize(3));
    }

    @Test
    void whatIsMissingIsMeasuredWhenItGoesOn() throws IOException {
        List<Lockstep.Side> stopped = new ArrayList<>();
        record(Duration.ofHours(1), (number, sides, first) -> {
            if (number > 2) {
                stopped.addAll(sides);
                throw new InterruptedException();
            }
            return succeed(sides);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).isNotEmpty();
        rounds.clear();

        Run recorded = record(Duration.ofHours(1), (number, sides, first) -> succeed(sides));

        assertThat(rounds).hasSize(4);
        assertThat(recorded.cells()).allSatisfy(cell -> assertThat(cell.good()).hasSize(3));
        assertThat(cell(recorded, TWO).forks()).extracting(Fork::round).doesNotHaveDuplicates();
    }

    @Test
    void noRoundIsBegunThatWouldEndAfterTheBudget() throws IOException {
        Recorder recorder =
                new Recorder(jar, Preset.QUICK, Duration.ofSeconds(15), Jvm.current(), List.of(), sides -> true);

        Recorder.Outcome outcome =
                recorder.record(run, cell -> true, (number, sides, first) -> succeed(sides), new Silent());

        // Three forks may take longer than that, one does not; when that was seen to be quick, all the others fit.
        assertThat(outcome.outOfBudget()).isEqualTo(3);
        assertThat(cell(outcome.run(), LONELY).good()).hasSize(3);
        assertThat(cell(outcome.run(), ONE).good()).hasSize(2);
    }
}
