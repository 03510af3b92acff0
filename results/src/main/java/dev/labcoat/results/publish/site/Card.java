package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Answers;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.publish.text.RowNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the first page says of a layer; of a jar that has none, of a benchmark class.
 *
 * @param title the layer
 * @param about what it is, in a sentence; empty where nobody said it
 * @param answer to its first question that the newest run answers; empty when it answers none
 * @param row the row that is shown
 * @param setting its params
 * @param chart where it can be seen
 * @param score its newest score
 * @param scores how many scores the sparkline has
 * @param sparkline see {@link Sparkline}
 * @param benchmarks how many there are
 */
public record Card(
        String title,
        String about,
        String answer,
        String row,
        String setting,
        String chart,
        String score,
        int scores,
        String sparkline,
        long benchmarks) {

    /** Of a jar with hundreds of classes the others are found in the list of all benchmarks. */
    static final int MOST = 24;

    /** A card for each layer, in the order in which a reader meets them. */
    static List<Card> of(Track.State track, String folder, RowNames names) {
        Suite suite = track.newest().suite();
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        suite.layers().forEach(layer -> groups.put(layer.name(), new ArrayList<>()));
        track.lines()
                .forEach(line -> groups.computeIfAbsent(group(line, suite, names), key -> new ArrayList<>())
                        .add(line));
        return groups.entrySet().stream()
                .flatMap(group -> of(group.getKey(), group.getValue(), track, folder, names).stream())
                .limit(MOST)
                .toList();
    }

    private static String group(Line line, Suite suite, RowNames names) {
        return suite.layerOf(line.id().className()).map(Suite.Layer::name).orElseGet(() -> names.className(line.id()));
    }

    private static Optional<Card> of(String title, List<Line> lines, Track.State track, String folder, RowNames names) {
        Optional<Answers.Answer> answer = track.answers().stream()
                .filter(one -> one.layer().equals(title))
                .findFirst();
        return lines.stream()
                .filter(line -> !line.recent().isEmpty())
                .filter(line ->
                        answer.isEmpty() || line.id().equals(answer.get().row()))
                .findFirst()
                .map(line -> new Card(
                        title,
                        track.newest().suite().layers().stream()
                                .filter(layer -> layer.name().equals(title))
                                .map(Suite.Layer::about)
                                .findFirst()
                                .orElse(""),
                        answer.map(Answers.Answer::text).orElse(""),
                        names.benchmark(line.id()),
                        names.setting(line.id()),
                        Section.address(folder, line, names),
                        Quantity.of(line.recent().get(line.recent().size() - 1), line.unit())
                                .text(),
                        line.recent().size(),
                        Sparkline.points(line.recent()),
                        lines.stream().map(Line::chart).distinct().count()));
    }
}
