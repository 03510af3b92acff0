package dev.labcoat.results.profile;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.GrownFrame;
import java.io.IOException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import one.convert.Arguments;
import one.convert.FlameGraph;

/**
 * What takes more CPU time of an operation on one side than on the other. Samples of the head are multiplied by how much longer its
 * operations take, since in as much time it was seen doing fewer of them.
 */
public final class ProfileDifference {

    /** Widths in the differential flame graph: the converter takes whole numbers only. */
    private static final double MILLIONTHS = 1e6;

    private static final Stacks NONE = new Stacks(Map.of());

    private final Profiler profiler;
    private final Map<String, Stacks> base;
    private final Map<String, Stacks> head;
    private final double slower;
    private final long baseTotal;
    private final long headTotal;

    /**
     * The difference of two profiles of as much time.
     *
     * @param profiler that made both
     * @param base stacks of the baseline by process; the benchmark's own has no name
     * @param head the same of the other side
     * @param slower how many times as long an operation takes there
     * @throws BadInputException if there is nothing in one of them
     */
    ProfileDifference(Profiler profiler, Map<String, Stacks> base, Map<String, Stacks> head, double slower) {
        this.profiler = profiler;
        this.base = new TreeMap<>(base);
        this.head = new TreeMap<>(head);
        this.slower = slower;
        this.baseTotal = total(base);
        this.headTotal = total(head);
        if (baseTotal == 0 || headTotal == 0) {
            throw new BadInputException(
                    profiler + " saw nothing of " + (baseTotal == 0 ? "the baseline" : "the other side"));
        }
    }

    private static long total(Map<String, Stacks> side) {
        return side.values().stream().mapToLong(Stacks::total).sum();
    }

    /** What can be said. */
    public Cause cause() {
        return new Cause(
                profiler.toString(),
                baseTotal,
                headTotal,
                slower * (double) headTotal / (double) baseTotal - 1,
                head.entrySet().stream()
                        .flatMap(process -> new OwnTimes(
                                        process.getKey(),
                                        base.getOrDefault(process.getKey(), NONE),
                                        process.getValue(),
                                        slower)
                                .grown((double) baseTotal).stream())
                        .sorted(Comparator.comparingDouble(GrownFrame::growth)
                                .reversed()
                                .thenComparing(GrownFrame::frame))
                        .limit(Cause.FRAMES)
                        .toList());
    }

    /**
     * A differential flame graph as a page: as wide as the head's CPU time per operation, red what grew, blue what shrank.
     *
     * @throws IOException if the converter's template cannot be read
     */
    public byte[] page(String title) throws IOException {
        Arguments arguments = new Arguments(
                "--title",
                Profile.title(title + "; widths are millionths of the CPU time of one operation of the baseline"));
        FlameGraph before = graph(base, MILLIONTHS / baseTotal, arguments);
        FlameGraph after = graph(head, MILLIONTHS * slower / baseTotal, arguments);
        after.diff(before);
        return Profile.bytes(after);
    }

    private static FlameGraph graph(Map<String, Stacks> side, double factor, Arguments arguments) throws IOException {
        Stacks all = NONE;
        for (Map.Entry<String, Stacks> process : side.entrySet()) {
            all = all.and(
                    side.size() == 1
                            ? process.getValue()
                            : process.getValue()
                                    .below(
                                            process.getKey().isEmpty()
                                                    ? dev.labcoat.results.model.FlameGraph.process(0)
                                                    : process.getKey()));
        }
        FlameGraph graph = new FlameGraph(arguments);
        graph.parseCollapsed(new StringReader(all.collapsed(factor)));
        return graph;
    }
}
