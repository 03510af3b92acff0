package dev.labcoat.results.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is measured: the key by which results of different runs belong together.
 *
 * @param benchmark fully qualified class and method
 * @param params the value of each param
 * @param mode JMH's short label of its mode: thrpt, avgt, sample or ss
 * @param threads JMH's threads, at least 1
 */
public record CellId(String benchmark, SortedMap<String, String> params, String mode, int threads) {

    public CellId {
        Check.present(mode, "mode");
        if (threads < 1) {
            throw new IllegalArgumentException("threads are less than 1: " + threads);
        }
        if (Check.present(benchmark, "benchmark").lastIndexOf('.') < 0) {
            throw new IllegalArgumentException("'" + benchmark + "' is no class with a method");
        }
        params = Collections.unmodifiableSortedMap(new TreeMap<>(Check.whole(params, "params")));
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

    /** Everything, on one line. */
    @Override
    public String toString() {
        return line(shortName());
    }

    /** Everything, on one line, with the benchmark's package. */
    public String qualified() {
        return line(benchmark);
    }

    private String line(String benchmarkName) {
        String name = params.isEmpty() ? benchmarkName : benchmarkName + " " + paramText();
        String suffix = threads == 1 ? "" : " threads=" + threads;
        return name + suffix + (mode.equals("thrpt") ? "" : " [" + mode + "]");
    }
}
