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
 * @param pairs in the order in which they ran
 * @param discarded why each discarded pair was void
 * @param verdict what may be said; until it is decided, inconclusive
 * @param reason of a verdict that needs one; null otherwise
 */
public record ComparisonRow(
        CellId baseCell,
        CellId cell,
        int variant,
        double margin,
        List<Pair> pairs,
        List<String> discarded,
        Verdict verdict,
        @Nullable String reason) {

    public ComparisonRow {
        pairs = List.copyOf(pairs);
        discarded = List.copyOf(discarded);
    }

    /** A row that is to be measured. */
    public static ComparisonRow open(CellId baseCell, CellId cell, int variant, double margin) {
        return new ComparisonRow(baseCell, cell, variant, margin, List.of(), List.of(), Verdict.INCONCLUSIVE, null);
    }

    /** A row of which nothing is measured. */
    public static ComparisonRow apart(CellId cell, int variant, Verdict verdict, String reason) {
        return new ComparisonRow(cell, cell, variant, 0, List.of(), List.of(), verdict, reason);
    }

    /** This row with one more pair. */
    public ComparisonRow with(Pair pair) {
        List<Pair> more = Stream.concat(pairs.stream(), Stream.of(pair)).toList();
        return new ComparisonRow(baseCell, cell, variant, margin, more, discarded, verdict, reason);
    }

    /** This row with one more pair that was void. */
    public ComparisonRow withDiscarded(String why) {
        List<String> more = Stream.concat(discarded.stream(), Stream.of(why)).toList();
        return new ComparisonRow(baseCell, cell, variant, margin, pairs, more, verdict, reason);
    }

    /** This row, decided. */
    public ComparisonRow decided(Verdict decision, @Nullable String why) {
        return new ComparisonRow(baseCell, cell, variant, margin, pairs, discarded, decision, why);
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
