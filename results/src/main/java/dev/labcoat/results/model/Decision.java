package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of an arm beside another; see {@link ComparisonRow}, which has the pairs too. Its pairs are the rounds in which both
 * arms have a fork, but for those in which it says why that is void.
 *
 * @param base the place of the arm that it is held against
 * @param arm its place among the experiment's arms
 * @param margin half the width of "no change", as a share such as 0.05; 0 where nothing is measured
 * @param noise the standard deviation of its pairs' log ratios in earlier experiments on this machine; null where not known
 * @param verdict what may be said
 * @param reason of a verdict that needs one; null otherwise
 * @param reach half the width of the range that the verdict rests on, as a log ratio; null where there is none
 * @param beside what is judged beside its mean: quantiles of its samples, and metrics that somebody asked for
 * @param judgedPairs how many of the pairs, from the first on, the verdict on the mean rests on; null for all of them
 * @param cause what it spends more time on, where it is slower and somebody wanted to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
        int base,
        int arm,
        double margin,
        @Nullable Double noise,
        Verdict verdict,
        @Nullable String reason,
        @Nullable Double reach,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JudgedFigure> beside,
        @Nullable Integer judgedPairs,
        @Nullable Cause cause) {

    public Decision {
        Check.present(verdict, "verdict");
        beside = ComparisonRow.judged(beside);
    }

    /** This decision where its arms have other places. */
    Decision at(int newBase, int newArm) {
        return new Decision(newBase, newArm, margin, noise, verdict, reason, reach, beside, judgedPairs, cause);
    }

    /** This decision before the first pair. */
    Decision planned() {
        return new Decision(
                base,
                arm,
                margin,
                noise,
                Verdict.NOT_MEASURED,
                null,
                null,
                beside.stream()
                        .map(judged -> JudgedFigure.open(judged.figure(), judged.margin(), judged.noise()))
                        .toList(),
                null,
                null);
    }

    static Decision of(int base, int arm, ComparisonRow row) {
        return new Decision(
                base,
                arm,
                row.margin(),
                row.noise(),
                row.verdict(),
                row.reason(),
                row.reach(),
                row.beside(),
                row.judgedPairs(),
                row.cause());
    }
}
