package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a quantile of a row's samples, which is judged like the row's mean, from the same pairs.
 *
 * @param quantile which
 * @param margin half the width of "no change", as a share such as 0.05
 * @param noise the standard deviation of its pairs' log ratios in earlier comparisons on this machine; null where not known
 * @param verdict what may be said; until it is decided, inconclusive, and before the first pair, not measured
 * @param pairs how many of the row's pairs, from the first on, the verdict rests on; null for all of them
 * @param reach half the width of the range that the verdict rests on, as a log ratio; null where no verdict was given yet, or on fewer
 *     than two pairs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JudgedQuantile(
        Quantile quantile,
        double margin,
        @Nullable Double noise,
        Verdict verdict,
        @Nullable Integer pairs,
        @Nullable Double reach) {

    public JudgedQuantile {
        Check.present(quantile, "quantile");
        Check.present(verdict, "a quantile's verdict");
    }

    /** A quantile that is to be measured. */
    public static JudgedQuantile open(Quantile quantile, double margin, @Nullable Double noise) {
        return new JudgedQuantile(quantile, margin, noise, Verdict.NOT_MEASURED, null, null);
    }

    /** This quantile, of which there is a pair. */
    JudgedQuantile begun() {
        return verdict == Verdict.NOT_MEASURED
                ? new JudgedQuantile(quantile, margin, noise, Verdict.INCONCLUSIVE, pairs, reach)
                : this;
    }

    /**
     * This quantile, decided.
     *
     * @param after so many pairs
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    JudgedQuantile decided(Verdict decision, int after, double tested) {
        return new JudgedQuantile(
                quantile, margin, noise, decision, after, Double.isNaN(tested) ? null : Double.valueOf(tested));
    }

    /** This quantile, to get more pairs where no verdict was given of it. */
    JudgedQuantile reopened(int known) {
        return verdict.open()
                ? new JudgedQuantile(
                        quantile, margin, noise, known == 0 ? Verdict.NOT_MEASURED : Verdict.INCONCLUSIVE, null, null)
                : this;
    }
}
