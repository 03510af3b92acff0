package dev.labcoat.results.trend;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import java.util.Optional;

/**
 * That a row changed.
 *
 * @param series of the row
 * @param point where
 * @param lasting whether it got slower and has stayed so: what came later has not made up for it
 * @param accepted whether it is known and wanted
 * @param verdict of the comparison of the commits before and after, in lockstep; empty if there was none
 */
public record Change(Series series, ChangePoint point, boolean lasting, boolean accepted, Optional<Verdict> verdict) {

    /** What is to be thought of it. */
    public enum Standing {
        /** A comparison of the commits before and after says so too. */
        CONFIRMED,
        /** It does not, or there was none. */
        NOT_CONFIRMED,
        /** Whatever it says, the change is wanted. */
        ACCEPTED
    }

    /** The row. */
    public CellId cell() {
        return series.cell();
    }

    /** The last commit before it. */
    public Revision before() {
        return series.nights().get(point.index() - 1).revision();
    }

    /** The first commit after it. */
    public Revision since() {
        return series.nights().get(point.index()).revision();
    }

    /** By how much the time for an operation grew: 0.05 for one that takes 5 % longer, below 0 for one that got faster. */
    public double growth() {
        return Math.expm1(point.rise());
    }

    /** What is to be thought of it. */
    public Standing standing() {
        if (accepted) {
            return Standing.ACCEPTED;
        }
        Verdict expected = point.rise() > 0 ? Verdict.SLOWER : Verdict.FASTER;
        return verdict.filter(expected::equals).isPresent() ? Standing.CONFIRMED : Standing.NOT_CONFIRMED;
    }

    /** The same in words. */
    public String known() {
        return switch (standing()) {
            case ACCEPTED -> "accepted";
            case CONFIRMED -> "confirmed in lockstep";
            case NOT_CONFIRMED ->
                verdict.map(other -> "not confirmed: a comparison of both commits says " + other)
                        .orElse("not confirmed yet");
        };
    }

    /** Whether it is a slowdown that must be answered for. */
    public boolean isRegression() {
        return lasting && standing() == Standing.CONFIRMED;
    }

    /** Whether it is a slowdown of which the commits before and after are still to be compared, or compared for longer. */
    public boolean isOpen() {
        return lasting && !accepted && verdict.filter(Verdict::decided).isEmpty();
    }
}
