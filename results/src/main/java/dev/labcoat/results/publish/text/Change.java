package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults.Earlier;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import java.util.Optional;

/**
 * How a score differs from an earlier run's. It compares runs laid end to end, so it says what was seen and judges nothing.
 *
 * @param slower the natural logarithm of the time for an operation divided by the earlier one, as of {@link Speed#of}
 * @param error half the width of the 95 % interval of that, by propagation of both scores' relative errors; NaN where one of them
 *     was of a single fork
 */
public record Change(double slower, double error) {

    /** Between two scores; empty where one of them is not above 0, of which nothing is a multiple. */
    public static Optional<Change> between(Earlier earlier, Cell cell) {
        Estimate before = earlier.cell().score().orElseThrow();
        Estimate now = cell.score().orElseThrow();
        double ratio = Quantity.of(now.mean(), cell.unit()).value()
                / Quantity.of(before.mean(), earlier.cell().unit()).value();
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            return Optional.empty();
        }
        double sign = cell.direction() == Direction.HIGHER_IS_BETTER ? -1 : 1;
        double error = Math.hypot(now.error() / now.mean(), before.error() / before.mean());
        return Optional.of(new Change(sign * Math.log(ratio), error));
    }

    /** How many times as fast as the earlier one: above 1 where it is the better one. */
    public double timesAsFast() {
        return Math.exp(-slower);
    }

    /** In words, so that no reader has to know which sign is which, against something that is named. */
    String text(String earlier) {
        String range = Double.isFinite(error) ? " (±" + Percent.text(100 * error) + ")" : "";
        return "~" + Speed.against(slower) + " " + earlier + range;
    }
}
