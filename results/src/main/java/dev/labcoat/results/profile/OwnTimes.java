package dev.labcoat.results.profile;

import dev.labcoat.results.model.GrownFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What grew in the stacks of one process: the own time of methods that both sides have, and of methods that only the head has all
 * that is seen below them. Where the head has code below a new method that the baseline has elsewhere, and has there less of it, it was
 * moved, and has not grown.
 */
final class OwnTimes {

    /**
     * A number of samples varies from profile to profile by about its square root (Poisson); what differs by more than three times that
     * of both together has grown, or has moved away.
     */
    private static final double DEVIATIONS = 3;

    /** Two forks of the same differ by some percent by chance; code that was moved is gone from where it was, or most of it is. */
    private static final double DIFFERENCE_OF_FORKS = 0.1;

    private static final String NOBODY = "";

    private final String process;
    private final double slower;
    private final Map<String, Own> own = new HashMap<>();
    private final Map<String, Added> added = new HashMap<>();

    /** Samples of a method at work, by what calls it; those of the head in the baseline's measure, and without those below new methods. */
    private static final class Own {
        private final Map<String, Double> base = new HashMap<>();
        private final Map<String, Double> head = new HashMap<>();

        /** The head's others, by the new method that is the outermost. */
        private final Map<String, Double> below = new HashMap<>();
    }

    /** Samples below a method that only the head has, in the baseline's measure. */
    private static final class Added {
        private double samples;
        private double moved;
        private final Map<String, Double> callers = new HashMap<>();
    }

    /**
     * Those of a process.
     *
     * @param process empty for the benchmark's own
     * @param slower what the head's samples are multiplied by
     */
    OwnTimes(String process, Stacks base, Stacks head, double slower) {
        this.process = process;
        this.slower = slower;
        Set<String> known = new HashSet<>();
        base.samples().forEach((stack, samples) -> {
            known.addAll(stack);
            leaf(stack).base.merge(caller(stack, stack.size() - 1), (double) samples, Double::sum);
        });
        head.samples().forEach((stack, seen) -> {
            double samples = slower * (double) seen;
            int first = 0;
            while (first < stack.size() && known.contains(stack.get(first))) {
                first++;
            }
            if (first == stack.size()) {
                leaf(stack).head.merge(caller(stack, first - 1), samples, Double::sum);
            } else {
                leaf(stack).below.merge(stack.get(first), samples, Double::sum);
                Added of = added.computeIfAbsent(stack.get(first), unused -> new Added());
                of.samples += samples;
                of.callers.merge(caller(stack, first), samples, Double::sum);
            }
        });
        own.values().forEach(this::tellMoved);
    }

    private Own leaf(List<String> stack) {
        return own.computeIfAbsent(stack.get(stack.size() - 1), unused -> new Own());
    }

    private static String caller(List<String> stack, int frame) {
        return frame == 0 ? NOBODY : stack.get(frame - 1);
    }

    /** Says of new methods how much of what is below them was elsewhere before. */
    private void tellMoved(Own leaf) {
        double below = sum(leaf.below);
        double moved = Math.min(below, moved(leaf));
        leaf.below.forEach((frame, samples) -> {
            Added of = added.get(frame);
            if (of != null && below > 0) {
                of.moved += moved * samples / below;
            }
        });
    }

    /** What is less than it was where it was called from before. */
    private double moved(Own leaf) {
        return leaf.base.entrySet().stream()
                .mapToDouble(before -> {
                    double now = leaf.head.getOrDefault(before.getKey(), 0.0);
                    double less = before.getValue() - now;
                    boolean isChance = less <= deviation(before.getValue(), now)
                            || less <= DIFFERENCE_OF_FORKS * before.getValue();
                    return isChance ? 0 : less;
                })
                .sum();
    }

    private double deviation(double base, double head) {
        return DEVIATIONS * Math.sqrt(base + slower * head);
    }

    private static double sum(Map<String, Double> samples) {
        return samples.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The methods that grew by more than chance explains.
     *
     * @param total samples of the baseline, all of which are one operation's CPU time
     */
    List<GrownFrame> grown(double total) {
        List<GrownFrame> grown = new ArrayList<>();
        own.forEach((frame, leaf) -> {
            double base = sum(leaf.base);
            double head = sum(leaf.head);
            if (head - base > deviation(base, head)) {
                Map<String, Double> more = new HashMap<>(leaf.head);
                leaf.base.forEach((caller, samples) -> more.merge(caller, -samples, Double::sum));
                grown.add(new GrownFrame(process, frame, most(more), (head - base) / total, false));
            }
        });
        added.forEach((frame, of) -> {
            double more = of.samples - of.moved;
            if (more > deviation(of.moved, of.samples)) {
                grown.add(new GrownFrame(process, frame, most(of.callers), more / total, true));
            }
        });
        return grown;
    }

    /** The caller of the most samples; null where nothing calls it. */
    private static @Nullable String most(Map<String, Double> callers) {
        return callers.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .filter(caller -> !caller.equals(NOBODY))
                .orElse(null);
    }
}
