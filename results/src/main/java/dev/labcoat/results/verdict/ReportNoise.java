package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.JudgedQuantile;
import dev.labcoat.results.model.Quantile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows of a report say of one another's noise: their means of means, and a quantile of the same quantile, since tails are another
 * family than means.
 */
public final class ReportNoise {

    private final Moderation means;
    private final Map<Quantile, Moderation> quantiles = new EnumMap<>(Quantile.class);

    private ReportNoise(List<ComparisonRow> rows) {
        Map<Quantile, List<RowState>> states = new EnumMap<>(Quantile.class);
        for (ComparisonRow row : rows) {
            for (JudgedQuantile judged : row.quantiles()) {
                states.computeIfAbsent(judged.quantile(), unused -> new ArrayList<>())
                        .add(RowState.of(row.of(judged)));
            }
        }
        this.means = Moderation.of(rows.stream().map(RowState::of).toList());
        states.forEach((quantile, known) -> quantiles.put(quantile, Moderation.of(known)));
    }

    /**
     * What rows say of one another.
     *
     * @param rows all rows of the report, decided or not, see {@link Moderation#of}
     */
    public static ReportNoise of(List<ComparisonRow> rows) {
        return new ReportNoise(rows);
    }

    /** What a verdict on a row's mean rests on. */
    public Evidence of(ComparisonRow row) {
        return means.of(RowState.of(row));
    }

    /** What a verdict on a quantile of a row rests on. */
    public Evidence of(ComparisonRow row, JudgedQuantile judged) {
        RowState state = RowState.of(row.of(judged));
        Moderation moderation = quantiles.get(judged.quantile());
        return moderation == null ? Evidence.ofPairsAlone(state.difference()) : moderation.of(state);
    }
}
