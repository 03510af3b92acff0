package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.LadderNotes;
import dev.labcoat.results.publish.text.Marks;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader of a comparison must know, in the order in which they must know it. */
public final class ComparisonSummary {

    private final Comparison comparison;

    /** Rows of the report: those of the comparison, and behind each what is judged beside its mean. */
    private final List<ComparisonRow> figures;

    /** Those of them whose scores are times, or operations per time. */
    private final List<ComparisonRow> timed;

    private final CostText costs;
    private final MetricText metrics;

    public ComparisonSummary(Comparison comparison) {
        this.comparison = comparison;
        this.figures = comparison.figures();
        this.timed = figures.stream().filter(row -> row.metric() == null).toList();
        this.metrics = MetricText.of(comparison);
        this.costs = new CostText(comparison);
    }

    Comparison comparison() {
        return comparison;
    }

    /** What is compared with what. */
    String title() {
        String heads = comparison.variants().stream().skip(1).map(Variant::name).collect(Collectors.joining(", "));
        return "Labcoat: " + heads + " against " + comparison.baseline().name();
    }

    /** Whether to worry, and what nobody looked at. */
    public String verdict() {
        long unlike = countOfTimed(Verdict.NOT_COMPARABLE);
        long dearer = costs.dearer();
        return ofTheMeasured()
                + shards()
                + (dearer > 0 ? " " + Counted.of(dearer, "row") + (dearer == 1 ? " costs" : " cost") + " more." : "")
                + metrics.headline()
                + (unlike > 0 ? " " + unlike + " not comparable." : "");
    }

    /** Which part of the plan this is, or what of it is missing; nothing where one machine measured it all. */
    private String shards() {
        Sharding sharding = comparison.sharding();
        if (sharding == null || sharding.missing().isEmpty()) {
            return "";
        }
        return isOneShard(sharding)
                ? " This is " + sharding.name() + "."
                : " MISSING: "
                        + sharding.missing().stream()
                                .map(shard -> "shard " + shard)
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** Whether this is what a shard itself recorded, and not what was merged. */
    private boolean isOneShard(Sharding sharding) {
        return sharding.parts().size() == 1 && sharding.parts().get(0).id().equals(comparison.id());
    }

    private List<String> missingShards() {
        Sharding sharding = comparison.sharding();
        return sharding == null || isOneShard(sharding)
                ? List.of()
                : sharding.missing().stream()
                        .map(shard -> "missing: shard " + shard + ", and with it "
                                + Counted.of(sharding.rows(shard), "row") + ", such as "
                                + name(comparison.rows().get(sharding.owners().indexOf(shard.number()))))
                        .toList();
    }

    private String ofTheMeasured() {
        long rows = timed.stream().filter(row -> row.verdict().measured()).count();
        long slower = countOfTimed(Verdict.SLOWER);
        long faster = countOfTimed(Verdict.FASTER);
        long unchanged = countOfTimed(Verdict.NO_CHANGE);
        long failed = countOfTimed(Verdict.FAILED);
        long undecided = countOfTimed(Verdict.INCONCLUSIVE) + countOfTimed(Verdict.TOO_NOISY);
        long stopped = countOfTimed(Verdict.STOPPED);
        long unmeasured = countOfTimed(Verdict.NOT_MEASURED);
        String also = (faster > 0 && slower > 0 ? " " + faster + " got faster." : "")
                + (undecided > 0 ? " " + undecided + " undecided" + afterPairs() + "." : "")
                + (stopped > 0 ? " " + stopped + (stopped == 1 ? " was" : " were") + " stopped." : "")
                + (unmeasured > 0 ? " " + unmeasured + (unmeasured == 1 ? " was" : " were") + " not measured." : "")
                + (failed > 0 ? " " + failed + " failed." : "");
        if (slower > 0) {
            return "SLOWER: " + slower + " of " + Counted.of(rows, "row") + " got slower." + also;
        }
        if (faster > 0) {
            return "FASTER: " + faster + " of " + Counted.of(rows, "row") + " got faster, none slower." + also;
        }
        if (unchanged == rows) {
            return "NO CHANGE in any of " + Counted.of(rows, "row") + ".";
        }
        if (unchanged > 0) {
            return "NO CHANGE in " + unchanged + " of " + Counted.of(rows, "row") + "." + also;
        }
        return failed == rows
                ? "FAILED: none of " + Counted.of(rows, "row") + " could be measured."
                : "UNDECIDED:" + also;
    }

    /** Such as {@code after 8 pairs; about 12 more needed}; of rows that differ in that, the most pairs. */
    private String afterPairs() {
        int pairs = Stream.of(Verdict.INCONCLUSIVE, Verdict.TOO_NOISY)
                .flatMap(this::ofTimed)
                .mapToInt(row -> row.pairs().size())
                .max()
                .orElse(0);
        long more = new StillNeeded(comparison).pairsOfARow();
        return " after " + Counted.of(pairs, "pair") + (more > 0 ? "; about " + more + " more needed" : "");
    }

    /** How many rows have which verdict. */
    String counts() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .map(verdict -> count(verdict) + " " + verdict)
                .collect(Collectors.joining(", "));
    }

