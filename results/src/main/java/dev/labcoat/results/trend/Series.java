package dev.labcoat.results.trend;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Map;

/**
 * One row over time on one machine, compared with the anchor.
 *
 * @param machine where
 * @param cell what was measured
 * @param nights one for each commit, in their order
 */
public record Series(Machine machine, CellId cell, List<Night> nights) {

    public Series {
        nights = List.copyOf(nights);
    }

    /**
     * What is known of a commit.
     *
     * @param revision the commit
     * @param versions of the JDK and of each measured library, by name
     * @param slower natural logarithm of its time for an operation divided by the anchor's, in lockstep; the mean of all pairs if
     *     it was measured in several nights
     * @param pairs the same of each pair of forks
     * @param verdict of the newest of these nights
     */
    public record Night(
            Revision revision, Map<String, String> versions, double slower, List<Double> pairs, Verdict verdict) {

        public Night {
            pairs = List.copyOf(pairs);
        }
    }

    /** Where it changed. */
    public List<ChangePoint> changePoints() {
        return ChangePointSearch.OF_LOGARITHMS.find(
                nights.stream().mapToDouble(Night::slower).toArray());
    }

    /**
     * Whether it got slower there and has stayed so: what came later has not made up for it.
     *
     * @param point one of the change points
     * @param later all that follow it
     */
    static boolean lasting(ChangePoint point, List<ChangePoint> later) {
        double madeUpFor = point.before() + ChangePointSearch.OF_LOGARITHMS.leastRise();
        return point.rise() > 0 && later.stream().allMatch(next -> next.after() >= madeUpFor);
    }
}
