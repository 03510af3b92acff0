package dev.labcoat.results.publish.report;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comparisons with every kind of row, the same each time. */
public final class ComparisonSamples {

    private static final CellId SLOWER = Samples.id("demo.FileBenchmark.get", "thrpt", 1, "server", "jetty");
    private static final CellId MUCH_SLOWER = Samples.id("demo.FileBenchmark.get", "thrpt", 1, "server", "undertow");
    private static final CellId FASTER = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "a|b");
    private static final CellId SAME = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "<script>");
    private static final CellId OPEN = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "text");
    private static final CellId INTERRUPTED =
            Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "interrupted");
    private static final CellId UNMEASURED =
            Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "unmeasured");
    private static final CellId WITHIN = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "within");
    private static final CellId NOISY = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "noisy");
    private static final CellId BROKEN = Samples.id("demo.LogBenchmark.log_line", "avgt", 4, "format", "broken");

    private ComparisonSamples() {}

    /** One of every verdict. */
    public static Comparison every() {
        return comparison(
                row(SLOWER, "ops/s", 40_000, 0.95).decided(Verdict.SLOWER, 0.03),
                row(MUCH_SLOWER, "ops/s", 50_000, 0.7).decided(Verdict.SLOWER, 0.03),
                row(FASTER, "ns/op", 900, 0.8).decided(Verdict.FASTER, 0.03),
                row(SAME, "us/op", 1.5, 1.001).withDiscarded("head: died").decided(Verdict.NO_CHANGE, 0.012),
                row(OPEN, "ns/op", 900, 1.03),
                row(INTERRUPTED, "ns/op", 900, 1.03).decided(Verdict.STOPPED, null),
                ComparisonRow.open(UNMEASURED, UNMEASURED, 1, 0.05, null),
                row(WITHIN, "ns/op", 900, 1.02).decided(Verdict.SLOWER, 0.008),
                row(NOISY, "ns/op", 900, 1.03).decided(Verdict.TOO_NOISY, null),
                ComparisonRow.open(BROKEN, BROKEN, 1, 0.05, null)
                        .withDiscarded("head: hung for 60 s")
                        .withDiscarded("head: hung for 60 s")
                        .decided(Verdict.FAILED, "head: hung for 60 s"),
                ComparisonRow.apart(
                        Samples.id("demo.A.b", "avgt", 1),
                        1,
                        Verdict.NOT_COMPARABLE,
                        "the benchmark itself changed; to measure it all the same: --even-if-changed"),
                ComparisonRow.apart(Samples.id("demo.A.new", "avgt", 1), 1, Verdict.NEW, "main does not have it"),
                ComparisonRow.apart(Samples.id("demo.A.old", "avgt", 1), 1, Verdict.MISSING, "tree does not have it"));
    }

    public static Comparison comparison(ComparisonRow... rows) {
        return comparison(variant("working tree <bbbbbbbb>", "b"), rows);
    }

    static Comparison ofTwiceTheSame() {
        return comparison(variant("the same", "a"), row(SAME, "us/op", 1.5, 1.001));
    }

    private static Comparison comparison(Variant head, ComparisonRow... rows) {
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                "20260304T060000Z-comparison",
                Samples.COMMITTED,
                42,
                "quick",
                30,
                100,
                Samples.SUITE,
                List.of(variant("main aaaaaaaa", "a"), head),
                Samples.MACHINE,
                Samples.ENVIRONMENT,
                List.of(rows),
                612);
    }

    static Variant variant(String name, String jar) {
        return new Variant(name, "benchmarks.jar", jar, null, "17.0.15", "/opt/jdk-17", List.of());
    }

    /** Four pairs in which head's score is a multiple of base's, give or take a half percent. */
    public static ComparisonRow row(CellId cell, String unit, double base, double multiple) {
        List<Pair> pairs = new ArrayList<>();
        for (double noise : List.of(-0.005, 0.003, 0.004, -0.002)) {
            double drift = 1 + 20 * noise;
            pairs.add(new Pair(fork(base * drift, unit), fork(base * drift * multiple * (1 + noise), unit)));
        }
        return pairs.stream()
                .reduce(ComparisonRow.open(cell, cell, 1, 0.03, null), ComparisonRow::with, (first, second) -> second);
    }

    private static Fork fork(double score, String unit) {
        return new Fork(unit, List.of(score, score, score), List.of(), Map.of(), List.of("warming"), 5, 2, 3, null);
    }
}
