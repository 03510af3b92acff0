package dev.labcoat.results.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often a profiler has seen which stack.
 *
 * @param samples by stack, the outermost frame first
 */
record Stacks(Map<List<String>, Long> samples) {

    /** What the converter puts behind a frame that says how it was compiled; frames of native code have none. */
    private static final Pattern COMPILED = Pattern.compile("_\\[[0ji1]\\]$");

    private static final Pattern KERNEL = Pattern.compile("_\\[k\\]$");

    Stacks {
        samples = Map.copyOf(samples);
    }

    /**
     * Reads them in Brendan Gregg's collapsed format: frames parted by semicolons, a blank, and how often they were seen.
     *
     * @param javaOnly whether what ends in native code is left out
     */
    static Stacks parse(Stream<String> collapsed, boolean javaOnly) {
        Map<List<String>, Long> samples = new LinkedHashMap<>();
        collapsed.forEach(line -> {
            int end = line.lastIndexOf(' ');
            if (end > 0 && !(javaOnly && isNative(line.substring(0, end)))) {
                samples.merge(frames(line.substring(0, end)), Long.parseLong(line.substring(end + 1)), Long::sum);
            }
        });
        return new Stacks(samples);
    }

    private static boolean isNative(String stack) {
        String last = stack.substring(stack.lastIndexOf(';') + 1);
        return !COMPILED.matcher(last).find();
    }

    private static List<String> frames(String stack) {
        List<String> frames = new ArrayList<>();
        for (String frame : stack.split(";", -1)) {
            String plain = COMPILED.matcher(frame).replaceFirst("");
            frames.add(KERNEL.matcher(plain).replaceFirst(""));
        }
        return List.copyOf(frames);
    }

    /** These and others. */
    Stacks and(Stacks others) {
        Map<List<String>, Long> all = new LinkedHashMap<>(samples);
        others.samples.forEach((stack, number) -> all.merge(stack, number, Long::sum));
        return new Stacks(all);
    }

    /** These, called by one more frame. */
    Stacks below(String frame) {
        return new Stacks(samples.entrySet().stream()
                .collect(Collectors.toMap(
                        stack -> Stream.concat(Stream.of(frame), stack.getKey().stream())
                                .toList(),
                        Map.Entry::getValue)));
    }

    /** How often anything was seen. */
    long total() {
        return samples.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The collapsed format, each number multiplied and rounded. */
    String collapsed(double factor) {
        return samples.entrySet().stream()
                .map(stack -> String.join(";", stack.getKey()) + " " + Math.round(factor * stack.getValue()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