    private long countOfTimed(Verdict verdict) {
        return ofTimed(verdict).count();
    }

    private long count(Verdict verdict) {
        return figures(verdict).count();
    }

    private Stream<ComparisonRow> ofTimed(Verdict verdict) {
        return timed.stream().filter(row -> row.verdict() == verdict);
    }

    private Stream<ComparisonRow> figures(Verdict verdict) {
        return figures.stream().filter(row -> row.verdict() == verdict);
    }

    /** Rows that got slower or faster, by how far they lie beyond their margin. */
    List<ComparisonRow> changed() {
        return Stream.of(Verdict.SLOWER, Verdict.WORSE, Verdict.FASTER, Verdict.BETTER)
                .flatMap(verdict -> figures(verdict)
                        .sorted(Comparator.comparingDouble(ComparisonSummary::beyond)
                                .reversed()))
                .toList();
    }

    private static double beyond(ComparisonRow row) {
        return Math.abs(Difference.of(row).mean()) - Math.log1p(row.margin());
    }

    /** Rows that did not change, or of which that is not known for all their pairs. */
    List<ComparisonRow> others() {
        return figures.stream()
                .filter(row -> !row.pairs().isEmpty())
                .filter(row -> switch (row.verdict()) {
                    case NO_CHANGE, INCONCLUSIVE, NOT_MEASURED, STOPPED, TOO_NOISY -> true;
                    default -> false;
                })
                .toList();
    }

    /** What is to be said of single rows: why they failed, what was discarded, and why they stand apart. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(missingShards());
        for (int row = 0; row < comparison.rows().size(); row++) {
            ComparisonRow known = comparison.rows().get(row);
            // Others are of shards that are named above, or somebody else's.
            if (!known.verdict().measured() || comparison.has(row)) {
                known.figures().forEach(figure -> remark(figure, remarks));
            }
        }
        return remarks;
    }

    private void remark(ComparisonRow row, List<String> remarks) {
        if (row.reason() != null) {
            remarks.add(row.verdict() + ": " + name(row) + ": " + row.reason());
        } else if (row.verdict().open() && row.pairs().isEmpty()) {
            remarks.add(row.verdict() + ": " + name(row));
        } else if (!row.discarded().isEmpty()) {
            remarks.add("discarded " + Counted.of(row.discarded().size(), "pair") + " of " + name(row) + ": "
                    + row.discarded().get(0));
        }
    }

    /** What the steps of a ladder are worth alone and together, a sentence for each ladder that was measured. */
    List<String> ladders() {
        return LadderNotes.of(comparison);
    }

    /** Rows in which something was shown to cost more or less, a line for each. */
    List<String> costs() {
        return comparison.measured().stream()
                .filter(row -> !costs.shown(row).isEmpty())
                .map(row -> name(row) + ": " + costs.of(row))
                .toList();
    }

    /**
     * What a row spends more time on.
     *
     * @param row its number in the comparison, from 1
     * @param head which row, and how much more CPU time it takes
     * @param frames what grew, the most first
     */
    public record Why(int row, String head, List<String> frames) {}

    /** What was found of slower rows. */
    List<Why> whys() {
        List<Why> whys = new ArrayList<>();
        for (int row = 0; row < comparison.rows().size(); row++) {
            ComparisonRow known = comparison.rows().get(row);
            Cause cause = known.cause();
            if (cause != null) {
                whys.add(new Why(
                        row + 1, "why " + name(known) + ": " + CauseText.head(cause), CauseText.frames(known, cause)));
            }
        }
        return whys;
    }

