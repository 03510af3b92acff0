package dev.labcoat.results.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.util.lines.Constants;

/**
 * The lines of a jar's list of benchmarks. JMH writes a field as its tag and its value, and text as its length and itself. Up to
 * 1.23 it wrote the values of params as they are, and since 1.24 encoded (CODETOOLS-7902716), which nothing in a line tells.
 */
final class BenchmarkLines {

    private BenchmarkLines() {}

    /**
     * A benchmark.
     *
     * @param entry what JMH reads of it
     * @param params the declared values of each param
     */
    record Line(BenchmarkListEntry entry, Map<String, List<String>> params) {}

    /**
     * Reads a list.
     *
     * @param plain whether the values of params are as they are
     * @throws RuntimeException if it is cut off or damaged, whatever JMH makes of that
     * @throws IOException if it cannot be read
     */
    static List<Line> read(InputStream in, boolean plain) throws IOException {
        List<Line> lines = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(plain ? new PlainLine(line).read() : encoded(line));
        }
        return lines;
    }

    private static Line encoded(String line) {
        BenchmarkListEntry entry = new BenchmarkListEntry(line);
        Map<String, List<String>> params = new LinkedHashMap<>();
        entry.getParams().orElse(Map.of()).forEach((name, values) -> params.put(name, List.of(values)));
        return new Line(entry, params);
    }

    /** A line whose params are read here, and all else by JMH. */
    private static final class PlainLine {

        private final String line;
        private int at = Constants.MAGIC.length();

        PlainLine(String line) {
            this.line = line;
        }

        Line read() {
            while (at < line.length()) {
                int field = at;
                char tag = line.charAt(at);
                at += 2;
                switch (tag) {
                    case Constants.TAG_EMPTY_OPTIONAL -> {}
                    case Constants.TAG_INT_ARRAY, Constants.TAG_STRING_COLLECTION -> texts();
                    case Constants.TAG_PARAM_MAP -> {
                        Map<String, List<String>> params = params();
                        String others =
                                line.substring(0, field) + Constants.TAG_EMPTY_OPTIONAL + " " + line.substring(at);
                        return new Line(new BenchmarkListEntry(others), params);
                    }
                    default -> text();
                }
            }
            return new Line(new BenchmarkListEntry(line), Map.of());
        }

        private Map<String, List<String>> params() {
            Map<String, List<String>> params = new LinkedHashMap<>();
            int size = number();
            for (int i = 0; i < size; i++) {
                String name = text();
                params.put(name, texts());
            }
            return params;
        }

        private List<String> texts() {
            List<String> texts = new ArrayList<>();
            int size = number();
            for (int i = 0; i < size; i++) {
                texts.add(text());
            }
            return texts;
        }

        private String text() {
            int length = number();
            String text = line.substring(at, at + length);
            at += length + 1;
            return text;
        }

        private int number() {
            int end = line.indexOf(' ', at);
            int number = Integer.parseInt(line.substring(at, end));
            at = end + 1;
            return number;
        }
    }
}
