package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: the key by which results of different runs belong together.
 *
 * @param benchmark fully qualified class and method
 * @param params the value of each param
 * @param mode JMH's short label of its mode: thrpt, avgt, sample or ss
 * @param threads JMH's threads, at least 1
 * @param launch the JVM that it was measured with, where that was read from JMH's own file, or flags and arguments that were given
 *     to the run; null where the run or the variant says all, and in older records
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CellId(
        String benchmark,
        SortedMap<String, String> params,
        String mode,
        int threads,
        @Nullable Launch launch) {

    public CellId {
        Check.present(mode, "mode");
        if (threads < 1) {
            throw new IllegalArgumentException("threads are less than 1: " + threads);
        }
        if (Check.present(benchmark, "benchmark").lastIndexOf('.') < 0) {
            throw new IllegalArgumentException("'" + benchmark + "' is not a class with a method");
        }
        params = Collections.unmodifiableSortedMap(new TreeMap<>(Check.whole(params, "params")));
    }

    /** A cell of which the run or the variant says with what JVM it is measured. */
    public CellId(String benchmark, SortedMap<String, String> params, String mode, int threads) {
        this(benchmark, params, mode, threads, null);
    }

    /** This cell, measured with a JVM. */
    public CellId with(@Nullable Launch other) {
        return new CellId(benchmark, params, mode, threads, other);
    }

    /** What is known of the JVM, by name; empty where the run or the variant says it. */
    public Map<String, String> traits() {
        return launch == null ? Map.of() : launch.traits();
    }

    /** The benchmark's class, fully qualified. */
    public String className() {
        return benchmark.substring(0, benchmark.lastIndexOf('.'));
    }

    /** The benchmark without its package. */
    public String shortName() {
        String className = className();
        return benchmark.substring(className.lastIndexOf('.') + 1);
    }

    /** The params as {@code name=value}, in the order of their names. */
    public String paramText() {
        return params.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    /** Everything but the JVM, on one line: enough where rows are of one jar and one JVM. */
    @Override
    public String toString() {
        String name = params.isEmpty() ? shortName() : shortName() + " " + paramText();
        String suffix = threads == 1 ? "" : " threads=" + threads;
        return name + suffix + (mode.equals("thrpt") ? "" : " [" + mode + "]");
    }
}
