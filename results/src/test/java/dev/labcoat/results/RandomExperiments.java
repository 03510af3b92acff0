package dev.labcoat.results;

import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.GrownFrame;
import dev.labcoat.results.model.Histogram;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs and comparisons of any shape that this program may have recorded. */
public final class RandomExperiments {

    private final SplittableRandom random;

    /** Those of a seed. */
    public RandomExperiments(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A run, of which some rounds are known and some are not. */
    public Run run() {
        List<List<Fork>> forks = new ArrayList<>();
        int cells = 1 + random.nextInt(6);
        for (int cell = 0; cell < cells; cell++) {
            forks.add(new ArrayList<>());
        }
        int rounds = random.nextInt(12);
        for (int round = 1; round <= rounds; round++) {
            boolean known = random.nextInt(4) > 0;
            for (int cell = 0; cell < cells; cell++) {
                if (random.nextBoolean()) {
                    forks.get(cell).add(fork(3, known ? round : null));
                }
                if (random.nextInt(10) == 0) {
                    forks.get(cell).add(Fork.failed("crashed in " + round, 2));
                }
            }
        }
        return Samples.run(
                "r",
                Samples.revision("c", 0),
                0,
                IntStream.range(0, cells)
                        .mapToObj(cell -> new Cell(id(cell), "v" + cell, forks.get(cell)))
                        .toArray(Cell[]::new));
    }

    private static CellId id(int number) {
        return Samples.id("demo.B.m", "avgt", 1, "n", Integer.toString(number));
    }

    /** A comparison of some variants, whose pairs share the forks of the baseline, and know their rounds or not. */
    public Comparison comparison() {
        int variants = 1 + random.nextInt(3);
        boolean known = random.nextBoolean();
        List<ComparisonRow> rows = new ArrayList<>();
        int number = 0;
        for (int group = 0; group < 1 + random.nextInt(4); group++) {
            List<ComparisonRow> ofGroup = new ArrayList<>();
            for (int variant = 1; variant <= variants; variant++) {
                ofGroup.add(open(id(group), variant));
            }
            for (int round = 0; round < random.nextInt(7); round++) {
                number++;
                int slices = 1 + random.nextInt(4);
                Fork base = fork(slices, known ? number : null);
                for (int row = 0; row < variants; row++) {
                    switch (random.nextInt(6)) {
                        case 0 -> ofGroup.set(row, ofGroup.get(row).withDiscarded("crashed in " + number));
                        case 1 -> {}
                        default ->
                            ofGroup.set(
                                    row, ofGroup.get(row).with(new Pair(base, fork(slices, known ? number : null))));
                    }
                }
            }
            ofGroup.forEach(row -> rows.add(decided(row)));
        }
        if (random.nextBoolean()) {
            rows.add(ComparisonRow.apart(id(99), variants, Verdict.NEW, "the baseline does not have it"));
        }
        List<Variant> sides = new ArrayList<>();
        for (int variant = 0; variant <= variants; variant++) {
            sides.add(new Variant(
                    "side " + variant,
                    "benchmarks.jar",
                    "jar " + variant,
                    Samples.revision("c" + variant, variant),
                    "17.0.15",
                    "/jdk",
                    List.of("-Dvariant=" + variant)));
        }
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                "c",
                Samples.COMMITTED,
                random.nextInt(),
                "quick",
                4,
                100,
                Samples.SUITE,
                sides,
                Samples.MACHINE,
                Samples.ENVIRONMENT,
                rows,
                random.nextDouble(1_000));
    }

    private ComparisonRow open(CellId cell, int variant) {
        return ComparisonRow.open(
                cell,
                cell,
                variant,
                random.nextDouble(0.1),
                random.nextBoolean() ? null : Double.valueOf(random.nextDouble()),
                random.nextBoolean() ? List.of() : List.of(JudgedFigure.open(Quantile.P99, 0.05, null)));
    }

    private ComparisonRow decided(ComparisonRow row) {
        if (row.pairs().isEmpty() || random.nextBoolean()) {
            return row;
        }
        ComparisonRow slower = row.decided(Verdict.SLOWER, random.nextDouble());
        ComparisonRow mean = random.nextBoolean()
                ? slower
                : slower.because(new Cause(
                        "jfr",
                        random.nextInt(1000),
                        random.nextInt(1000),
                        random.nextGaussian(),
                        List.of(new GrownFrame("", "B.m", random.nextBoolean() ? "B.n" : null, 0.25, true))));
        return mean.beside().isEmpty() ? mean : mean.decided(Quantile.P99, Verdict.NO_CHANGE, Double.NaN);
    }

    private Fork fork(int slices, @Nullable Integer round) {
        List<Histogram> histograms =
                random.nextInt(4) == 0 ? List.of(new Histogram(List.of(1.0, 2.0), List.of(3L, 4L))) : null;
        return new Fork(
                "ns/op",
                DoubleStream.generate(() -> random.nextDouble(1, 1_000))
                        .limit(slices)
                        .boxed()
                        .toList(),
                List.of(),
                Map.of("subject.cpu", new Metric("us/op", List.of(random.nextDouble(), Double.NaN))),
                random.nextBoolean() ? List.of() : List.of("warming"),
                random.nextDouble(100),
                random.nextDouble(10),
                random.nextDouble(10),
                null,
                round,
                histograms);
    }
}
