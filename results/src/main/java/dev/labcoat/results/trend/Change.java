package dev.labcoat.results.trend;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * That a row changed.
 *
 * @param cell the row
 * @param point where
 * @param span between which of the commits that were measured it lies
 * @param lasting whether it got slower and has stayed so: what came later has not made up for it
 * @param accepted whether it is known and wanted
 * @param verdict of a comparison of commits before and after, in lockstep; empty if there was none
 * @param undecided what is to be compared, or for longer, before more can be said; empty when enough was
 * @param comparisons those of commits before and after
 */
public record Change(
        CellId cell,
        ChangePoint point,
        Step span,
        boolean lasting,
        boolean accepted,
        Optional<Verdict> verdict,
        Optional<Step> undecided,
        List<Compared> comparisons) {

    public Change {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A comparison of commits before and after.
     *
     * @param id of the comparison
     * @param head the later commit
     * @param verdict on the row
     * @param pairs of how many pairs of forks
     */
    public record Compared(String id, Revision head, Verdict verdict, int pairs) {}

    /**
     * Two commits that were measured.
     *
     * @param before one before the change
     * @param after one after it
     */
    public record Step(Revision before, Revision after) {}

    /** What is to be thought of it. */
    public enum Standing {
        /** A comparison of commits before and after says so too. */
        CONFIRMED,
        /** It does not, or there was none. */
        NOT_CONFIRMED,
        /** Whatever it says, the change is wanted. */
        ACCEPTED
    }

    /** The last commit that is known to lie before it. */
    public Revision before() {
        return span.before();
    }

    /** The first commit that is known to lie after it. */
    public Revision since() {
        return span.after();
    }

    /** Whether no commit lies between those before and after, which was not measured. */
    public boolean isOfOneCommit() {
        return before().commit().equals(since().parent());
    }

    /** Which commit did it, or which ones it lies between. */
    public String when() {
        String subject = since().label() + " (" + since().subject() + ")";
        return isOfOneCommit() ? "since " + subject : "between " + before().label() + " and " + subject;
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
                undecided.isPresent()
                        ? "not confirmed yet"
                        : verdict.map(other -> "not confirmed: a comparison of commits before and after says " + other)
                                .orElse("not confirmed yet");
        };
    }

    /** Whether it is a slowdown that must be answered for. */
    public boolean isRegression() {
        return lasting && standing() == Standing.CONFIRMED;
    }

    /** Whether it is a slowdown of which more is to be known. */
    public boolean isOpen() {
        return lasting && !accepted && undecided.isPresent();
    }
}
