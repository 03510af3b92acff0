package dev.labcoat.results.publish.site;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A line so small that it has no axes: it shows whether something moved. */
final class Sparkline {

    /** Size of its picture, without a unit. */
    static final int WIDTH = 120;

    static final int HEIGHT = 24;

    /** So that no stroke is cut at the edge. */
    private static final double MARGIN = 2;

    private Sparkline() {}

    /**
     * Points for an SVG polyline, the lowest value at the bottom and the highest at the top; empty for fewer than two values.
     *
     * @param values finite numbers
     */
    static String points(List<Double> values) {
        if (values.size() < 2) {
            return "";
        }
        double least = values.stream().mapToDouble(value -> value).min().orElseThrow();
        double most = values.stream().mapToDouble(value -> value).max().orElseThrow();
        double right = (WIDTH - 2 * MARGIN) / (values.size() - 1);
        double up = most == least ? 0 : (HEIGHT - 2 * MARGIN) / (most - least);
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < values.size(); i++) {
            double height = most == least ? HEIGHT / 2.0 : HEIGHT - MARGIN - up * (values.get(i) - least);
            points.add(String.format(Locale.ROOT, "%.0f,%.0f", MARGIN + i * right, height));
        }
        return points.toString();
    }
}
