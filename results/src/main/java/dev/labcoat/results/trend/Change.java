package dev.labcoat.results.trend;

import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
 * @param search how far the search between the two commits of the span has come; empty if there was none
 */
public record Change(
        CellId cell,
        ChangePoint point,
        Step span,
        boolean lasting,
        boolean accepted,
        Optional<Verdict> verdict,
        Optional<Step> undecided,
        List<Compared> comparisons,
        Optional<Search> search) {

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
     * @param cause what the later one spends more CPU time on, where that was looked for
     */
    public record Compared(String id, Revision head, Verdict verdict, int pairs, Optional<Cause> cause) {}

    /** What it spends more CPU time on, as the newest comparison knows in which that was looked for. */
    public Optional<Cause> cause() {
        return comparisons.stream()
                .flatMap(compared -> compared.cause().stream())
                .reduce((older, newer) -> newer);
    }

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

    /** Between which commits it lies, as closely as the nights and the search know; of several culprits that of the last one. */
    public Step closest() {
        List<Search.Culprit> culprits = culprits();
        if (!culprits.isEmpty()) {
            return new Step(last(culprits).after(), last(culprits).commit());
        }
        // Where all that was found has been made up for, it is no closer.
        return search.filter(known -> known.culprits().isEmpty())
                .map(known -> new Step(known.from(), known.to()))
                .orElse(span);
    }

    private static Search.Culprit last(List<Search.Culprit> culprits) {
        return culprits.get(culprits.size() - 1);
    }

    /** The last commit that is known to lie before it. */
    public Revision before() {
        return closest().before();
    }

    /** The first commit that is known to lie after it. */
    public Revision since() {
        return closest().after();
    }

    /** Whether no commit lies between those before and after, which was not measured. */
    public boolean isOfOneCommit() {
        return culprits().isEmpty()
                ? before().commit().equals(since().parent())
                : last(culprits()).unmeasured() == 0;
    }

    /** What the search has found, but for what was made up for. */
    private List<Search.Culprit> culprits() {
        return search.map(Search::lasting).orElse(List.of());
    }

    /** Which commit did it, or which ones it lies between. */
    public String when() {
        if (culprits().size() > 1) {
            return "since "
                    + culprits().stream()
                            .map(culprit -> name(culprit.commit()))
                            .collect(Collectors.joining(", and since "));
        }
        return isOfOneCommit() ? "since " + name(since()) : "between " + before().label() + " and " + name(since());
    }

    private static String name(Revision commit) {
        return commit.label() + " (" + commit.subject() + ")";
    }

    /** Whether it is the work of a commit: one that bounds it, or one of several that the search has found. */
    public boolean isOf(String commit) {
        return span.after().commit().equals(commit)
                || since().commit().equals(commit)
                || culprits().stream()
                        .anyMatch(culprit -> culprit.commit().commit().equals(commit));
    }

    /** Whether a regression's commit is still to be searched for. */
    public boolean isToBeSearched() {
        return isRegression() && !isOfOneCommit() && search.filter(Search::done).isEmpty();
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
            case CONFIRMED -> "confirmed in lockstep" + searched();
            case NOT_CONFIRMED ->
                undecided.isPresent()
                        ? "not confirmed yet"
                        : verdict.map(other -> "not confirmed: a comparison of commits before and after says " + other)
                                .orElse("not confirmed yet");
        };
    }

    private String searched() {
        return search.filter(known -> !known.done() && known.culprits().isEmpty())
                .map(known -> ", its commit is searched for")
                .orElse("");
    }

    /** Whether a comparison of commits has shown that the row got slower, whatever became of it since. */
    public boolean isConfirmedSlowdown() {
        return growth() > 0 && verdict.filter(Verdict.SLOWER::equals).isPresent();
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
