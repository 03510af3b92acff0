package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.Percent;
import java.util.Optional;

/**
 * That a row changed.
 *
 * @param cell the row
 * @param since the first commit after the change
 * @param rise natural logarithm of its time for an operation after the change divided by that before
 * @param lasting whether it got slower and has stayed so
 * @param accepted whether it is known and wanted
 * @param verdict of the comparison of the commits before and after, in lockstep; empty if there was none
 */
record Finding(CellId cell, Revision since, double rise, boolean lasting, boolean accepted, Optional<Verdict> verdict) {

    /** What is to be thought of it. */
    enum Standing {
        /** A comparison of the commits before and after says so too. */
        CONFIRMED,
        /** It does not, or there was none. */
        NOT_CONFIRMED,
        /** Whatever it says, the change is wanted. */
        ACCEPTED
    }

    Standing standing() {
        if (accepted) {
            return Standing.ACCEPTED;
        }
        Verdict expected = rise > 0 ? Verdict.SLOWER : Verdict.FASTER;
        return verdict.filter(expected::equals).isPresent() ? Standing.CONFIRMED : Standing.NOT_CONFIRMED;
    }

    /** The same in words. */
    String known() {
        return switch (standing()) {
            case ACCEPTED -> "accepted";
            case CONFIRMED -> "confirmed in lockstep";
            case NOT_CONFIRMED ->
                verdict.map(other -> "not confirmed: a comparison of both commits says " + other)
                        .orElse("not confirmed yet");
        };
    }

    /** By how much, such as {@code 12 % slower}. */
    String change() {
        return Percent.text(100 * Math.abs(Math.expm1(rise))) + (rise > 0 ? " slower" : " faster");
    }
}
