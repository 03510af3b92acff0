package dev.labcoat.results.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the search for the commits that made a row slower has come, as it is published.
 *
 * @param schemaVersion version of this structure
 * @param id unique on this machine
 * @param at when it had come so far
 * @param machine where it was searched
 * @param cell the row
 * @param good the first commit of the line that is searched, which is fast
 * @param bad the last one, which is slow
 * @param done whether there is nothing more to search
 * @param from the newest commit that is known to lie before a culprit that is still looked for; {@code good} before anything is known
 * @param to the oldest one that is known to lie behind it
 * @param culprits commits that were found, in the order of the line
 */
public record Search(
        int schemaVersion,
        String id,
        Instant at,
        Machine machine,
        CellId cell,
        Revision good,
        Revision bad,
        boolean done,
        Revision from,
        Revision to,
        List<Culprit> culprits) {

    /** Current version of this structure. */
    public static final int SCHEMA_VERSION = 1;

    public Search {
        Check.id(id);
        Check.time(at, "at");
        Check.present(machine, "machine");
        Check.present(cell, "cell");
        Check.present(good, "good");
        Check.present(bad, "bad");
        Check.present(from, "from");
        Check.present(to, "to");
        culprits = Check.whole(culprits, "culprits");
    }

    /**
     * A commit that made the row slower.
     *
     * @param commit it
     * @param after the last commit before it that was measured
     * @param unmeasured how many commits lie between the two, which could not be measured and may have done it as well
     * @param slower natural logarithm of the time for an operation through that of {@code after}
     * @param madeUpForBy the first commit seen to be fast again; null where the slowdown has lasted
     */
    public record Culprit(
            Revision commit,
            Revision after,
            int unmeasured,
            double slower,
            @Nullable Revision madeUpForBy) {

        public Culprit {
            Check.present(commit, "commit");
            Check.present(after, "after");
            if (unmeasured < 0) {
                throw new IllegalArgumentException("unmeasured is below 0: " + unmeasured);
            }
            if (!Double.isFinite(slower)) {
                throw new IllegalArgumentException("slower is not a number: " + slower);
            }
        }
    }

    /** Those whose slowdown has lasted. */
    public List<Culprit> lasting() {
        return culprits.stream()
                .filter(culprit -> culprit.madeUpForBy() == null)
                .toList();
    }

    /** Whether another one says the same of the same. */
    public boolean saysAs(Search other) {
        return isOf(other.machine, other.cell, other.good, other.bad)
                && done == other.done
                && from.commit().equals(other.from.commit())
                && to.commit().equals(other.to.commit())
                && culprits.equals(other.culprits);
    }

    /** Whether it is the search for a row between two commits. */
    public boolean isOf(Machine where, CellId row, Revision first, Revision last) {
        return machine.key().equals(where.key())
                && cell.equals(row)
                && good.commit().equals(first.commit())
                && bad.commit().equals(last.commit());
    }
}
