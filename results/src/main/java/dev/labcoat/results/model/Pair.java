package dev.labcoat.results.model;

import java.util.stream.Stream;

/**
 * Two forks that ran in lockstep: slice by slice in turn, so that slice i of one and slice i of the other are neighbours in time.
 *
 * @param base of the baseline
 * @param head of the other variant
 */
public record Pair(Fork base, Fork head) {

    public Pair {
        Check.present(base, "base");
        Check.present(head, "head");
        if (base.scores().size() != head.scores().size()) {
            throw new IllegalArgumentException("a pair has as many slices on both sides, not "
                    + base.scores().size() + " and " + head.scores().size());
        }
        if (!Stream.of(base, head).flatMap(fork -> fork.scores().stream()).allMatch(Pair::isScore)) {
            throw new IllegalArgumentException("a slice has no score above 0");
        }
    }

    /** Wall time: both forks live at the same time. */
    public double seconds() {
        return Math.max(base.seconds(), head.seconds());
    }

    private static boolean isScore(double score) {
        return score > 0 && Double.isFinite(score);
    }
}
