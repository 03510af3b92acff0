package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shards measured one after the other, and what one machine measured, on the same simulated forks. */
class MergingTest {

    private static final int SHARDS = 8;
    private static final int ROWS = 64;

    /** Also of what all tests look at, which takes a while. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path common;

    @SuppressWarnings("NullAway.Init")
    private static Comparison whole;

    /** Those of the same rows, when it is known how long they took. */
    @SuppressWarnings("NullAway.Init")
    private static List<Comparison> shards;

    /** Three of six rows. */
    @SuppressWarnings("NullAway.Init")
    private static List<Comparison> few;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void measure() throws IOException {
        SimulatedShards simulated = new SimulatedShards(common, ROWS);
        whole = simulated.whole();
        shards = simulated.shards(SHARDS, EarlierDurations.ofComparisons(List.of(whole), Preset.SMOKE));
        few = new SimulatedShards(common.resolve("few"), 6).shards(3);
    }

    @Test
    void eightShardsGiveTheVerdictsOfOneWholeInASixthOfTheTime() throws IOException {
        Comparison merged = Merging.comparisons("merged", shards);

        assertThat(whole.rows())
                .extracting(ComparisonRow::verdict)
                .contains(Verdict.SLOWER, Verdict.FASTER, Verdict.NO_CHANGE);
        assertThat(merged.rows())
                .extracting(ComparisonRow::verdict)
                .isEqualTo(whole.rows().stream().map(ComparisonRow::verdict).toList());
        double longest =
                shards.stream().mapToDouble(SimulatedShards::seconds).max().orElseThrow();
        assertThat(longest).isLessThanOrEqualTo(SimulatedShards.seconds(whole) / 6);
        assertThat(new ComparisonSummary(merged).verdict()).doesNotContain("MISSING", "not measured");
    }

    /** A shard must not need less evidence than the whole, or eight of them would be wrong eight times as often. */
    @Test
    void aShardOfManyRowsNeedsAsManyPairsAsTheWhole() throws IOException {
        assertThat(shards)
                .flatExtracting(shard -> shard.rows(Verdict.SLOWER))
                .isNotEmpty()
                .allMatch(row -> row.pairs().size() >= 8);
        assertThat(new SimulatedShards(folder.resolve("alone"), SHARDS).whole().rows(Verdict.SLOWER))
                .as("as few rows by themselves need fewer")
                .isNotEmpty()
                .allMatch(row -> row.pairs().size() < 8);
    }

    @Test
    void rowsOfAMissingShardAreNeverUnchanged() throws IOException {
        Comparison merged = Merging.comparisons("merged", List.of(shards.get(7), shards.get(0)));

        int left =
                ROWS - sharding(merged).rows(new Shard(1, 8)) - sharding(merged).rows(new Shard(8, 8));

        assertThat(sharding(merged).missing())
                .hasSize(6)
                .contains(new Shard(3, 8))
                .doesNotContain(new Shard(8, 8));
        assertThat(IntStream.range(0, ROWS).filter(row -> !merged.has(row)))
                .hasSize(left)
                .allMatch(row -> merged.rows().get(row).verdict() == Verdict.NOT_MEASURED);
        assertThat(new ComparisonSummary(merged).verdict())
                .contains(left + " were not measured", "MISSING: shard 2/8, shard 3/8");
    }

    @Test
    void aShardThatWasKilledKeepsItsPairsAndSaysNothingOfOthers() throws IOException {
        Comparison shard = shards.get(2);
        Path recorded = common.resolve("simulated").resolve(shard.id());
        assertThat(recorded.resolve("experiment.json").toFile().delete()).isTrue();

        Comparison left = ExperimentFolder.of(recorded).read().ratios().orElseThrow();

        int own = sharding(shard).rows(new Shard(3, 8));
        assertThat(left.rows(Verdict.STOPPED)).hasSize(own);
        assertThat(left.rows(Verdict.NOT_MEASURED)).hasSize(ROWS - own);
    }

    @Test
    void whatWasMergedHasTheRoundsOfItsShards() throws IOException {
        List<Experiment> recorded = new ArrayList<>();
        for (Comparison shard : shards) {
            recorded.add(ExperimentFolder.of(common.resolve("simulated").resolve(shard.id()))
                    .read());
        }
        Comparison merged = Merging.comparisons("merged", shards);

        Experiment experiment = Merging.recorded(Experiment.of(merged), recorded);

        assertThat(experiment.ratios()).contains(merged);
        assertThat(experiment.rounds())
                .isNotEmpty()
                .allSatisfy(round -> assertThat(round.endedAt()).isNotNull());
    }

    @Test
    void onlyTheSameShardGoesOn() throws IOException {
        Comparison first = shards.get(0);
        assertThat(Comparer.toGoOnWith(first, List.of(first)))
                .as("all its own rows are decided, and those of others are not its own")
                .isEmpty();
        Comparison stopped = first.ended(
                first.rows().stream()
                        .map(row -> row.pairs().isEmpty() ? row : row.decided(Verdict.STOPPED, Double.NaN))
                        .toList(),
                first.environment(),
                1);
        assertThat(Comparer.toGoOnWith(first, List.of(stopped))).isPresent();
        assertThat(Comparer.toGoOnWith(shards.get(1), List.of(stopped))).isEmpty();
    }

