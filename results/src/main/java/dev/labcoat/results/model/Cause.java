package dev.labcoat.results.model;

import java.util.List;

/**
 * What a slower row spends its CPU time on, as a profiler saw both of its sides in forks of their own.
 *
 * @param profiler its name
 * @param baseSamples how often it saw the baseline at work
 * @param headSamples how often it saw the other side at work, in as much time
 * @param growth how much more CPU time an operation takes, as a share of the baseline's: 0.08 for 8 % more
 * @param grown the frames that grew most, and by more than chance explains, most first; empty where none did
 */
public record Cause(String profiler, long baseSamples, long headSamples, double growth, List<GrownFrame> grown) {

    /** So many frames are named. */
    public static final int FRAMES = 3;

    public Cause {
        Check.present(profiler, "profiler");
        grown = Check.whole(grown, "grown");
    }
}
