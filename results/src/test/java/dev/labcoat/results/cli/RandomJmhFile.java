package dev.labcoat.results.cli;

import dev.labcoat.results.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that JMH could have written, of every mode, unit and shape, with numbers that are as JMH makes them. */
final class RandomJmhFile {

    private static final List<String> TEXTS = List.of(
            "1",
            "a,b",
            "x y",
            "\"quoted\"",
            "-5",
            "ümläut",
            "{\"a\":[1]}",
            "",
            "a=b",
            "tab\there",
            "tab\\there",
            "-",
            " ");

    private static final List<String> THROUGHPUTS = List.of("ops/s", "ops/ms", "ops/us", "ops/ns", "ops/min");
    private static final List<String> TIMES = List.of("ns/op", "us/op", "ms/op", "s/op", "min/op");

    private final Random random;

    /** Of a seed: the same each time. */
    RandomJmhFile(long seed) {
        this.random = new Random(seed);
    }

    /** A list of entries, each of a method of its own. */
    ArrayNode entries() {
        ArrayNode entries = Json.PRETTY.createArrayNode();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            entry(entries.addObject(), i);
        }
        return entries;
    }

    private void entry(ObjectNode entry, int number) {
        String mode = one(List.of("thrpt", "avgt", "sample", "ss"));
        entry.put("jmhVersion", one(List.of("1.19", "1.21", "1.37")));
        entry.put("benchmark", one(List.of("acme.", "acme.deep.er.", "acme.Outer.")) + "B.m" + number);
        entry.put("mode", mode);
        entry.put("threads", 1 + random.nextInt(64));
        int forks = 1 + random.nextInt(4);
        int iterations = 1 + random.nextInt(5);
        entry.put("forks", forks);
        entry.put("jvm", "/opt/" + one(TEXTS) + "/bin/java");
        ArrayNode flags = entry.putArray("jvmArgs");
        IntStream.range(0, random.nextInt(3)).forEach(i -> flags.add("-Dp" + i + "=" + one(TEXTS)));
        entry.put("warmupIterations", random.nextInt(3));
        entry.put("warmupTime", one(List.of("1 s", "100 ms")));
        entry.put("warmupBatchSize", 1 + random.nextInt(2));
        entry.put("measurementIterations", iterations);
        entry.put("measurementTime", one(List.of("1 s", "100 ms", "single-shot")));
        entry.put("measurementBatchSize", 1 + random.nextInt(2));
        entry.put("jdkVersion", one(List.of("1.8.0_412", "17.0.13", "25.0.1")));
        entry.put("vmName", one(List.of("OpenJDK 64-Bit Server VM", "Eclipse OpenJ9 VM")));
        entry.put("vmVersion", one(List.of("17.0.13+11", "openj9-0.48.0")));
        if (random.nextBoolean()) {
            ObjectNode params = entry.putObject("params");
            IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> params.put("p" + i, one(TEXTS)));
        }
        ObjectNode primary = entry.putObject("primaryMetric");
        String unit = one(mode.equals("thrpt") ? THROUGHPUTS : TIMES);
        if (mode.equals("sample")) {
            sampled(primary, unit, forks, iterations);
        } else {
            result(primary, unit, raw(forks, iterations), false);
        }
        ObjectNode secondary = entry.putObject("secondaryMetrics");
        String dot = random.nextBoolean() ? "\u00b7" : "";
        if (random.nextBoolean()) {
            result(secondary.putObject(dot + "gc.alloc.rate.norm"), "B/op", raw(forks, iterations), false);
            result(secondary.putObject(dot + "gc.alloc.rate"), "MB/sec", raw(forks, iterations), false);
            result(secondary.putObject(dot + "gc.count"), "counts", raw(forks, iterations), true);
            result(secondary.putObject(dot + "gc.time"), "ms", raw(forks, iterations), true);
        }
        if (random.nextBoolean()) {
            result(secondary.putObject("events"), "#", raw(forks, iterations), true);
        }
        if (mode.equals("sample")) {
            String label = dot.isEmpty() ? "" : "m" + number + dot;
            for (String quantile : List.of("p0.00", "p0.50", "p0.99", "p1.00")) {
                // Of all samples: nothing that the iterations' quantiles would give.
                ObjectNode result = secondary.putObject(label + quantile);
                result(result, unit, raw(forks, iterations), false);
                result.put("score", number());
            }
        }
    }

    private void sampled(ObjectNode result, String unit, int forks, int iterations) {
        ArrayNode histograms = Json.PRETTY.createArrayNode();
        double sum = 0;
        long samples = 0;
        for (int fork = 0; fork < forks; fork++) {
            ArrayNode ofFork = histograms.addArray();
            for (int iteration = 0; iteration < iterations; iteration++) {
                ArrayNode buckets = ofFork.addArray();
                for (int bucket = 0; bucket <= random.nextInt(5); bucket++) {
                    double value = number();
                    long count = 1L + random.nextInt(1_000);
                    buckets.addArray().add(value).add(count);
                    sum += value * count;
                    samples += count;
                }
            }
        }
        summary(result, unit, sum / samples);
        result.set("rawDataHistogram", histograms);
    }

    private void result(ObjectNode result, String unit, List<double[]> raw, boolean added) {
        DoubleStream all = raw.stream().flatMapToDouble(DoubleStream::of);
        summary(result, unit, added ? all.sum() : all.average().orElseThrow());
        ArrayNode forks = result.putArray("rawData");
        for (double[] fork : raw) {
            ArrayNode values = forks.addArray();
            DoubleStream.of(fork).forEach(values::add);
        }
    }

    private void summary(ObjectNode result, String unit, double score) {
        result.put("score", score);
        ArrayNode confidence = Json.PRETTY.createArrayNode();
        if (random.nextBoolean()) {
            double error = score * random.nextDouble();
            result.put("scoreError", error);
            confidence.add(score - error).add(score + error);
        } else {
            result.put("scoreError", "NaN");
            confidence.add("NaN").add("NaN");
        }
        result.set("scoreConfidence", confidence);
        ObjectNode percentiles = result.putObject("scorePercentiles");
        List.of("0.0", "50.0", "99.99", "100.0").forEach(percent -> percentiles.put(percent, number()));
        result.put("scoreUnit", unit);
    }

    private List<double[]> raw(int forks, int iterations) {
        List<double[]> raw = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            raw.add(DoubleStream.generate(this::number).limit(iterations).toArray());
        }
        return raw;
    }

    /** From tiny to huge, all sizes alike. */
    private double number() {
        return Math.exp(random.nextDouble() * 40 - 20);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
