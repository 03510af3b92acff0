package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults.Earlier;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import java.util.Optional;

/**
 * How a score differs from an earlier run's. It compares runs laid end to end, so it says what was seen and judges nothing.
 *
 * @param percent by how many percent of the earlier score it differs, above 0 where it is the better one
 * @param error half the width of the 95 % interval of that, by propagation of both scores' errors; NaN where one of them was
 *     of a single fork
 */
public record Change(double percent, double error) {

    /** Between two scores; empty where the earlier one is 0, of which nothing is so many percent. */
    public static Optional<Change> between(Earlier earlier, Cell cell) {
        Estimate before = earlier.cell().score().orElseThrow();
        if (before.mean() == 0) {
            return Optional.empty();
        }
        Estimate now = cell.score().orElseThrow();
        double ratio = Quantity.of(now.mean(), cell.unit()).value()
                / Quantity.of(before.mean(), earlier.cell().unit()).value();
        double error = ratio * Math.hypot(now.error() / now.mean(), before.error() / before.mean());
        double sign = cell.direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
        return Optional.of(new Change(sign * (ratio - 1) * 100, error * 100));
    }

    /** In words, so that no reader has to know which sign is which. */
    String text() {
        String word = percent >= 0 ? "faster" : "slower";
        String range = Double.isFinite(error) ? " ±" + Percent.text(error) : "";
        return "~" + Percent.text(Math.abs(percent)) + range + " " + word;
    }
}
