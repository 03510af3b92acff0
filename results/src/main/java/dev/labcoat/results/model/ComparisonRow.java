package dev.labcoat.results.model;

import java.util.List;
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
        @Nullable Double reach) {

    public ComparisonRow {
        Check.present(baseCell, "baseCell");
        Check.present(cell, "cell");
        Check.present(verdict, "verdict");
        pairs = Check.whole(pairs, "pairs");
        discarded = Check.whole(discarded, "discarded");
        // Early records call such a row inconclusive.
        if (pairs.isEmpty() && (verdict == Verdict.INCONCLUSIVE || verdict == Verdict.TOO_NOISY)) {
            verdict = Verdict.NOT_MEASURED;
        }
    }

    /** A row that is to be measured. */
    public static ComparisonRow open(CellId baseCell, CellId cell, int variant, double margin, @Nullable Double noise) {
        return new ComparisonRow(
                baseCell, cell, variant, margin, noise, List.of(), List.of(), Verdict.NOT_MEASURED, null, null);
    }

    /** A row of which nothing is measured. */
    public static ComparisonRow apart(CellId cell, int variant, Verdict verdict, String reason) {
        return new ComparisonRow(cell, cell, variant, 0, null, List.of(), List.of(), verdict, reason, null);
    }

    /** This row with one more pair. */
    public ComparisonRow with(Pair pair) {
        List<Pair> more = Stream.concat(pairs.stream(), Stream.of(pair)).toList();
        Verdict now = verdict == Verdict.NOT_MEASURED ? Verdict.INCONCLUSIVE : verdict;
        return new ComparisonRow(baseCell, cell, variant, margin, noise, more, discarded, now, reason, reach);
    }

    /** This row with one more pair that was void. */
    public ComparisonRow withDiscarded(String why) {
        List<String> more = Stream.concat(discarded.stream(), Stream.of(why)).toList();
        return new ComparisonRow(baseCell, cell, variant, margin, noise, pairs, more, verdict, reason, reach);
    }

    /** This row, decided for a reason. */
    public ComparisonRow decided(Verdict decision, @Nullable String why) {
        return new ComparisonRow(baseCell, cell, variant, margin, noise, pairs, discarded, decision, why, reach);
    }

    /**
     * This row, decided by its pairs.
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
                Double.isNaN(tested) ? null : Double.valueOf(tested));
    }

    /** This row, to get more pairs: no verdict has been given of it. */
    public ComparisonRow reopened() {
        return decided(pairs.isEmpty() ? Verdict.NOT_MEASURED : Verdict.INCONCLUSIVE, Double.NaN);
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
