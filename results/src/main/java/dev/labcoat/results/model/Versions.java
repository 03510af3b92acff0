package dev.labcoat.results.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Versions of what was measured and of what it ran on, by name: the kernel, the JDK, and each library that the suite names. */
public final class Versions {

    private Versions() {}

    /** Those of a run or a comparison. */
    public static Map<String, String> of(Suite suite, Environment environment, Machine machine) {
        Map<String, String> versions = new TreeMap<>(suite.libraries());
        versions.put("JDK", environment.jdk());
        versions.put("kernel", machine.kernel());
        return versions;
    }

    /** What differs between two of them, each such as {@code JDK 17.0.15 → 17.0.16}; what was not there is {@code none}. */
    public static List<String> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .map(name -> String.format(
                        Locale.ROOT,
                        "%s %s → %s",
                        name,
                        before.getOrDefault(name, "none"),
                        after.getOrDefault(name, "none")))
                .toList();
    }
}
