package dev.labcoat.results.publish.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the first page's list and search know: every benchmark once, whatever machines have it. A page loads it when somebody looks for
 * something.
 *
 * @param tracks where something was measured
 * @param benchmarks every benchmark, in the order in which they were first seen
 */
record Index(List<Place> tracks, List<Entry> benchmarks) {

    /**
     * Where something was measured.
     *
     * @param folder of its data
     * @param title for people
     */
    record Place(String folder, String title) {}

    /**
     * A benchmark.
     *
     * @param name its class and method, and its mode if that is not the usual one
     * @param layer empty when it is in none
     * @param question what its class asks; empty when that is not said
     * @param chart its chart, which bears the same name in every track
     * @param tracks those that have it, by their numbers
     */
    record Entry(String name, String layer, String question, String chart, List<Integer> tracks) {}

    /**
     * The index of some tracks.
     *
     * @param folders of the tracks, the first one to be looked at first
     * @param catalogs by these folders
     */
    static Index of(List<String> folders, Map<String, Catalog> catalogs) {
        List<Place> tracks = new ArrayList<>();
        Map<String, Entry> benchmarks = new LinkedHashMap<>();
        for (String folder : folders) {
            Catalog catalog = Objects.requireNonNull(catalogs.get(folder));
            catalog.charts()
                    .forEach((name, chart) -> benchmarks
                            .computeIfAbsent(
                                    name,
                                    key -> new Entry(
                                            chart.topic() + "." + chart.method(),
                                            chart.layer(),
                                            chart.question(),
                                            name,
                                            new ArrayList<>()))
                            .tracks()
                            .add(tracks.size()));
            tracks.add(new Place(folder, catalog.title()));
        }
        return new Index(tracks, List.copyOf(benchmarks.values()));
    }
}
