package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.RandomExperiments;
import dev.labcoat.results.Samples;
import dev.labcoat.results.VersionOneFiles;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded before there was one record is read as it was, and goes on in schema 2. */
class VersionOneTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRunIsReadAsItWasBeforeAndAfterItIsWrittenAnew(long seed) throws IOException {
        Run run = new RandomExperiments(seed).run();
        Path file = seed % 2 == 0 ? VersionOneFiles.ended(folder, run) : VersionOneFiles.log(folder, run);
        ExperimentStore store = new ExperimentStore(folder);

        assertThat(store.readAll(VersionOneTest::notExpected)).containsExactly(run);
        assertThat(store.readComparisons(VersionOneTest::notExpected)).isEmpty();
        store.folder(run.id()).reopen();

        assertThat(file).doesNotExist();
        assertThat(folder.resolve(run.id()).resolve("rounds.jsonl")).exists();
        assertThat(store.readAll(VersionOneTest::notExpected)).containsExactly(run);
        assertThat(store.folder(run.id()).finish(Samples.ENVIRONMENT, 0).scores())
                .contains(run);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aComparisonIsReadAsItWasBeforeAndAfterItIsWrittenAnew(long seed) throws IOException {
        Comparison comparison = new RandomExperiments(seed).comparison();
        VersionOneFiles.ended(folder, comparison);
        ExperimentStore store = new ExperimentStore(folder);

        assertThat(store.readComparisons(VersionOneTest::notExpected)).containsExactly(comparison);
        assertThat(store.readAll(VersionOneTest::notExpected)).isEmpty();
        store.folder(comparison.id()).reopen();

        assertThat(folder.resolve(comparison.id()).resolve("comparison.json")).doesNotExist();
        assertThat(store.readComparisons(VersionOneTest::notExpected)).containsExactly(comparison);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aComparisonThatWasKilledHasItsPairsAndGoesOn(long seed) throws IOException {
        Comparison comparison = new RandomExperiments(seed).comparison();
        VersionOneFiles.log(folder, comparison);
        ExperimentStore store = new ExperimentStore(folder);

        Comparison left = store.comparison(comparison.id()).orElseThrow();

        assertThat(left.rows())
                .extracting(ComparisonRow::pairs)
                .isEqualTo(comparison.rows().stream().map(ComparisonRow::pairs).toList());
        assertThat(left.rows()).extracting(ComparisonRow::verdict).containsOnly(Verdict.STOPPED);
        store.folder(comparison.id()).reopen();
        assertThat(store.comparison(comparison.id())).contains(left);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasPublishedIsReadBesideWhatIsPublishedNow(long seed) throws IOException {
        RandomExperiments random = new RandomExperiments(seed);
        Run run = random.run();
        Comparison comparison = random.comparison();
        Path published = VersionOneFiles.publish(folder.resolve("history"), run);
        VersionOneFiles.publish(folder.resolve("comparisons"), comparison);
        Archive archive = new Archive(folder.resolve("history"), folder.resolve("comparisons"));
        Comparison now = comparison.ofMeans();
        Experiment newer = Experiment.of(new Comparison(
                now.schemaVersion(),
                "newer",
                now.startedAt(),
                now.seed(),
                now.preset(),
                now.slices(),
                now.sliceMillis(),
                now.suite(),
                now.variants(),
                now.machine(),
                now.environment(),
                now.rows(),
                now.seconds()));

        Path file = archive.publish(newer);

        assertThat(file).startsWith(folder.resolve("history"));
        assertThat(archive.files().values()).containsExactly(List.of(published));
        assertThat(archive.newestWhole(VersionOneTest::notExpected)).containsExactly(run);
        List<String> ids = new ArrayList<>();
        archive.forEachComparison(one -> ids.add(one.id()), VersionOneTest::notExpected);
        assertThat(ids).containsExactly(comparison.id(), "newer");
        assertThat(archive.newestComparisons(VersionOneTest::notExpected))
                .containsExactly(comparison, newer.ratios().orElseThrow());
        byte[] before = Files.readAllBytes(published);
        if (run.cells().stream().anyMatch(cell -> cell.score().isPresent())) {
            assertThat(archive.publish(Experiment.of(run)))
                    .as("it is there, in schema 1")
                    .isEqualTo(published);
        }
        assertThat(published).hasBinaryContent(before);
    }

    private static void notExpected(String message) {
        throw new AssertionError(message);
    }
}
