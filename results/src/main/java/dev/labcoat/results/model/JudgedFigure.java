package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a figure of a row's forks, which is judged like the row's mean, from the same pairs: either a quantile of its
 * samples or a metric that somebody asked for.
 *
 * @param quantile which; null for a metric
 * @param metric which; null for a quantile
 * @param margin half the width of "no change", as a share such as 0.05
 * @param noise the standard deviation of its pairs' log ratios in earlier comparisons on this machine; null where not known
 * @param verdict what may be said; until it is decided, inconclusive, and before the first pair, not measured
 * @param pairs how many of the row's pairs, from the first on, the verdict rests on; null for all of them
 * @param reach half the width of the range that the verdict rests on, as a log ratio; null where no verdict was given yet, or on fewer
 *     than two pairs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JudgedFigure(
        @Nullable Quantile quantile,
        @Nullable NamedMetric metric,
        double margin,
        @Nullable Double noise,
        Verdict verdict,
        @Nullable Integer pairs,
        @Nullable Double reach) {

    public JudgedFigure {
        if ((quantile == null) == (metric == null)) {
            throw new IllegalArgumentException("a figure is either a quantile or a metric");
        }
        Check.present(verdict, "a figure's verdict");
    }

    /** A figure that is to be measured. */
    public static JudgedFigure open(Figure figure, double margin, @Nullable Double noise) {
        return new JudgedFigure(
                figure instanceof Quantile quantile ? quantile : null,
                figure instanceof NamedMetric metric ? metric : null,
                margin,
                noise,
                Verdict.NOT_MEASURED,
                null,
                null);
    }

    /** Which figure it is. */
    public Figure figure() {
        return quantile != null ? quantile : Check.present(metric, "a metric");
    }

    /** This figure, of which there is a pair. */
    JudgedFigure begun() {
        return verdict == Verdict.NOT_MEASURED ? said(Verdict.INCONCLUSIVE, pairs, reach) : this;
    }

    /**
     * This figure, decided.
     *
     * @param after so many pairs
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    JudgedFigure decided(Verdict decision, int after, double tested) {
        return said(
                metric == null ? decision : decision.ofMetric(),
                after,
                Double.isNaN(tested) ? null : Double.valueOf(tested));
    }

    /** This figure, to get more pairs where no verdict was given of it. */
    JudgedFigure reopened(int known) {
        return verdict.open() ? said(known == 0 ? Verdict.NOT_MEASURED : Verdict.INCONCLUSIVE, null, null) : this;
    }

    private JudgedFigure said(Verdict decision, @Nullable Integer after, @Nullable Double tested) {
        return new JudgedFigure(quantile, metric, margin, noise, decision, after, tested);
    }
}
