package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Production;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of times in Prometheus' text format, version 0.0.4, as one scrape has them: since a server began, so without a rate.
 * Quantiles are interpolated linearly within a bucket, as {@code histogram_quantile} of PromQL does it; one that lies above the last
 * finite bound is not known.
 */
final class PrometheusText implements LoadFormat {

    private static final Pattern SAMPLE = Pattern.compile(
            "^([a-zA-Z_:][\\w:]*?)_(bucket|sum|count)(?:\\{(.*)\\})? +(\\S+)(?: +-?\\d+)? *$", Pattern.MULTILINE);
    private static final Pattern HISTOGRAM = Pattern.compile("^# TYPE \\S+ histogram\\s*$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999);

    /** By the ends of names, as Prometheus' conventions have them. */
    private static final Map<String, Double> SECONDS = Map.of("_seconds", 1.0, "_milliseconds", 1e-3);

    @Override
    public boolean recognizes(String text) {
        return HISTOGRAM.matcher(text).find();
    }

    private record Series(String name, Map<String, String> labels) {}

    private static final class Counts {
        private final NavigableMap<Double, Double> buckets = new TreeMap<>();
        private double sum;
        private double count;
    }

    @Override
    public Content read(String text) {
        Map<Series, Counts> all = new LinkedHashMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            Map<String, String> labels = labels(sample.group(3));
            String bound = labels.remove("le");
            double value = number(sample.group(4));
            if (unit(sample.group(1)) > 0) {
                Counts counts = all.computeIfAbsent(new Series(sample.group(1), labels), unused -> new Counts());
                switch (sample.group(2)) {
                    case "bucket" -> counts.buckets.put(number(bound == null ? "+Inf" : bound), value);
                    case "sum" -> counts.sum = value;
                    default -> counts.count = value;
                }
            }
        }
        List<LoadRow> rows = new ArrayList<>();
        all.forEach((series, counts) -> {
            if (counts.count > 0 && !counts.buckets.isEmpty()) {
                rows.add(row(series, counts));
            }
        });
        if (rows.isEmpty()) {
            throw new BadInputException("it has no histogram of times that counted anything: names end with _seconds");
        }
        return Content.whole(rows);
    }

    private static double unit(String name) {
        return SECONDS.entrySet().stream()
                .filter(unit -> name.endsWith(unit.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), label.group(2).replace("\\n", "\n").replaceAll("\\\\(.)", "$1"));
            }
        }
        return labels;
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Texts.number(text);
    }

    private static LoadRow row(Series series, Counts counts) {
        double unit = unit(series.name());
        LoadRow.Builder row = LoadRow.time(Production.PROMETHEUS, unit * counts.sum / counts.count)
                .count("requests", counts.count);
        series.labels().forEach(row::param);
        for (double quantile : QUANTILES) {
            row.quantile(quantile, unit * quantile(quantile, counts.buckets));
        }
        return row.build(series.name());
    }

    /** NaN where it is not known. */
    private static double quantile(double quantile, NavigableMap<Double, Double> buckets) {
        double rank = quantile * buckets.lastEntry().getValue();
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            if (bucket.getValue() >= rank && bucket.getValue() > below) {
                return Double.isInfinite(bucket.getKey())
                        ? Double.NaN
                        : lower + (bucket.getKey() - lower) * (rank - below) / (bucket.getValue() - below);
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return Double.NaN;
    }
}
