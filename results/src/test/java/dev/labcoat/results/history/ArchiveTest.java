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
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final Cell MEASURED = Cell.planned(id("get"), "v1").with(fork(1, "ops/s"));

    @TempDir
    Path temporary;

    private Archive archive = new Archive(Path.of(""));

    @BeforeEach
    void open() {
        archive = new Archive(temporary.resolve("history"));
    }

    @Test
    void filesAreInTheOrderOfCommitsWheneverTheyWereMeasured() throws IOException {
        Path second = archive.publish(Experiment.of(run("1", revision("b", 2), 10, MEASURED)));
        Path again = archive.publish(Experiment.of(run("3", revision("b", 2), 30, MEASURED)));
        Path first = archive.publish(Experiment.of(run("2", revision("a", 1), 20, MEASURED)));

        assertThat(archive.files().values()).containsExactly(List.of(first, second, again));
        assertThat(RunScores.read(first).id()).isEqualTo("2");
    }

    @Test
    void whatWasPublishedIsNeverChanged() throws IOException {
        Run run = run("1", revision("a", 1), 0, MEASURED);
        Path file = archive.publish(Experiment.of(run));
        byte[] before = Files.readAllBytes(file);

        assertThat(archive.publish(Experiment.of(run))).isEqualTo(file);
        Run other = run("1", revision("a", 1), 0, MEASURED.with(fork(2, "ops/s")));
        assertThatThrownBy(() -> archive.publish(Experiment.of(other)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whatBelongsToNoCommitIsRefused() {
        Revision clean = revision("a", 1);
        Revision dirty = new Revision(
                clean.commit(),
                clean.committedAt(),
                clean.subject(),
                clean.parent(),
                clean.branch(),
                "0123456789abcdef");
        assertThatThrownBy(() -> archive.publish(Experiment.of(run("1", dirty, 0, MEASURED))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("belongs to a commit");
        assertThatThrownBy(() -> archive.publish(Experiment.of(run("1", clean, 0, Cell.planned(id("get"), "v1")))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no result");
        assertThat(archive.folder()).doesNotExist();
    }

    @Test
    void theNewestCommitsAreThoseThatMayStandBesideTheNewestOfAll() throws IOException {
        for (int commit = 1; commit <= 4; commit++) {
            archive.publish(Experiment.of(run(commit + "", revision("c" + commit, commit), commit, MEASURED)));
        }
        archive.publish(Experiment.of(run("5", revision("c4", 4), 5, MEASURED)));
        Path broken = archive.publish(Experiment.of(run("3-again", revision("c3", 3), 5, MEASURED)));
        Files.writeString(broken, "{");
        List<String> unreadable = new ArrayList<>();

        List<Run> newest = archive.newest(archive.files().values().iterator().next(), 2, unreadable::add);

        assertThat(newest).extracting(Run::id).containsExactly("3", "4", "5");
        assertThat(unreadable).singleElement().asString().contains(broken.toString());
    }

    @Test
    void aCommitThatWasNamedByHandStaysInItsMachinesFolder() throws IOException {
        Path file = archive.publish(Experiment.of(run("1", revision("../release/1", 1), 0, MEASURED)));

        assertThat(archive.files().values()).containsExactly(List.of(file));
    }

    @Test
    void aFileInAnotherPlaceIsNamed() throws IOException {
        Path file = archive.publish(Experiment.of(run("1", revision("a", 1), 0, MEASURED)));
        Path foreign =
                Files.createDirectories(archive.folder().resolve("another")).resolve("1.json");
        Files.copy(file, foreign);
        assertThatThrownBy(() -> archive.read(foreign))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(foreign.toString(), "another machine", Samples.MACHINE.key());

        assertThat(archive.misplaced()).isEmpty();
        Path outside = Files.move(foreign, archive.folder().resolve("2.json"));
        Path below = Files.copy(
                file, Files.createDirectory(file.resolveSibling("deeper")).resolve("3.json"));
        assertThat(archive.misplaced())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains(outside.toString()),
                        problem -> assertThat(problem).contains(below.toString()));
    }

    @Test
    void anArchiveThatIsNotThereIsEmpty() throws IOException {
        assertThat(archive.files()).isEmpty();
        assertThat(archive.misplaced()).isEmpty();
    }
}
