package dev.labcoat.results.verdict;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Figure;
import dev.labcoat.results.model.JudgedFigure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows of a report say of one another's noise: their means of means, and any other figure of the same figure, since tails, or
 * what is counted, are another family than means.
 */
public final class ReportNoise {

    private final Moderation means;
    private final Map<Figure, Moderation> others = new HashMap<>();

    private ReportNoise(List<ComparisonRow> rows) {
        Map<Figure, List<RowState>> states = new HashMap<>();
        for (ComparisonRow row : rows) {
            for (JudgedFigure judged : row.beside()) {
                states.computeIfAbsent(judged.figure(), unused -> new ArrayList<>())
                        .add(RowState.of(row.of(judged)));
            }
        }
        this.means = Moderation.of(rows.stream().map(RowState::of).toList());
        states.forEach((figure, known) -> others.put(figure, Moderation.of(known)));
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

    /** What a verdict on a figure beside a row's mean rests on. */
    public Evidence of(ComparisonRow row, JudgedFigure judged) {
        RowState state = RowState.of(row.of(judged));
        Moderation moderation = others.get(judged.figure());
        return moderation == null ? Evidence.ofPairsAlone(state.difference()) : moderation.of(state);
    }
}
