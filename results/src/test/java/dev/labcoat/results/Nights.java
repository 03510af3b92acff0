package dev.labcoat.results;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Comparisons of commits that are called by numbers; commit 0 is the anchor. */
public final class Nights {

    /** The row that all of them measure. */
    public static final CellId ROW = Samples.id("demo.SortBenchmark.sort", "avgt", 1, "words", "100");

    /** One that only nights of two rows have. */
    public static final CellId OTHER_ROW = Samples.id("demo.Bench.rest", "avgt", 1);

    private Nights() {}

    /** A commit; its number is its place in history. */
    public static Revision commit(int number) {
        return new Revision(
                id(number),
                Samples.COMMITTED.plusSeconds(86_400L * number),
                "Change | " + number + " <script>alert('markup')</script>",
                number == 0 ? null : id(number - 1),
                "main",
                null);
    }

    private static String id(int number) {
        return "%08x".formatted(number) + "0".repeat(32);
    }

    /** A commit compared with the anchor. */
    public static Comparison night(int head, double slower) {
        return comparison(0, head, slower, Verdict.INCONCLUSIVE, "17.0.15");
    }

    /** A commit of which nothing could be compared with the anchor. */
    public static Comparison apart(int head, Verdict verdict, String reason) {
        return comparison(commit(0), commit(head), "17.0.15", ComparisonRow.apart(ROW, 1, verdict, reason));
    }

    /** Two commits compared with each other. */
    public static Comparison comparison(int base, int head, double slower, Verdict verdict, String jdk) {
        return comparison(commit(base), commit(head), jdk, row(slower, verdict));
    }

    /** Any two commits compared with each other. */
    public static Comparison comparison(Revision base, Revision head, double slower, Verdict verdict) {
        return comparison(base, head, "17.0.15", row(slower, verdict));
    }

    /** One of the two shards of a night of two rows: its row was measured, and that of the other shard was not. */
    public static Comparison shard(int head, int number, double slower) {
        List<ComparisonRow> rows = new ArrayList<>();
        for (CellId cell : List.of(ROW, OTHER_ROW)) {
            rows.add(
                    rows.size() + 1 == number
                            ? row(cell, slower, Verdict.INCONCLUSIVE)
                            : ComparisonRow.open(cell, cell, 1, 0.03, null));
        }
        Comparison whole = comparison(commit(0), commit(head), "17.0.15", rows.toArray(ComparisonRow[]::new));
        return new Comparison(
                whole.schemaVersion(),
                whole.id() + "-" + number,
                whole.startedAt(),
                whole.seed(),
                whole.preset(),
                whole.slices(),
                whole.sliceMillis(),
                whole.suite(),
                whole.variants(),
                whole.machine(),
                whole.environment(),
                whole.rows(),
                whole.seconds(),
                new Sharding(2, List.of(1, 2), List.of(new Sharding.Part(number, whole.id(), whole.machine()))));
    }

    /** A check of the night of a commit: the row beside itself, or a canary. */
    public static Comparison selfCheck(int night, boolean canary, double slower, Verdict verdict) {
        Pair pair = new Pair(Samples.fork(1_000, "ns/op"), Samples.fork(1_000 * Math.exp(slower), "ns/op"));
        CellId base = canary ? Samples.id("demo.Canary.work", "avgt", 1, "slowerPercent", "0") : ROW;
        CellId head = canary ? Samples.id("demo.Canary.work", "avgt", 1, "slowerPercent", "5") : ROW;
        ComparisonRow row = ComparisonRow.open(base, head, 1, 0.03, null)
                .with(pair)
                .with(pair)
                .decided(verdict, null);
        return comparison(commit(night), commit(night), "17.0.15", row);
    }

    private static ComparisonRow row(double slower, Verdict verdict) {
        return row(ROW, slower, verdict);
    }

    private static ComparisonRow row(CellId cell, double slower, Verdict verdict) {
        Pair pair = new Pair(Samples.fork(1_000, "ns/op"), Samples.fork(1_000 * Math.exp(slower), "ns/op"));
        return ComparisonRow.open(cell, cell, 1, 0.03, null)
                .with(pair)
                .with(pair)
                .decided(verdict, null);
    }

    private static Comparison comparison(Revision base, Revision head, String jdk, ComparisonRow... rows) {
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                "comparison-" + base.label() + "-" + head.label(),
                head.committedAt().plusSeconds(60),
                42,
                "nightly",
                1,
                100,
                Samples.SUITE,
                List.of(variant(base, jdk), variant(head, jdk)),
                Samples.MACHINE,
                new Environment(jdk, "/opt/jdk-17", "", "performance", 0.25, 1.5, 0.012),
                List.of(rows),
                600);
    }

    private static Variant variant(Revision revision, String jdk) {
        return new Variant(
                revision.label(),
                "benchmarks.jar",
                "jar of " + revision.label(),
                revision,
                jdk,
                "/opt/jdk-17",
                List.of());
    }
}
