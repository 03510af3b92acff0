package dev.labcoat.results.publish.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * A number with its unit, brought to the unit in which a reader compares it: throughput to operations per second, times to the
 * one of ns, µs, ms and s that fits, bytes to B, kB, MB and GB (powers of 1000).
 *
 * @param value in the family's base unit
 * @param family what kind of unit it is
 * @param other the unit as JMH names it
 */
public record Quantity(double value, Family family, String other) {

    /** Kinds of unit; each has a base unit. */
    public enum Family {
        /** Base unit: operations per second. */
        THROUGHPUT,
        /** Base unit: seconds. */
        TIME,
        /** Base unit: bytes. */
        BYTES,
        /** Whatever JMH said. */
        OTHER
    }

    private record Scale(String unit, double factor) {}

    private static final List<Scale> TIMES =
            List.of(new Scale("s", 1), new Scale("ms", 1e-3), new Scale("µs", 1e-6), new Scale("ns", 1e-9));
    private static final List<Scale> BYTES =
            List.of(new Scale("GB", 1e9), new Scale("MB", 1e6), new Scale("kB", 1e3), new Scale("B", 1));
    private static final double SIGNIFICANT = 1_000;

    /** JMH's unit of what is only counted. */
    private static final String COUNT = "#";

    /**
     * A number in one of JMH's units.
     *
     * @param unit such as {@code ops/s}, {@code us/op} or {@code B/op}
     */
    public static Quantity of(double value, String unit) {
        return switch (unit) {
            case "ops/s" -> new Quantity(value, Family.THROUGHPUT, unit);
            case "ops/ms" -> new Quantity(value * 1e3, Family.THROUGHPUT, unit);
            case "ops/us" -> new Quantity(value * 1e6, Family.THROUGHPUT, unit);
            case "ops/ns" -> new Quantity(value * 1e9, Family.THROUGHPUT, unit);
            case "ops/min" -> new Quantity(value / 60, Family.THROUGHPUT, unit);
            case "ops/hr" -> new Quantity(value / 3_600, Family.THROUGHPUT, unit);
            case "ops/day" -> new Quantity(value / 86_400, Family.THROUGHPUT, unit);
            case "ns/op", "ns" -> new Quantity(value * 1e-9, Family.TIME, unit);
            case "us/op", "us", "\u00b5s/op", "\u00b5s" -> new Quantity(value * 1e-6, Family.TIME, unit);
            case "ms/op", "ms" -> new Quantity(value * 1e-3, Family.TIME, unit);
            case "s/op", "s" -> new Quantity(value, Family.TIME, unit);
            case "min/op" -> new Quantity(value * 60, Family.TIME, unit);
            case "hr/op" -> new Quantity(value * 3_600, Family.TIME, unit);
            case "day/op" -> new Quantity(value * 86_400, Family.TIME, unit);
            case "B/op", "B" -> new Quantity(value, Family.BYTES, unit);
            default -> new Quantity(value, Family.OTHER, unit);
        };
    }

    /** The base unit. */
    public String baseUnit() {
        return switch (family) {
            case THROUGHPUT -> "ops/s";
            case TIME -> other.endsWith("/op") ? "s/op" : "s";
            case BYTES -> other.endsWith("/op") ? "B/op" : "B";
            case OTHER -> other;
        };
    }

    /** For people: three to four digits that count, and the unit. */
    public String text() {
        return switch (family) {
            case THROUGHPUT -> number(value) + " ops/s";
            case TIME -> scaled(TIMES);
            case BYTES -> scaled(BYTES);
            case OTHER -> counted();
        };
    }

    /** What is counted has no unit that a reader knows, only what it is counted in. */
    private String counted() {
        if (other.equals(COUNT)) {
            return count();
        }
        return other.startsWith(COUNT + "/")
                ? number(value) + other.substring(COUNT.length())
                : number(value) + " " + other;
    }

    private String count() {
        return value == Math.rint(value)
                ? new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value)
                : number(value);
    }

    private String scaled(List<Scale> scales) {
        Scale fits = scales.stream()
                .filter(scale -> Math.abs(value) >= scale.factor)
                .findFirst()
                .orElse(scales.get(scales.size() - 1));
        return number(value / fits.factor) + " " + fits.unit;
    }

    /** Whole from 1,000 on, three digits below. */
    private static String number(double value) {
        double size = Math.abs(value);
        String pattern = size >= SIGNIFICANT || size == 0 ? "#,##0" : size >= 100 ? "0" : size >= 10 ? "0.0" : "0.00";
        if (size > 0 && size < 0.01) {
            pattern = "0.00E0";
        }
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
