package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.verdict.Moderation;
import dev.labcoat.results.verdict.Power;
import dev.labcoat.results.verdict.RowState;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.List;
import java.util.Optional;

/** How much more time the rows would have taken that a comparison left undecided. */
final class StillNeeded {

    private final List<ComparisonRow> rows;
    private final Moderation moderation;

    StillNeeded(Comparison comparison) {
        this.rows = comparison.measured();
        this.moderation = Moderation.of(rows.stream().map(RowState::of).toList());
    }

    /** How many more pairs of one row, on average, the undecided rows likely need; 0 where more would not decide any. */
    long pairsOfARow() {
        return Math.round(Math.ceil(rows.stream()
                .filter(row -> row.verdict() == Verdict.INCONCLUSIVE)
                .mapToInt(row -> Math.max(0, likelyPairs(row) - row.pairs().size()))
                .average()
                .orElse(0)));
    }

    /** In a sentence; empty where all is decided, or no pair says how long one takes. */
    Optional<String> text() {
        List<ComparisonRow> open = rows.stream()
                .filter(row -> row.verdict().open())
                .filter(row -> row.pairs().size() < SequentialTest.MOST_PAIRS)
                .toList();
        double seconds = open.stream()
                .mapToDouble(row -> (likelyPairs(row) - row.pairs().size()) * secondsOfPair(row))
                .sum();
        return open.isEmpty() || Double.isNaN(seconds)
                ? Optional.empty()
                : Optional.of("still needed: likely about " + ForecastText.time(seconds) + " for the "
                        + Counted.of(open.size(), "row") + " left undecided.");
    }

    private int likelyPairs(ComparisonRow row) {
        return row.pairs().size() < 2
                ? new Power(rows.size())
                        .pairs(row.noise() == null ? Power.USUAL_NOISE : row.noise(), row.margin())
                        .orElse(SequentialTest.MOST_PAIRS)
                : new SequentialTest(rows.size()).likelyPairs(moderation.of(RowState.of(row)), row.margin());
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
