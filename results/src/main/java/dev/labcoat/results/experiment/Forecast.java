package dev.labcoat.results.experiment;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a comparison will likely take, as far as that can be known before its first pair.
 *
 * @param rows what each row will take
 * @param seconds wall time until all are decided, or have as many pairs as they may get
 * @param secondsToFirst wall time until the first is decided, at the first look where its noise is not known: all rows get their
 *     first pair before any gets its second; infinite where the most pairs that they may get are likely too few for each of them
 */
public record Forecast(List<Row> rows, double seconds, double secondsToFirst) {

    public Forecast {
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param row what is to be measured
     * @param noise the standard deviation of its pairs that is reckoned with, as a log ratio: the row's, or the usual one
     * @param pairs until it is likely decided; empty where the most that it may get are likely too few
     * @param seconds wall time of these pairs, or of the most that it may get
     */
    public record Row(ComparisonRow row, double noise, OptionalInt pairs, double seconds) {}

    /** Whether no row will likely be decided in a time, or by so many pairs. */
    public boolean decidesNothingWithin(Limit limit) {
        return secondsToFirst > limit.time().toMillis() / 1e3 || fewestPairs() > limit.pairs();
    }

    /** Pairs until the first row is likely decided; {@link SequentialTest#MOST_PAIRS} where these are likely too few for each. */
    public int fewestPairs() {
        return rows.stream()
                .mapToInt(row -> row.pairs().orElse(SequentialTest.MOST_PAIRS))
                .min()
                .orElse(0);
    }
}
