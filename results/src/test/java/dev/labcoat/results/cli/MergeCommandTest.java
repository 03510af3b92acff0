package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.experiment.SimulatedShards;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One report of what shards recorded, each in a folder of its own, as a workflow brings them together. */
class MergeCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path record(Comparison shard, String name) throws IOException {
        Path results = folder.resolve(name);
        new ExperimentStore(results).add(Experiment.of(shard));
        return results;
    }

    @Test
    void shardsAreMergedIntoOneReportThatStaysTheOnlyOne() throws IOException {
        List<Comparison> shards = new SimulatedShards(folder, 6).shards(3);
        for (Comparison shard : shards) {
            record(shard, "all");
        }
        Path markdown = folder.resolve("report.md");

        Said merged = Said.by("merge", "--results=" + folder.resolve("all"), "--markdown=" + markdown);

        assertThat(merged.status()).as(merged.err()).isZero();
        assertThat(merged.out()).contains("Merged into ", "of 6 rows", "3 machines of kind");
        assertThat(markdown).content().doesNotContain("MISSING");
        assertThat(new ExperimentStore(folder.resolve("all")).readComparisons(problem -> {}))
                .as("what shards measured counts once")
                .singleElement()
                .satisfies(one -> assertThat(one.measured()).hasSize(6));
        assertThat(Said.by("merge", "--results=" + folder.resolve("all")).status())
                .as("there is nothing new to merge, and nothing twice")
                .isZero();
    }

    @Test
    void whatIsMissingIsNamedAndFails() throws IOException {
        List<Comparison> shards = new SimulatedShards(folder, 6).shards(3);
        Path first = record(shards.get(0), "first");
        Path third = record(shards.get(2), "third");
        Path out = folder.resolve("out");

        Said merged = Said.by(
                "merge", first.toString(), third.resolve(shards.get(2).id()).toString(), "--results=" + out);

        assertThat(merged.status()).isEqualTo(Labcoat.FAILED);
        assertThat(merged.err()).contains("shard 2/3 is missing, and with it 2 rows", "--shard 2/3");
        assertThat(merged.out()).contains("MISSING: shard 2/3", "2 were not measured");
        assertThat(new ExperimentStore(out).readComparisons(problem -> {}))
                .singleElement()
                .satisfies(one -> assertThat(one.rows(Verdict.NOT_MEASURED)).hasSize(2));
        // It comes later, and is merged with what was merged.
        Said whole = Said.by(
                "merge",
                out.toString(),
                record(shards.get(1), "second").toString(),
                "--results=" + folder.resolve("whole"));
        assertThat(whole.status()).as(whole.err()).isZero();
    }

    @Test
    void aShardThatIsThereTwiceIsRefused() throws IOException {
        Comparison shard = new SimulatedShards(folder, 6).shards(3).get(0);
        assertThat(Said.by(
                                "merge",
                                record(shard, "one").toString(),
                                record(shard, "again").toString(),
                                "--results=" + folder.resolve("out"))
                        .refused())
                .contains("shard 1/3 is there twice");
        assertThat(new ExperimentStore(folder.resolve("out")).readComparisons(problem -> {}))
                .isEmpty();
    }

    @Test
    void aShardThatCannotBeReadIsNotOneThatIsMissing() throws IOException {
        List<Comparison> shards = new SimulatedShards(folder, 6).shards(3);
        for (Comparison shard : shards) {
            record(shard, "all");
        }
        Files.writeString(folder.resolve("all").resolve(shards.get(1).id()).resolve("experiment.json"), "{\"half\":");
        assertThat(Said.by("merge", "--results=" + folder.resolve("all")).refused())
                .contains("experiment.json", "Nothing was merged");
    }

    @Test
    void whereThereAreNoShardsThatIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(Said.by("merge", folder.resolve("empty").toString()).refused())
                .contains("nothing to merge", "--shard");
        assertThat(Said.by("merge", folder.resolve("none").toString()).refused())
                .contains("there is no folder " + folder.resolve("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/8", "9/8", "3", "3/", "a/b", "1/0", "1/5000", "-1/8"})
    void whatIsNoShardIsRefused(String shard) {
        assertThat(Said.by("compare", "HEAD", "--shard=" + shard).refused())
                .contains("'" + shard + "' is not a shard; write it as 3/8");
    }

    private static Run shardOf(Run whole, String id, int number) {
        Sharding sharding = new Sharding(2, List.of(1, 2), List.of(new Sharding.Part(number, id, whole.machine())));
        List<Cell> cells = List.of(
                number == 1
                        ? whole.cells().get(0)
                        : Cell.planned(whole.cells().get(0).id(), ""),
                number == 2
                        ? whole.cells().get(1)
                        : Cell.planned(whole.cells().get(1).id(), ""));
        return new Run(
                Run.SCHEMA_VERSION,
                id,
                whole.revision(),
                whole.startedAt(),
                1,
                whole.preset(),
                whole.jarName(),
                whole.jar(),
                whole.suite(),
                whole.machine(),
                whole.environment(),
                cells,
                sharding);
    }

    @Test
    void runsAreMergedToo() throws IOException {
        Run head = Samples.head();
        Run whole = head.withCells(head.cells().subList(0, 2));
        ExperimentStore store = new ExperimentStore(folder.resolve("runs"));
        store.add(Experiment.of(shardOf(whole, "one", 1)));
        store.add(Experiment.of(shardOf(whole, "two", 2)));

        Said merged = Said.by("merge", "--results=" + folder.resolve("runs"));

        assertThat(merged.status()).as(merged.err()).isZero();
        assertThat(store.readAll(problem -> {}))
                .singleElement()
                .satisfies(run -> assertThat(run.cells()).isEqualTo(whole.cells()));
    }
}
