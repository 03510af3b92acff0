package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
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
 * @param beside what is judged beside its mean from the same pairs: quantiles of its samples, and metrics that somebody asked for; none
 *     in older records
 * @param judgedPairs how many of the pairs, from the first on, the verdict on the mean rests on, where the others were made for what is
 *     judged beside it; null for all of them
 * @param metric what the scores of its forks are, see {@link #of(JudgedFigure)}; null where they are JMH's, as in all that is recorded
 * @param cause what it spends more time on, where it is slower and somebody wanted to know; null otherwise
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

        @JsonAlias("quantiles") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<JudgedFigure> beside,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer judgedPairs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NamedMetric metric,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Cause cause) {

    public ComparisonRow {
        Check.present(baseCell, "baseCell");
        Check.present(cell, "cell");
        Check.present(verdict, "verdict");
        pairs = Check.whole(pairs, "pairs");
        discarded = Check.whole(discarded, "discarded");
        beside = judged(beside);
        checkCount(judgedPairs, pairs);
        for (JudgedFigure judged : beside) {
            checkCount(judged.pairs(), pairs);
        }
        // Early records call such a row inconclusive.
        if (pairs.isEmpty() && (verdict == Verdict.INCONCLUSIVE || verdict == Verdict.TOO_NOISY)) {
            verdict = Verdict.NOT_MEASURED;
        }
    }

    /** An older record has no such list, whatever its type says. */
    static List<JudgedFigure> judged(@Nullable List<JudgedFigure> beside) {
        return beside == null ? List.of() : Check.whole(beside, "beside");
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

    /** A row that is to be measured, and judged on more than its mean. */
    public static ComparisonRow open(
            CellId baseCell,
            CellId cell,
            int variant,
            double margin,
            @Nullable Double noise,
            List<JudgedFigure> beside) {
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
                beside,
                null,
                null,
                null);
    }

    /** A row of which nothing is measured. */
    public static ComparisonRow apart(CellId cell, int variant, Verdict verdict, String reason) {
        return new ComparisonRow(
                cell, cell, variant, 0, null, List.of(), List.of(), verdict, reason, null, List.of(), null, null, null);
    }

    /** This row with one more pair. */
    public ComparisonRow with(Pair pair) {
        List<Pair> more = Stream.concat(pairs.stream(), Stream.of(pair)).toList();
        Verdict now = verdict == Verdict.NOT_MEASURED ? Verdict.INCONCLUSIVE : verdict;
        List<JudgedFigure> begun = beside.stream().map(JudgedFigure::begun).toList();
        return with(more, discarded, now, reason, reach, begun, judgedPairs);
    }

    /** This row with one more pair that was void. */
    public ComparisonRow withDiscarded(String why) {
        List<String> more = Stream.concat(discarded.stream(), Stream.of(why)).toList();
        return with(pairs, more, verdict, reason, reach, beside, judgedPairs);
    }

    /** This row, decided for a reason. */
    public ComparisonRow decided(Verdict decision, @Nullable String why) {
        return with(pairs, discarded, decision, why, reach, beside, judgedPairs);
    }

    /**
     * This row, its mean decided by its pairs.
     *
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    public ComparisonRow decided(Verdict decision, double tested) {
        return with(
                pairs,
                discarded,
                decision,
                null,
                Double.isNaN(tested) ? null : Double.valueOf(tested),
                beside,
                beside.isEmpty() ? null : Integer.valueOf(pairs.size()));
    }

    /**
     * This row, a figure beside its mean decided by its pairs.
     *
     * @param tested half the width of the range that the verdict rests on; NaN where there is none
     */
    public ComparisonRow decided(Figure figure, Verdict decision, double tested) {
        return with(beside.stream()
                .map(judged -> judged.figure().equals(figure) ? judged.decided(decision, pairs.size(), tested) : judged)
                .toList());
    }

    private ComparisonRow with(List<JudgedFigure> others) {
        return with(pairs, discarded, verdict, reason, reach, others, judgedPairs);
    }

    /** This row with all else that becomes of it. */
    private ComparisonRow with(
            List<Pair> allPairs,
            List<String> allDiscarded,
            Verdict said,
            @Nullable String why,
            @Nullable Double tested,
            List<JudgedFigure> others,
            @Nullable Integer judged) {
        return with(allPairs, allDiscarded, said, why, tested, others, judged, cause);
    }

    private ComparisonRow with(
            List<Pair> allPairs,
            List<String> allDiscarded,
            Verdict said,
            @Nullable String why,
            @Nullable Double tested,
            List<JudgedFigure> others,
            @Nullable Integer judged,
            @Nullable Cause found) {
        return new ComparisonRow(
                baseCell,
                cell,
                variant,
                margin,
                noise,
                allPairs,
                allDiscarded,
                said,
                why,
                tested,
                others,
                judged,
                metric,
                found);
    }

    /** This row, and what it spends more time on; null where that is not known. */
    public ComparisonRow because(@Nullable Cause found) {
        return with(pairs, discarded, verdict, reason, reach, beside, judgedPairs, found);
    }

    /** This row, of which somebody wanted an end before all of it was decided. */
    public ComparisonRow stopped() {
        ComparisonRow stopped = verdict.open() ? decided(Verdict.STOPPED, Double.NaN) : this;
        for (JudgedFigure judged : beside) {
            if (judged.verdict().open()) {
                stopped = stopped.decided(judged.figure(), Verdict.STOPPED, Double.NaN);
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
        List<JudgedFigure> kept = beside.stream()
                .map(judged -> before.beside.stream()
                        .filter(known -> known.figure().equals(judged.figure())
                                && !known.verdict().open())
                        .findFirst()
                        .orElse(judged))
                .toList();
        ComparisonRow decided = before.verdict.open()
                ? with(kept)
                : with(pairs, discarded, before.verdict, before.reason, before.reach, kept, before.judgedPairs);
        return decided.because(before.cause);
    }

    /**
     * Rows that had ended, and those of them to which more was added since.
     *
     * @param more the same rows with all that was measured
     */
    public static List<ComparisonRow> goneOn(List<ComparisonRow> ended, List<ComparisonRow> more) {
        List<ComparisonRow> rows = new ArrayList<>(ended);
        for (int i = 0; i < rows.size() && rows.size() == more.size(); i++) {
            ComparisonRow before = rows.get(i);
            ComparisonRow now = more.get(i);
            if (now.pairs.size() > before.pairs.size() || now.discarded.size() > before.discarded.size()) {
                rows.set(i, now.withDecisionsOf(before));
            }
        }
        return rows;
    }

    /** This row, judged on its mean alone. */
    public ComparisonRow ofMean() {
        return with(List.of());
    }

    /** This row, to get more pairs: no verdict has been given of its mean, or of some of what is judged beside it. */
    public ComparisonRow reopened() {
        List<JudgedFigure> open =
                beside.stream().map(judged -> judged.reopened(pairs.size())).toList();
        return verdict.open()
                ? with(
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
        return with(first(judgedPairs), discarded, verdict, reason, reach, List.of(), null);
    }

    /**
     * A figure beside its mean as a row of its own: its cell's mode says which, as in {@code sample p99}, and the scores of its pairs'
     * forks are the figure.
     */
    public ComparisonRow of(JudgedFigure judged) {
        String mode = cell.mode() + " " + judged.figure();
        return new ComparisonRow(
                in(mode, baseCell),
                in(mode, cell),
                variant,
                judged.margin(),
                judged.noise(),
                pairs(judged.figure()).stream()
                        .limit(judged.pairs() == null ? pairs.size() : judged.pairs())
                        .toList(),
                List.of(),
                judged.verdict(),
                reason(judged),
                judged.reach(),
                List.of(),
                null,
                judged.metric(),
                null);
    }

    private @Nullable String reason(JudgedFigure judged) {
        return switch (judged.verdict()) {
            case NOT_COMPARABLE ->
                pairs.stream()
                        .flatMap(pair -> judged.figure().hindrance(pair).stream())
                        .findFirst()
                        .orElse(null);
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

    /** All pairs with a figure for a score; empty where nothing can be said of one of them. */
    public List<Pair> pairs(Figure figure) {
        List<Pair> ofFigure =
                pairs.stream().flatMap(pair -> figure.of(pair).stream()).toList();
        return ofFigure.size() == pairs.size() ? ofFigure : List.of();
    }

    /** Metrics that somebody asked for. */
    public List<NamedMetric> metrics() {
        return beside.stream()
                .flatMap(judged -> Stream.ofNullable(judged.metric()))
                .toList();
    }

    /** Which way its scores get better. */
    public Direction direction() {
        String unit = head().unit();
        return metric == null ? Direction.of(cell.mode(), unit) : metric.better(unit);
    }

    /** How many figures are judged: the mean, and each of those beside it. */
    public int judged() {
        return 1 + beside.size();
    }

    /** The rows of a report: that of the mean, and one of each figure of which something can be said beside it. */
    public List<ComparisonRow> figures() {
        return beside.isEmpty()
                ? List.of(this)
                : Stream.concat(Stream.of(mean()), beside.stream().map(this::of).filter(this::saysMore))
                        .toList();
    }

    private boolean saysMore(ComparisonRow figure) {
        return switch (figure.verdict()) {
            case FAILED, NOT_COMPARABLE -> figure.verdict() != verdict;
            default -> !figure.pairs().isEmpty();
        };
    }

    /** Whether a verdict on its mean, or on what is judged beside it, is one of these. */
    public boolean anyVerdict(Predicate<Verdict> which) {
        return Stream.concat(Stream.of(verdict), beside.stream().map(JudgedFigure::verdict))
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
