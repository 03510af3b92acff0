package dev.labcoat.results.history;

import static dev.labcoat.results.Samples.fork;
import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.Samples.revision;
import static dev.labcoat.results.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.CommitResults.Earlier;
import dev.labcoat.results.history.CommitResults.Row;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitResultsTest {

    private static final Revision OLD = revision("old", 0);
    private static final Revision NEW = revision("new", 100);

    @Test
    void newestResultOfEachCellWins() {
        Run first = run("1", NEW, 200, cell("get", 1), cell("put", 2));
        Run second = run("2", NEW, 300, cell("put", 3), Cell.planned(id("get"), "v1"), cell("list", 4));

        CommitResults results = CommitResults.of(first, List.of(second, first));

        assertThat(results.rows())
                .extracting(Row::cell)
                .containsExactly(cell("get", 1), cell("put", 3), cell("list", 4));
        assertThat(results.latest()).isEqualTo(second);
    }

    /** As it is when a run is gone on with days later, while another was made in between. */
    @Test
    void aRunThatWasBegunFirstAndResumedLaterWinsOverOneInBetween() {
        Run first = run("1", NEW, 200, measuredAt(cell("get", 1), 900), measuredAt(cell("put", 2), 210));
        Run between = run("2", NEW, 300, measuredAt(cell("get", 3), 310), measuredAt(cell("put", 4), 320));
        Run older = run("3", NEW, 250, cell("get", 5), cell("put", 6));

        CommitResults results = CommitResults.of(between, List.of(first, older, between));

        assertThat(results.rows())
                .extracting(row -> row.run().id(), row -> row.measuredAt().orElseThrow())
                .containsExactly(
                        tuple("1", Samples.COMMITTED.plusSeconds(900)), tuple("2", Samples.COMMITTED.plusSeconds(320)));
        assertThat(results.latest()).isEqualTo(first);
    }

    @Test
    void whereNoTimesOfForksAreRecordedThatOfTheRunStandsIn() {
        Run first = run("1", NEW, 200, measuredAt(cell("get", 1), 290), measuredAt(cell("put", 1), 310));
        Run old = run("2", NEW, 300, cell("get", 2), cell("put", 2));

        assertThat(CommitResults.of(old, List.of(first, old)).rows())
                .extracting(row -> row.run().id())
                .containsExactly("2", "1");
        assertThat(CommitResults.of(old, List.of(old)).rows().get(0).measuredAt())
                .contains(Samples.COMMITTED.plusSeconds(300));
    }

    @Test
    void earlierIsWhatWasMeasuredLastOfItsSource() {
        Run resumed = run("1", OLD, 10, measuredAt(cell("get", 1), 90));
        Run between = run("2", OLD, 20, measuredAt(cell("get", 2), 30));
        Run now = run("3", NEW, 120, cell("get", 3));

        assertThat(earlier(now, resumed, between, now))
                .hasValueSatisfying(found ->
                        assertThat(found.cell().score().orElseThrow().mean()).isEqualTo(1));
    }

    @Test
    void aRunThatWasStoppedBeforeItsFirstForkIsNotTheLatest() {
        Run measured = run("1", NEW, 200, cell("get", 1));
        Run stopped = run("2", NEW, 300, Cell.planned(id("get"), "v1"));

        assertThat(CommitResults.of(stopped, List.of(measured, stopped)).latest())
                .isEqualTo(measured);
    }

    @Test
    void aCellThatWasNeverRunIsShownAllTheSame() {
        Run planned = run("1", NEW, 200, Cell.planned(id("get"), "v1"));
        assertThat(CommitResults.of(planned, List.of(planned)).rows())
                .extracting(Row::cell)
                .containsExactly(Cell.planned(id("get"), "v1"));
    }

    @Test
    void earlierIsWhatWasCommittedEarlierNotWhatWasMeasuredEarlier() {
        Run oldest = run("1", revision("oldest", -100), 900, cell("get", 1));
        Run old = run("2", OLD, 150, cell("get", 2));
        Run now = run("3", NEW, 120, cell("get", 3));
        Run later = run("4", revision("later", 200), 110, cell("get", 4));

        assertThat(earlier(now, oldest, old, now, later)).contains(new Earlier(OLD, cell("get", 2)));
        assertThat(earlier(oldest, oldest, old, now, later)).isEmpty();
    }

    @Test
    void earlierResultsComeFromTheNewestSourceThatHasTheCell() {
        Run oldest = run("1", revision("oldest", -100), 10, cell("get", 1));
        Run old = run("2", OLD, 20, cell("put", 2), Cell.planned(id("get"), "v1"));
        Run now = run("3", NEW, 120, cell("get", 3));

        assertThat(earlier(now, oldest, old, now))
                .hasValueSatisfying(
                        found -> assertThat(found.revision().commit()).isEqualTo("oldest"));
    }

    @Test
    void whatCannotBeComparedIsNotHeldAgainstEachOther() {
        Run now = run("2", NEW, 120, cell("get", 3));
        Run old = run("1", OLD, 10, cell("get", 1));
        assertThat(earlier(now, old, now)).isPresent();

        Run otherMachine = copy(old, new Machine("other", 4, 16, "amd64", "Linux 6.1", ""), "quick");
        Run otherPreset = copy(old, Samples.MACHINE, "standard");
        Run otherVersion = old.withCells(List.of(new Cell(id("get"), "v0", List.of(fork(1, "ops/s")))));

        assertThat(earlier(now, otherMachine, now)).isEmpty();
        assertThat(earlier(now, otherPreset, now)).isEmpty();
        assertThat(earlier(now, otherVersion, now)).isEmpty();
    }

    @Test
    void otherMachinesAddNothingToTheRowsOfACommit() {
        Run here = run("1", NEW, 200, cell("get", 1));
        Run there =
                copy(run("2", NEW, 300, cell("get", 9), cell("put", 9)), new Machine("b", 1, 1, "", "", ""), "quick");

        assertThat(CommitResults.of(here, List.of(here, there)).rows())
                .extracting(Row::cell)
                .containsExactly(cell("get", 1));
    }

    @Test
    void aDirtyTreeIsLaterThanItsCommitWhicheverWasMeasuredFirst() {
        Revision dirtyRevision = new Revision("new", NEW.committedAt(), "subject", null, null, "0123456789");
        Run dirty = run("2", dirtyRevision, 300, cell("get", 2));
        for (long measured : new long[] {200, 400}) {
            Run clean = run("1", NEW, measured, cell("get", 1));

            assertThat(earlier(dirty, clean, dirty)).contains(new Earlier(NEW, cell("get", 1)));
            assertThat(earlier(clean, clean, dirty)).isEmpty();
            assertThat(CommitResults.of(clean, List.of(clean, dirty)).rows())
                    .extracting(Row::cell)
                    .containsExactly(cell("get", 1));
        }
    }

    @Test
    void anotherJarAndAnotherJdkAreNeverHeldAgainstThisOne() {
        Run here = run("2", NEW, 200, cell("get", 1));
        Run old = run("1", OLD, 100, cell("get", 9));
        Environment newerJdk = new Environment("99", "/jdk", "", "unknown", 1, 2, 0);
        Run otherJar = new Run(
                old.schemaVersion(),
                old.id(),
                old.revision(),
                old.startedAt(),
                old.seed(),
                old.preset(),
                "other.jar",
                old.jar(),
                old.suite(),
                old.machine(),
                old.environment(),
                old.cells());

        assertThat(earlier(here, here, old)).isPresent();
        assertThat(earlier(here, here, old.withEnvironment(newerJdk))).isEmpty();
        assertThat(earlier(here, here, otherJar)).isEmpty();
    }

    @Test
    void ofCommitsOfOneSecondTheParentIsTheEarlier() {
        Revision parent = revision("parent", 0);
        Revision child = new Revision("child", parent.committedAt(), "subject", "parent", null, null);
        Run childFirst = run("1", child, 10, cell("get", 2));
        Run parentLater = run("2", parent, 20, cell("get", 1));
        List<Run> all = List.of(childFirst, parentLater);

        assertThat(CommitResults.of(childFirst, all).rows().get(0).earlier())
                .hasValueSatisfying(earlier -> assertThat(earlier.revision()).isEqualTo(parent));
        assertThat(CommitResults.of(parentLater, all).rows().get(0).earlier()).isEmpty();
    }

    private static Optional<Earlier> earlier(Run run, Run... all) {
        return CommitResults.of(run, List.of(all)).rows().get(0).earlier();
    }

    private static Cell cell(String method, double score) {
        return new Cell(id(method), "v1", List.of(fork(score, "ops/s")));
    }

    private static Cell measuredAt(Cell cell, long secondsLater) {
        return new Cell(cell.id(), cell.version(), cell.forks(), null, Samples.COMMITTED.plusSeconds(secondsLater));
    }

    private static Run copy(Run run, Machine machine, String preset) {
        return new Run(
                run.schemaVersion(),
                run.id(),
                run.revision(),
                run.startedAt(),
                run.seed(),
                preset,
                run.jarName(),
                run.jar(),
                run.suite(),
                machine,
                run.environment(),
                run.cells());
    }
}
