package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a comparison: a cell of the baseline beside the same cell of another variant.
 *
 * @param baseCell what is measured of the baseline
 * @param cell what is measured of the other variant; differs from {@code baseCell} where a param is what is varied
 * @param variant which of the comparison's variants the other one is
 * @param margin half the width of "no change", as a share such as 0.05; 0 where nothing is measured
 * @param noise the standard deviation of its pairs' log ratios in earlier comparisons on this machine; null where not known
 * @param pairs in the order in which they ran
 * @param discarded why each discarded pair was void
 * @param verdict what may be said; until it is decided, inconclusive, and before the first pair, not measured
 * @param reason of a verdict that needs one; null otherwise
 * @param reach half the width of the range that the verdict rests on, as a log ratio around the pairs' mean; null where no
 *     verdict was given yet, or on fewer than two pairs
 * @param quantiles of its samples, which are judged beside its mean from the same pairs; none in modes that have no samples, and in
 *     older records
 * @param judgedPairs how many of the pairs, from the first on, the verdict on the mean rests on, where the others were made for its
 *     quantiles; null for all of them
 */
public record ComparisonRow(
        CellId baseCell,
        CellId cell,
        int variant,
        double margin,
        @Nullable Double noise,
        List<Pair> pairs,
        List<String> discarded,
        Verdict verdict,
        @Nullable String reason,
        @Nullable Double reach,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JudgedQuantile> quantiles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer judgedPairs) {

    public ComparisonRow {
        Check.present(baseCell, "baseCell");
        Check.present(cell, "cell");
        Check.present(verdict, "verdict");
        pairs = Check.whole(pairs, "pairs");
        discarded = Check.whole(discarded, "discarded");
        quantiles = judged(quantiles);
        checkCount(judgedPairs, pairs);
        for (JudgedQuantile judged : quantiles) {
            checkCount(judged.pairs(), pairs);
        }
        // Early records call such a row inconclusive.
        if (pairs.isEmpty() && (verdict == Verdict.INCONCLUSIVE || verdict == Verdict.TOO_NOISY)) {
            verdict = Verdict.NOT_MEASURED;
        }
    }

    /** An older record has no such list, whatever its type says. */
    private static List<JudgedQuantile> judged(@Nullable List<JudgedQuantile> quantiles) {
        return quantiles == null ? List.of() : Check.whole(quantiles, "quantiles");
    }

    private static void checkCount(@Nullable Integer judged, List<Pair> pairs) {
        if (judged != null && (judged < 0 || judged > pairs.size())) {
            throw new IllegalArgumentException("a verdict rests on " + judged + " of " + pairs.size() + " pairs");
        }
    }

    /** A row that is to be measured. */
    public static ComparisonRow open(CellId baseCell, CellId cell, int variant, double margin, @Nullable Double noise) {
        return open(baseCell, cell, variant, margin, noise, List.of());
    }

    /** A row that is to be measured, and judged on quantiles too. */
    public static ComparisonRow open(
            CellId baseCell,
            CellId cell,
            int variant,
            double margin,
            @Nullable Double noise,
            List<JudgedQuantile> quantiles) {
        return new ComparisonRow(
                baseCell,
                cell,
                variant,
                margin,
                noise,
                List.of(),
                List.of(),
                Verdict.NOT_MEASURED,
                null,
                null,
                quantiles,
                null);
    }

    /** A row of which nothing is measured. */
    public static ComparisonRow apart(CellId cell, int variant, Verdict verdict, String reason) {
        return new ComparisonRow(
                cell, cell, variant, 0, null, List.of(), List.of(), verdict, reason, null, List.of(), null);
    }

    /** This row with one more pair. */
    public ComparisonRow with(Pair pair) {
        List<Pair> more = Stream.concat(pairs.stream(), Stream.of(pair)).toList();
        Verdict now = verdict == Verdict.NOT_MEASURED ? Verdict.INCONCLUSIVE : verdict;
        List<JudgedQuantile> begun =
                quantiles.stream().map(JudgedQuantile::begun).toList();
        return new ComparisonRow(
                baseCell, cell, variant, margin, noise, more, discarded, now, reason, reach, begun, judgedPairs);
    }

    /** This row with one more pair that was void. */
    public ComparisonRow withDiscarded(String why) {
        List<String> more = Stream.concat(discarded.stream(), Stream.of(why)).toList();
        return new ComparisonRow(
                baseCell, cell, variant, margin, noise, pairs, more, verdict, reason, reach, quantiles, judgedPairs);
    }

    /** This row, decided for a reason. */
    public ComparisonRow decided(Verdict decision, @Nullable String why) {
        return new ComparisonRow(
                baseCell, cell, variant, margin, noise, pairs, discarded, decision, why, reach, quantiles, judgedPairs);
    }

    /**
     * This row, its mean decided by its pairs.
     *
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    public ComparisonRow decided(Verdict decision, double tested) {
        return new ComparisonRow(
                baseCell,
                cell,
                variant,
                margin,
                noise,
                pairs,
                discarded,
                decision,
                null,
                Double.isNaN(tested) ? null : Double.valueOf(tested),
                quantiles,
                quantiles.isEmpty() ? null : Integer.valueOf(pairs.size()));
    }

    /**
     * This row, one of its quantiles decided by its pairs.
     *
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    public ComparisonRow decided(Quantile quantile, Verdict decision, double tested) {
        return with(quantiles.stream()
                .map(judged -> judged.quantile() == quantile ? judged.decided(decision, pairs.size(), tested) : judged)
                .toList());
    }

    private ComparisonRow with(List<JudgedQuantile> others) {
        return new ComparisonRow(
                baseCell, cell, variant, margin, noise, pairs, discarded, verdict, reason, reach, others, judgedPairs);
    }

    /** This row, of which somebody wanted an end before all of it was decided. */
    public ComparisonRow stopped() {
        ComparisonRow stopped = verdict.open() ? decided(Verdict.STOPPED, Double.NaN) : this;
        for (JudgedQuantile judged : quantiles) {
            if (judged.verdict().open()) {
                stopped = stopped.decided(judged.quantile(), Verdict.STOPPED, Double.NaN);
            }
        }
        return stopped;
    }

    /**
     * This row, with what had been decided of it before it got its newest pairs.
     *
     * @param before the same row with fewer pairs
     */
    public ComparisonRow withDecisionsOf(ComparisonRow before) {
        List<JudgedQuantile> kept = quantiles.stream()
                .map(judged -> before.quantiles.stream()
                        .filter(known -> known.quantile() == judged.quantile()
                                && !known.verdict().open())
                        .findFirst()
                        .orElse(judged))
                .toList();
        return before.verdict.open()
                ? with(kept)
                : new ComparisonRow(
                        baseCell,
                        cell,
                        variant,
                        margin,
                        noise,
                        pairs,
                        discarded,
                        before.verdict,
                        before.reason,
                        before.reach,
                        kept,
                        before.judgedPairs);
    }

    /** This row, judged on its mean alone. */
    public ComparisonRow ofMean() {
        return with(List.of());
    }

    /** This row, to get more pairs: no verdict has been given of its mean, or of some of its quantiles. */
    public ComparisonRow reopened() {
        List<JudgedQuantile> open =
                quantiles.stream().map(judged -> judged.reopened(pairs.size())).toList();
        return verdict.open()
                ? new ComparisonRow(
                        baseCell,
                        cell,
                        variant,
                        margin,
                        noise,
                        pairs,
                        discarded,
                        pairs.isEmpty() ? Verdict.NOT_MEASURED : Verdict.INCONCLUSIVE,
                        null,
                        null,
                        open,
                        null)
                : with(open);
    }

    /** The row of its mean, with the pairs that the verdict on it rests on. */
    public ComparisonRow mean() {
        return new ComparisonRow(
                baseCell,
                cell,
                variant,
                margin,
                noise,
                first(judgedPairs),
                discarded,
                verdict,
                reason,
                reach,
                List.of(),
                null);
    }

    /**
     * A quantile as a row of its own: its cell's mode says which, as in {@code sample p99}, and the scores of its pairs' forks are the
     * quantile.
     */
    public ComparisonRow of(JudgedQuantile judged) {
        String mode = cell.mode() + " " + judged.quantile();
        return new ComparisonRow(
                in(mode, baseCell),
                in(mode, cell),
                variant,
                judged.margin(),
                judged.noise(),
                pairs(judged.quantile()).stream()
                        .limit(judged.pairs() == null ? pairs.size() : judged.pairs())
                        .toList(),
                List.of(),
                judged.verdict(),
                reason(judged),
                judged.reach(),
                List.of(),
                null);
    }

    private @Nullable String reason(JudgedQuantile judged) {
        return switch (judged.verdict()) {
            case NOT_COMPARABLE -> "its " + judged.quantile() + " is not above 0: too short for the clock";
            case FAILED -> discarded.isEmpty() ? null : discarded.get(discarded.size() - 1);
            default -> null;
        };
    }

    private static CellId in(String mode, CellId cell) {
        return new CellId(cell.benchmark(), cell.params(), mode, cell.threads(), cell.launch());
    }

    private List<Pair> first(@Nullable Integer number) {
        return number == null ? pairs : pairs.subList(0, number);
    }

    /** All pairs with a quantile for a score; empty where a fork does not have it. */
    public List<Pair> pairs(Quantile quantile) {
        List<Pair> ofQuantile = new ArrayList<>();
        for (Pair pair : pairs) {
            Optional<Fork> base = quantile.of(pair.base());
            Optional<Fork> head = quantile.of(pair.head());
            if (base.isEmpty() || head.isEmpty()) {
                return List.of();
            }
            ofQuantile.add(new Pair(base.get(), head.get()));
        }
        return ofQuantile;
    }

    /** How many figures are judged: the mean, and each of its quantiles. */
    public int judged() {
        return 1 + quantiles.size();
    }

    /** The rows of a report: that of the mean, and one of each quantile of which something can be said beside it. */
    public List<ComparisonRow> figures() {
        return quantiles.isEmpty()
                ? List.of(this)
                : Stream.concat(
                                Stream.of(mean()),
                                quantiles.stream().map(this::of).filter(this::saysMore))
                        .toList();
    }

    private boolean saysMore(ComparisonRow ofQuantile) {
        return switch (ofQuantile.verdict()) {
            case FAILED, NOT_COMPARABLE -> ofQuantile.verdict() != verdict;
            default -> !ofQuantile.pairs().isEmpty();
        };
    }

    /** Whether a verdict on its mean, or on one of its quantiles, is one of these. */
    public boolean anyVerdict(Predicate<Verdict> which) {
        return Stream.concat(Stream.of(verdict), quantiles.stream().map(JudgedQuantile::verdict))
                .anyMatch(which);
    }

    /** The baseline's forks as a cell. */
    public Cell base() {
        return new Cell(baseCell, "", pairs.stream().map(Pair::base).toList());
    }

    /** The other variant's forks as a cell. */
    public Cell head() {
        return new Cell(cell, "", pairs.stream().map(Pair::head).toList());
    }
}
