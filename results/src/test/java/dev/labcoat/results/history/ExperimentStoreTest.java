package dev.labcoat.results.history;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static dev.labcoat.results.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.RandomExperiments;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Round;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentStoreTest {

    private static final Environment AFTERWARDS = new Environment("17", "/jdk", "", "unknown", 1, 2, 0.5);

    @Test
    void whatIsRecordedIsReadAgain(@TempDir Path folder) throws IOException {
        Run recorded = Samples.head();
        ExperimentFolder run = record(folder, recorded);

        Experiment finished = run.finish(AFTERWARDS, 3);

        assertThat(finished.scores()).contains(recorded.withEnvironment(AFTERWARDS));
        assertThat(finished.seconds()).isEqualTo(3);
        assertThat(ExperimentFolder.of(run.path()).read()).isEqualTo(finished);
    }

    @Test
    void anUnfinishedRunIsReadFromItsLog(@TempDir Path folder) throws IOException {
        Run recorded = Samples.head();
        ExperimentFolder run = record(folder, recorded);

        assertThat(run.path().resolve("experiment.json")).doesNotExist();
        assertThat(scores(run)).isEqualTo(recorded);
    }

    @Test
    void anInterruptDoesNotTakeWithItWhatWasMeasured(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        ExperimentFolder run = record(folder, run("r", revision("c", 0), 0, cell));

        Thread.currentThread().interrupt();
        run.append(round(1, fork(1, "ops/s")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scores(run).cells())
                .containsExactly(measured(cell).with(fork(1, "ops/s").ofRound(1)));
    }

    @Test
    void aReopenedRunGoesOnFromItsLog(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        ExperimentFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.finish(AFTERWARDS, 3);

        run.reopen();
        run.append(round(1, fork(3, "ops/s")));

        assertThat(scores(run).cells())
                .containsExactly(measured(cell).with(fork(3, "ops/s").ofRound(1)));
        assertThat(run.finish(AFTERWARDS, 3).scores().orElseThrow().cells())
                .containsExactly(measured(cell).with(fork(3, "ops/s").ofRound(1)));
    }

    @Test
    void whatHasNoLogGetsOneWhenItIsReopened(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        ExperimentFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.append(round(1, fork(3, "ops/s")));
        Experiment finished = run.finish(AFTERWARDS, 3);
        Path log = run.path().resolve("rounds.jsonl");
        String before = Files.readString(log);
        Files.delete(log);

        run.reopen();

        assertThat(run.read()).isEqualTo(finished);
        assertThat(Files.readAllLines(log)).hasSameSizeAs(before.lines().toList());
        run.append(round(2, fork(4, "ops/s")));
        assertThat(scores(run).cells().get(0).good()).hasSize(2);
    }

    @Test
    void aLogThatWasCutOffAnywhereHasTheRoundsBeforeTheCut(@TempDir Path folder) throws IOException {
        Experiment experiment = Experiment.of(new RandomExperiments(3).run());
        ExperimentFolder whole = new ExperimentStore(folder).create(experiment);
        byte[] log = Files.readAllBytes(whole.path().resolve("rounds.jsonl"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        int lines = 0;
        for (int bytes = 0; bytes <= log.length; bytes++) {
            lines += bytes > 0 && log[bytes - 1] == '\n' ? 1 : 0;
            Files.write(cut.resolve("rounds.jsonl"), Arrays.copyOf(log, bytes));
            if (lines == 0) {
                assertThatThrownBy(() -> ExperimentFolder.of(cut).read()).isInstanceOf(BadInputException.class);
            } else if (bytes % 7 == 0 || log[bytes - 1] == '\n') {
                assertThat(ExperimentFolder.of(cut).read())
                        .isEqualTo(experiment.with(experiment.rounds().subList(0, lines - 1)));
            }
        }
        assertThat(lines).isEqualTo(1 + experiment.rounds().size()).isGreaterThan(3);
    }

    @Test
    void aHalfWrittenLineIsNoForkAndGivesWayToTheNext(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        ExperimentFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.append(round(1, fork(1, "ops/s")));
        Path log = run.path().resolve("rounds.jsonl");
        String whole = Files.readString(log);
        Files.writeString(log, "{\"number\":2,\"endedAt\":\"2026", StandardOpenOption.APPEND);

        assertThat(scores(run).cells())
                .containsExactly(measured(cell).with(fork(1, "ops/s").ofRound(1)));

        run.append(round(2, fork(2, "ops/s")));

        assertThat(scores(run).cells())
                .containsExactly(measured(cell)
                        .with(fork(1, "ops/s").ofRound(1))
                        .with(fork(2, "ops/s").ofRound(2)));
        assertThat(Files.readString(log)).startsWith(whole + "{\"number\"").endsWith("}\n");
        assertThat(Files.readAllLines(log)).hasSize(3);
    }

    @Test
    void aRunStoppedBeforeItsFirstLineWasWrittenSaysWhatToDo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rounds.jsonl"), "{\"schemaVersion\":1,");

        assertThatThrownBy(() -> ExperimentFolder.of(folder).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder.resolve("rounds.jsonl").toString())
                .hasMessageContaining("delete its folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"scored\":0,\"variants\":[]}",
                "no JSON",
                "{\"schemaVersion\":1,\"id\":\"r\"",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"schemaVersion\":1}",
                "{\"schemaVersion\":1,\"seed\":1,\"cells\":[]}",
                "{\"version\":3,\"name\":\"a foreign file\"}"
            })
    void whatIsNoRunIsRefusedByTheNameOfItsFile(String json, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.json"), json);

        assertThatThrownBy(() -> ExperimentFolder.of(folder).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anotherSchemaVersionIsRefused(@TempDir Path folder) throws IOException {
        ExperimentFolder run = record(folder, Samples.head());
        run.finish(AFTERWARDS, 3);
        Path file = run.path().resolve("experiment.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(\"schemaVersion\" *: *)2", "$13"));

        assertThatThrownBy(run::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("schema version 3");
    }

    @Test
    void aForkOfAnArmThatWasNotPlannedIsRefused(@TempDir Path folder) throws IOException {
        ExperimentFolder run = record(folder, run("r", revision("c", 0), 0, Cell.planned(id("get"), "v1")));
        run.append(new Round(1, Instant.EPOCH, List.of(new Round.Result(1, fork(1, "ops/s"), null))));

        assertThatThrownBy(run::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("rounds.jsonl", "does not add up", "arm");
    }

    @Test
    void allRunsAreReadOldestFirst(@TempDir Path folder) throws IOException {
        ExperimentStore store = new ExperimentStore(folder);
        store.create(Experiment.of(run("a", revision("c", 0), 20)));
        store.create(Experiment.of(run("b", revision("c", 0), 10)));

        assertThat(store.readAll(ExperimentStoreTest::notExpected))
                .extracting(Run::id)
                .containsExactly("b", "a");
        assertThat(store.has("a")).isTrue();
        assertThat(store.has("c")).isFalse();
    }

    @Test
    void unreadableRunsAreNamedAndTheOthersRead(@TempDir Path folder) throws IOException {
        ExperimentStore store = new ExperimentStore(folder);
        store.create(Experiment.of(run("good", revision("c", 0), 0)));
        Path broken = Files.createDirectory(folder.resolve("broken")).resolve("experiment.json");
        Files.writeString(broken, "{");
        Path binary = Files.createDirectory(folder.resolve("binary")).resolve("run.json");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("notes.txt"), "no run at all");
        List<String> unreadable = new ArrayList<>();

        List<Run> read = store.readAll(unreadable::add);

        assertThat(read).extracting(Run::id).containsExactly("good");
        assertThat(unreadable)
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains(broken.toString()))
                .anySatisfy(message -> assertThat(message).contains(binary.toString()));
    }

    @Test
    void aStoreWhoseFolderIsNotThereIsEmpty(@TempDir Path folder) throws IOException {
        assertThat(new ExperimentStore(folder.resolve("none")).readAll(ExperimentStoreTest::notExpected))
                .isEmpty();
    }

    private static void notExpected(String message) {
        throw new AssertionError(message);
    }

    private static ExperimentFolder record(Path folder, Run run) throws IOException {
        return new ExperimentStore(folder).create(Experiment.of(run));
    }

    private static Run scores(ExperimentFolder folder) throws IOException {
        return folder.read().scores().orElseThrow();
    }

    /** A cell that got its forks when {@link #round} ended. */
    private static Cell measured(Cell cell) {
        return new Cell(cell.id(), cell.version(), cell.forks(), null, Instant.EPOCH);
    }

    private static Round round(int number, Fork fork) {
        return new Round(number, Instant.EPOCH, List.of(new Round.Result(0, fork, null)));
    }

    @Test
    void neverBeginsTwoExperimentsInOneFolder(@TempDir Path folder) throws IOException {
        ExperimentStore store = new ExperimentStore(folder);
        Path first = store.create(Experiment.of(run("a", revision("c", 0), 10))).path();

        assertThatThrownBy(() -> store.create(Experiment.of(run("a", revision("d", 0), 20))))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(first + ": an experiment is recorded there already");

        assertThat(store.readAll(problem -> {}).get(0).revision()).isEqualTo(revision("c", 0));
    }
}
