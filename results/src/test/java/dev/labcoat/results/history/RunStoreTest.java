package dev.labcoat.results.history;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static dev.labcoat.results.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStoreTest {

    private static final Environment AFTERWARDS = new Environment("17", "/jdk", "", "unknown", 1, 2, 0.5);

    @Test
    void whatIsRecordedIsReadAgain(@TempDir Path folder) throws IOException {
        Run recorded = Samples.head();
        RunFolder run = record(folder, recorded);

        Run finished = run.finish(AFTERWARDS);

        assertThat(finished).isEqualTo(recorded.withEnvironment(AFTERWARDS));
        assertThat(RunFolder.of(run.path()).read()).isEqualTo(finished);
    }

    @Test
    void anUnfinishedRunIsReadFromItsLog(@TempDir Path folder) throws IOException {
        Run recorded = Samples.head();
        RunFolder run = record(folder, recorded);

        assertThat(run.path().resolve("run.json")).doesNotExist();
        assertThat(run.read()).isEqualTo(recorded);
    }

    @Test
    void anInterruptDoesNotTakeWithItWhatWasMeasured(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        RunFolder run = record(folder, run("r", revision("c", 0), 0, cell));

        Thread.currentThread().interrupt();
        run.append(cell.id(), fork(1, "ops/s"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.read().cells()).containsExactly(cell.with(fork(1, "ops/s")));
    }

    @Test
    void aReopenedRunGoesOnFromItsLog(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        RunFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.finish(AFTERWARDS);

        run.reopen();
        run.append(cell.id(), fork(3, "ops/s"));

        assertThat(run.read().cells()).containsExactly(cell.with(fork(3, "ops/s")));
        assertThat(run.finish(AFTERWARDS).cells()).containsExactly(cell.with(fork(3, "ops/s")));
    }

    @Test
    void aRunWithoutALogIsNotReopenedForThatWouldLoseIt(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        RunFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.append(cell.id(), fork(3, "ops/s"));
        Run finished = run.finish(AFTERWARDS);
        Files.delete(run.path().resolve("forks.jsonl"));

        assertThatThrownBy(run::reopen)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no forks.jsonl any more");
        assertThat(run.read()).isEqualTo(finished);
    }

    @Test
    void aHalfWrittenLineIsNoForkAndGivesWayToTheNext(@TempDir Path folder) throws IOException {
        Cell cell = Cell.planned(id("get"), "v1");
        RunFolder run = record(folder, run("r", revision("c", 0), 0, cell));
        run.append(cell.id(), fork(1, "ops/s"));
        Path log = run.path().resolve("forks.jsonl");
        String whole = Files.readString(log);
        Files.writeString(log, "{\"cell\":{\"benchmark\":\"demo.Fi", StandardOpenOption.APPEND);

        assertThat(run.read().cells()).containsExactly(cell.with(fork(1, "ops/s")));

        run.append(cell.id(), fork(2, "ops/s"));

        assertThat(run.read().cells())
                .containsExactly(cell.with(fork(1, "ops/s")).with(fork(2, "ops/s")));
        assertThat(Files.readString(log)).startsWith(whole + "{\"cell\"").endsWith("}\n");
        assertThat(Files.readAllLines(log)).hasSize(3);
    }

    @Test
    void aRunStoppedBeforeItsFirstLineWasWrittenSaysWhatToDo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("forks.jsonl"), "{\"schemaVersion\":1,");

        assertThatThrownBy(() -> RunFolder.of(folder).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder.resolve("forks.jsonl").toString())
                .hasMessageContaining("delete its folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
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
        Path file = Files.writeString(folder.resolve("run.json"), json);

        assertThatThrownBy(() -> RunFolder.of(folder).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anotherSchemaVersionIsRefused(@TempDir Path folder) throws IOException {
        RunFolder run = record(folder, Samples.head());
        run.finish(AFTERWARDS);
        Path file = run.path().resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(\"schemaVersion\" *: *)1", "$12"));

        assertThatThrownBy(run::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("schema version 2");
    }

    @Test
    void aForkOfACellThatWasNotPlannedIsRefused(@TempDir Path folder) throws IOException {
        RunFolder run = record(folder, run("r", revision("c", 0), 0, Cell.planned(id("get"), "v1")));
        run.append(id("put"), fork(1, "ops/s"));

        assertThatThrownBy(run::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("forks.jsonl")
                .hasMessageContaining("FileBenchmark.put");
    }

    @Test
    void allRunsAreReadOldestFirst(@TempDir Path folder) throws IOException {
        RunStore store = new RunStore(folder);
        store.create(run("a", revision("c", 0), 20));
        store.create(run("b", revision("c", 0), 10));

        assertThat(store.readAll(RunStoreTest::notExpected)).extracting(Run::id).containsExactly("b", "a");
        assertThat(store.has("a")).isTrue();
        assertThat(store.has("c")).isFalse();
    }

    @Test
    void unreadableRunsAreNamedAndTheOthersRead(@TempDir Path folder) throws IOException {
        RunStore store = new RunStore(folder);
        store.create(run("good", revision("c", 0), 0));
        Path broken = Files.createDirectory(folder.resolve("broken")).resolve("run.json");
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
        assertThat(new RunStore(folder.resolve("none")).readAll(RunStoreTest::notExpected))
                .isEmpty();
    }

    private static void notExpected(String message) {
        throw new AssertionError(message);
    }

    private static RunFolder record(Path folder, Run run) throws IOException {
        RunFolder recorded = new RunStore(folder)
                .create(run.withCells(run.cells().stream()
                        .map(cell -> Cell.planned(cell.id(), cell.version()))
                        .toList()));
        for (Cell cell : run.cells()) {
            for (Fork fork : cell.forks()) {
                recorded.append(cell.id(), fork);
            }
        }
        return recorded;
    }
}
