package dev.labcoat.results.model;

/**
 * Two forks that ran in lockstep: slice by slice in turn, so that slice i of one and slice i of the other are neighbours in time.
 *
 * @param base of the baseline
 * @param head of the other variant
 */
public record Pair(Fork base, Fork head) {

    /** Wall time: both forks live at the same time. */
    public double seconds() {
        return Math.max(base.seconds(), head.seconds());
    }
}
