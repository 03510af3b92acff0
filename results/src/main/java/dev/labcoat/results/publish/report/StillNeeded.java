package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.verdict.Evidence;
import dev.labcoat.results.verdict.Power;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How much more time the rows, and what is judged beside their means, would have taken that a comparison left undecided. */
final class StillNeeded {

    private final List<ComparisonRow> rows;
    private final int judged;
    private final ReportNoise noise;

    StillNeeded(Comparison comparison) {
        this.rows = comparison.measured();
        this.judged = comparison.judged();
        this.noise = ReportNoise.of(rows);
    }

    /** How many more pairs of one row, on average, the undecided ones likely need; 0 where more would not decide any. */
    long pairsOfARow() {
        return Math.round(Math.ceil(rows.stream()
                .flatMap(row -> pairsOfFigures(row, verdict -> verdict == Verdict.INCONCLUSIVE)
                        .boxed())
                .mapToInt(more -> Math.max(0, more))
                .average()
                .orElse(0)));
    }

    /** In a sentence; empty where all is decided, or no pair says how long one takes. */
    Optional<String> text() {
        List<ComparisonRow> open =
                rows.stream().filter(SequentialTest::mayDecide).toList();
        double seconds = open.stream()
                .mapToDouble(row -> pairsOfFigures(row, Verdict::open).max().orElse(0) * secondsOfPair(row))
                .sum();
        return open.isEmpty() || Double.isNaN(seconds)
                ? Optional.empty()
                : Optional.of("still needed: likely about " + ForecastText.time(seconds) + " for the "
                        + Counted.of(open.size(), "row") + " left undecided.");
    }

    /** How many more pairs the row's mean and what is judged beside it likely need, as far as they have such verdicts. */
    private IntStream pairsOfFigures(ComparisonRow row, Predicate<Verdict> which) {
        IntStream ofMean = which.test(row.verdict())
                ? IntStream.of(likelyPairs(row, () -> noise.of(row), row.noise(), row.margin()))
                : IntStream.empty();
        IntStream ofOthers = row.beside().stream()
                .filter(judged -> which.test(judged.verdict()))
                .mapToInt(judged -> likelyPairs(row, () -> noise.of(row, judged), judged.noise(), judged.margin()));
        return IntStream.concat(ofMean, ofOthers)
                .map(pairs -> pairs - row.pairs().size());
    }

    private int likelyPairs(ComparisonRow row, Supplier<Evidence> evidence, @Nullable Double known, double margin) {
        return row.pairs().size() < 2
                ? new Power(judged)
                        .pairs(known == null ? Power.USUAL_NOISE : known, margin)
                        .orElse(SequentialTest.MOST_PAIRS)
                : new SequentialTest(judged).likelyPairs(evidence.get(), margin);
    }

    /** Its own mean, else that of all rows. */
    private double secondsOfPair(ComparisonRow row) {
        return (row.pairs().isEmpty() ? rows : List.of(row))
                .stream()
                        .flatMap(known -> known.pairs().stream())
                        .mapToDouble(Pair::seconds)
                        .average()
                        .orElse(Double.NaN);
    }
}
