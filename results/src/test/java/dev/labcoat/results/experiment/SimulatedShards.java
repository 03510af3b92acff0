package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.subject;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;

/**
 * A comparison of rows of which every fourth got 10 % slower, every seventh 10 % faster, on simulated forks: the n-th pair of a row is
 * the same whoever measures it, as if machines were alike.
 */
public final class SimulatedShards {

    private final Path folder;
    private final Plan plan;

    /** A comparison of so many rows. */
    public SimulatedShards(Path folder, int rows) throws IOException {
        this.folder = folder;
        JmhJars jar = new JmhJars();
        List<CellId> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            jar.benchmark("demo.B", "row" + row, Mode.AverageTime, Map.of());
            cells.add(id("demo.B.row" + row, "avgt", 1));
        }
        CellId[] all = cells.toArray(CellId[]::new);
        Files.createDirectories(folder);
        this.plan = Plan.of(
                List.of(choice(subject("base", jar, folder), all), choice(subject("head", jar, folder), all)),
                false,
                sides -> true);
    }

    Plan plan() {
        return plan;
    }

    /** All of it by one machine. */
    Comparison whole() throws IOException {
        return compare(plan, "whole");
    }

    /** Each part by a machine of its own, one after the other, where nothing was published yet. */
    public List<Comparison> shards(int count) throws IOException {
        return shards(count, EarlierDurations.NONE);
    }

    /** The same where it is known how long rows took. */
    List<Comparison> shards(int count, EarlierDurations known) throws IOException {
        List<Comparison> shards = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            shards.add(compare(plan.sharedOut(new Shard(number, count), known), "shard-" + number));
        }
        return shards;
    }

    private static double change(int row) {
        return row % 4 == 1 ? 1.1 : row % 7 == 2 ? 1 / 1.1 : 1;
    }

    private static int row(CellId cell) {
        return Integer.parseInt(cell.benchmark().replaceFirst(".*row", ""));
    }

    private Comparison compare(Plan part, String id) throws IOException {
        Comparer comparer = new Comparer(
                part, Preset.SMOKE, Preset.SMOKE.lockstep(), Limit.of(Duration.ofHours(1)), Lockstep.Patience.LONG);
        Comparison planned = comparer.planned(id, Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        ExperimentFolder store =
                ExperimentFolder.create(folder.resolve("simulated").resolve(id), Experiment.of(planned));
        Map<CellId, Integer> pairs = new HashMap<>();
        Rounds rounds = (number, sides, first) -> {
            CellId cell = sides.get(0).cell();
            int pair = pairs.merge(cell, 1, Integer::sum);
            SplittableRandom random = new SplittableRandom(1000L * row(cell) + pair);
            double drift = random.nextDouble(50, 200);
            double noise = Math.exp(0.005 * random.nextGaussian());
            return List.of(fork(drift), fork(drift * change(row(cell)) * noise));
        };
        return comparer.compare(store, rounds, planned, new Comparer.Progress() {
            @Override
            public void begins(ComparisonRow row, Comparer.Work work) {}

            @Override
            public void ended(List<ComparisonRow> rows) {}
        });
    }

    private static Fork fork(double score) {
        return Comparisons.fork(score);
    }

    /** What measuring its own rows takes, a pair after the other. */
    static double seconds(Comparison comparison) {
        return IntStream.range(0, comparison.rows().size())
                .filter(comparison::has)
                .mapToObj(comparison.rows()::get)
                .flatMap(row -> row.pairs().stream())
                .mapToDouble(pair -> pair.base().seconds() + pair.head().seconds())
                .sum();
    }
}