    private String name(ComparisonRow row) {
        return row.cell()
                + (comparison.variants().size() > 2
                        ? " (" + comparison.variants().get(row.variant()).name() + ")"
                        : "");
    }

    /** How it was made, and what it means. */
    List<String> footer() {
        List<ComparisonRow> rows = comparison.measured();
        List<String> lines = new ArrayList<>();
        if (comparison.variants().stream().skip(1).anyMatch(head -> head.sameAs(comparison.baseline()))
                && rows.stream().allMatch(row -> row.cell().equals(row.baseCell()))) {
            lines.add("both sides are the same: whatever changed here is a false alarm.");
        }
        lines.add(
                "change: how much more (slower) or less (faster) time an operation takes than the baseline's, mean of the pairs;"
                        + " ~ where that is not sure.");
        lines.add(
                "range: what the verdict rests on, widened for the number of rows and looks, 99 % for \"no change\"; ± of base"
                        + " and head: 95 %, over forks, which the verdict does not rest on.");
        List<Quantile> quantiles = rows.stream()
                .flatMap(row -> row.beside().stream())
                .flatMap(judged -> Stream.ofNullable(judged.quantile()))
                .toList();
        if (!quantiles.isEmpty()) {
            lines.add(quantiles.stream().distinct().map(Quantile::toString).collect(Collectors.joining(", "))
                    + ": that quantile of all samples of a fork, judged like a row of its own, from as many of the same pairs as it"
                    + " took.");
        }
        metrics.notes().forEach(lines::add);
        if (count(Verdict.NO_CHANGE) > 0) {
            lines.add(
                    "no change (within ±x): a change of more than x would have been seen, and so would one outside the range.");
        }
        if (rows.stream().anyMatch(row -> row.cause() != null)) {
            lines.add(
                    "why: both sides once more under a profiler, while they were measured; shares of the CPU time of the baseline's"
                            + " operation, of a method that is new with all that it calls, of others their own time.");
        }
        new StillNeeded(comparison).text().ifPresent(lines::add);
        lines.add("error rate: when nothing has changed at all, at most 1 report in "
                + Math.round(1 / SequentialTest.REPORT_ERROR)
                + " shows a row as slower or faster, or as costing more or less.");
        rows.stream()
                .flatMap(row -> Stream.concat(row.base().marks().stream(), row.head().marks().stream()))
                .distinct()
                .sorted()
                .flatMap(mark -> Marks.meaning(mark).stream().map(meaning -> mark + ": " + meaning))
                .forEach(lines::add);
        int pairs = rows.stream().mapToInt(row -> row.pairs().size()).sum();
        int discarded = rows.stream().mapToInt(row -> row.discarded().size()).sum();
        lines.add(String.format(
                Locale.ROOT,
                "made of: %s%s, %s in lockstep (%d forks, %d slices of %d ms each), %s discarded, in %.1f minutes;"
                        + " preset %s, seed %d.",
                Counted.of(rows.size(), "row"),
                quantiles.isEmpty() ? "" : " with " + Counted.of(quantiles.size(), "quantile"),
                Counted.of(pairs, "pair"),
                forks(rows),
                comparison.slices(),
                comparison.sliceMillis(),
                Counted.of(discarded, "pair"),
                comparison.seconds() / 60,
                comparison.preset(),
                comparison.seed()));
        lines.add(String.format(
                Locale.ROOT,
                "on: %s; %s; steal %.1f %%; comparison %s.",
                machines(),
                jdks(),
                100 * comparison.environment().stealShare(),
                comparison.id()));
        return lines;
    }

    private String machines() {
        Sharding sharding = comparison.sharding();
        return sharding == null || sharding.parts().size() < 2
                ? comparison.machine().key()
                : Counted.of(sharding.parts().size(), "machine") + " of kind " + String.join(", ", sharding.machines());
    }

    /** Forks behind the pairs; variants of one round share the baseline's. */
    private static long forks(List<ComparisonRow> rows) {
        return rows.stream()
                .flatMap(row -> row.pairs().stream())
                .flatMap(pair -> Stream.of(pair.base(), pair.head()))
                .distinct()
                .count();
    }

    private String jdks() {
        return "JDK "
                + comparison.variants().stream().map(Variant::jdk).distinct().collect(Collectors.joining(" against "));
    }
}