    @Test
    void theLongestRowsComeFirstAndTheSamePlanIsSharedOutInTheSameWay() {
        List<CellId> cells = IntStream.range(0, 5).mapToObj(i -> id("row" + i)).toList();
        EarlierDurations known = new EarlierDurations(
                Map.of(cells.get(0), 1.0, cells.get(1), 9.0, cells.get(2), 2.0, cells.get(3), 4.0, cells.get(4), 4.0));
        List<List<Integer>> groups = List.of(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4));
        assertThat(Share.of(new Shard(1, 2), groups, cells, known).owners()).containsExactly(1, 1, 2, 2, 2);
        assertThat(Share.of(new Shard(2, 2), groups, cells, known).owners()).containsExactly(1, 1, 2, 2, 2);
        assertThat(Share.of(new Shard(2, 2), List.of(List.of(0, 1, 2), List.of(3), List.of(4)), cells, known)
                        .owners())
                .as("what is measured together stays together")
                .containsExactly(1, 1, 1, 2, 2);
        assertThat(Share.of(new Shard(8, 8), groups, cells, known).rows())
                .as("more shards than groups")
                .isZero();
    }

    private static void refused(UnaryOperator<Comparison> change, String... said) {
        assertThatThrownBy(
                        () -> Merging.comparisons("merged", List.of(few.get(0), change.apply(few.get(1)), few.get(2))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(said);
    }

    private static Comparison with(
            Comparison one, List<Variant> variants, List<ComparisonRow> rows, Sharding sharding) {
        return new Comparison(
                one.schemaVersion(),
                one.id(),
                one.startedAt(),
                one.seed(),
                one.preset(),
                one.slices(),
                one.sliceMillis(),
                one.suite(),
                variants,
                one.machine(),
                one.environment(),
                rows,
                one.seconds(),
                sharding);
    }

    private static Sharding sharding(Comparison one) {
        return Objects.requireNonNull(one.sharding());
    }

    private static Comparison withHead(Comparison one, String jar, Revision revision, String jdk) {
        Variant head = one.variants().get(1);
        Variant other = new Variant(head.name(), head.jarName(), jar, revision, jdk, head.jvm(), head.flags());
        return with(one, List.of(one.baseline(), other), one.rows(), sharding(one));
    }

    @Test
    void whatIsNotOfOnePlanIsRefused() throws IOException {
        refused(
                one -> withHead(one, one.variants().get(1).jar(), Samples.revision("other", 1), "17"),
                "another commit",
                "shard 2/3 (shard-2) cannot be merged with shard 1/3 (shard-1)",
                "other");
        refused(one -> withHead(one, "f00", Samples.revision("x", 0), "17"), "head: ");
        refused(
                one -> with(
                        one,
                        one.variants(),
                        one.rows(),
                        new Sharding(4, sharding(one).owners(), sharding(one).parts())),
                "another plan",
                "4 shards");
        refused(
                one -> with(
                        one,
                        one.variants(),
                        one.rows(),
                        new Sharding(3, List.of(3, 3, 2, 2, 1, 1), sharding(one).parts())),
                "in another way");
        refused(
                one -> with(
                        one,
                        one.variants(),
                        List.of(one.rows().get(0)),
                        new Sharding(3, List.of(2), sharding(one).parts())),
                "other rows");
        refused(
                one -> with(
                        one,
                        one.variants(),
                        one.rows(),
                        new Sharding(3, sharding(one).owners(), List.of(new Sharding.Part(1, "again", one.machine())))),
                "shard 1/3 is there twice, in shard-1 and in shard-2");
    }

    @Test
    void anotherJarOfTheSameCommitIsRefusedWithAWayOut() throws IOException {
        List<Comparison> shards = new SimulatedShards(folder, 6).shards(2);
        Variant head = shards.get(1).variants().get(1);
        Variant rebuilt = new Variant(head.name(), head.jarName(), "f00", null, head.jdk(), head.jvm(), head.flags());
        Comparison other = with(
                shards.get(1),
                List.of(shards.get(1).baseline(), rebuilt),
                shards.get(1).rows(),
                sharding(shards.get(1)));
        assertThatThrownBy(() -> Merging.comparisons("merged", List.of(shards.get(0), other)))
                .hasMessageContainingAll("head: it ran another jar, of SHA-256 f00", "outputTimestamp");
    }

    @Test
    void ratiosOfUnlikeMachinesAreOfNoneOfThem() throws IOException {
        List<Comparison> shards = new SimulatedShards(folder, 6).shards(2);
        Comparison second = shards.get(1);
        Machine other = new Machine("Other CPU", 8, 32, "aarch64", "Linux 6.1", "");
        Comparison elsewhere = with(
                second,
                second.variants(),
                second.rows(),
                new Sharding(2, sharding(second).owners(), List.of(new Sharding.Part(2, second.id(), other))));
        Comparison merged = Merging.comparisons("merged", List.of(shards.get(0), elsewhere));
        assertThat(merged.machine().unknown()).isTrue();
        assertThat(sharding(merged).machines()).hasSize(2);
    }
}
