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
 * What grew in the stacks of one process, by the own time of methods, so that code which is only called from elsewhere than before has
 * not grown. Where a method is called by one that the baseline does not have at all, what it grew there counts for that one.
 */
final class OwnTimes {

    /**
     * A number of samples varies from profile to profile by about its square root (Poisson); what differs by more than three times that
     * of both together has grown.
     */
    private static final double DEVIATIONS = 3;

    private final String process;
    private final double slower;
    private final Map<String, Times> times = new HashMap<>();
    private final Map<String, Times> added = new HashMap<>();

    /** Samples of a method: the baseline's, those of the head in the baseline's measure, and what called it there. */
    private static final class Times {
        private double base;
        private double head;
        private double growth;
        private final Map<String, Double> callers = new HashMap<>();
        private final Map<String, Double> below = new HashMap<>();

        void add(@Nullable String caller, double samples) {
            if (caller != null) {
                callers.merge(caller, samples, Double::sum);
            }
        }

        /** What it grew by most. */
        @Nullable
        String caller() {
            return callers.entrySet().stream()
                    .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }

        boolean grewBy(double samples, double slower) {
            return samples > DEVIATIONS * Math.sqrt(base + slower * head);
        }
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
        base.samples().forEach((stack, seen) -> {
            double samples = (double) seen;
            known.addAll(stack);
            Times leaf = leaf(stack);
            leaf.base += samples;
            leaf.add(caller(stack, stack.size() - 1), -samples);
        });
        head.samples().forEach((stack, seen) -> {
            double samples = slower * (double) seen;
            Times leaf = leaf(stack);
            leaf.head += samples;
            leaf.add(caller(stack, stack.size() - 1), samples);
            int first = 0;
            while (first < stack.size() && known.contains(stack.get(first))) {
                first++;
            }
            if (first < stack.size()) {
                leaf.below.merge(stack.get(first), samples, Double::sum);
                added.computeIfAbsent(stack.get(first), unused -> new Times()).add(caller(stack, first), samples);
            }
        });
        times.values().forEach(this::credit);
    }

    private Times leaf(List<String> stack) {
        return times.computeIfAbsent(stack.get(stack.size() - 1), unused -> new Times());
    }

    private static @Nullable String caller(List<String> stack, int frame) {
        return frame == 0 ? null : stack.get(frame - 1);
    }

    /** Says whose the growth of a method is. */
    private void credit(Times leaf) {
        double growth = leaf.head - leaf.base;
        double below =
                leaf.below.values().stream().mapToDouble(Double::doubleValue).sum();
        double ofAdded = Math.max(0, Math.min(growth, below));
        leaf.growth = growth - ofAdded;
        leaf.below.forEach((frame, samples) -> {
            Times of = added.get(frame);
            if (of != null && below > 0) {
                double share = samples / below;
                of.growth += ofAdded * share;
                of.base += leaf.base * share;
                of.head += samples;
            }
        });
    }

    /**
     * The methods that grew by more than chance explains.
     *
     * @param total samples of the baseline, all of which are one operation's CPU time
     */
    List<GrownFrame> grown(double total) {
        List<GrownFrame> grown = new ArrayList<>();
        times.forEach((frame, leaf) -> add(grown, frame, leaf, false, total));
        added.forEach((frame, all) -> add(grown, frame, all, true, total));
        return grown;
    }

    private void add(List<GrownFrame> grown, String frame, Times of, boolean isAdded, double total) {
        if (of.grewBy(of.growth, slower)) {
            grown.add(new GrownFrame(process, frame, of.caller(), of.growth / total, isAdded));
        }
    }
}
