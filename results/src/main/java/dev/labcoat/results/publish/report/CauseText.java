package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.GrownFrame;
import dev.labcoat.results.publish.text.Amount;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Percent;
import dev.labcoat.results.verdict.Difference;
import java.util.ArrayList;
import java.util.List;

/** What a slower row spends more time on, for people. */
final class CauseText {

    /** What explains less than this share of a change is not its cause. */
    private static final double MOST_OF_IT = 0.5;

    private CauseText() {}

    /** How much more CPU time an operation takes, such as {@code an operation takes 8.1 % more CPU time (async, …)}. */
    static String head(Cause cause) {
        return "an operation takes " + Amount.of(Math.log1p(cause.growth()))
                + " CPU time (" + cause.profiler() + ", " + cause.baseSamples() + " and "
                + Counted.of(cause.headSamples(), "sample") + ")";
    }

    /** A line for each frame that grew, and one where CPU time does not explain the change. */
    static List<String> frames(ComparisonRow row, Cause cause) {
        List<String> lines = new ArrayList<>();
        cause.grown().forEach(frame -> lines.add(frame(frame)));
        if (lines.isEmpty()) {
            lines.add("no method grew by more than chance explains");
        }
        if (cause.growth() < MOST_OF_IT * Math.expm1(Difference.of(row.mean()).mean())) {
            lines.add("most of the change is waiting, or the work of processes that are no JVM");
        }
        return lines;
    }

    /** Such as {@code 7.9 % in Work.extra of server process 1 (new), called by Work.run}. */
    static String frame(GrownFrame frame) {
        return Percent.text(100 * frame.growth()) + " in " + frame.frame()
                + (frame.process().isEmpty() ? "" : " of " + frame.process())
                + (frame.added() ? " (new)" : "")
                + (frame.caller() == null ? "" : ", called by " + frame.caller());
    }
}
