package dev.labcoat.results.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what was tried, by kind, and keeps what went wrong. */
final class Tally {

    private static final int SHOWN = 400;

    private final String tried;
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    private final Map<String, List<String>> faults = new LinkedHashMap<>();

    /**
     * Nothing yet.
     *
     * @param tried what is tried, in the plural
     */
    Tally(String tried) {
        this.tried = tried;
    }

    /** One more attempt of a kind, with all that went wrong. */
    void add(String kind, List<String> wrong) {
        attempts.merge(kind, 1, Integer::sum);
        faults.computeIfAbsent(kind, unused -> new ArrayList<>()).addAll(wrong);
    }

    /** All that went wrong, each with its kind. */
    List<String> faults() {
        List<String> all = new ArrayList<>();
        faults.forEach((kind, ofKind) -> ofKind.forEach(fault -> all.add(kind + ": " + shortened(fault))));
        return all;
    }

    private static String shortened(String fault) {
        String line = fault.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    /** A line for each kind and one for all. */
    String table() {
        StringBuilder table = new StringBuilder(line("", tried, "faults"));
        int all = 0;
        for (Map.Entry<String, Integer> kind : attempts.entrySet()) {
            all += kind.getValue();
            table.append(line(
                    kind.getKey(),
                    kind.getValue(),
                    faults.getOrDefault(kind.getKey(), List.of()).size()));
        }
        return table.append(line("all", all, faults().size())).toString();
    }

    private static String line(String kind, Object attempts, Object faults) {
        return String.format(Locale.ROOT, "%-28s %10s %8s%n", kind, attempts, faults);
    }
}
