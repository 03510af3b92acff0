package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a line's forks measured in one run, slice by slice.
 *
 * @param line its number in the chart
 * @param forks in the order in which they ran
 */
record Slices(int line, List<OfFork> forks) {

    /**
     * Those of a fork.
     *
     * @param round the round that it was in; null where that is not known
     * @param scores of its slices, or of JMH's iterations, in the base unit; those that are no number are left out
     * @param note its marks, or why it has no result; empty where there is nothing to say
     */
    record OfFork(@Nullable Integer round, List<Double> scores, String note) {}

    static Slices of(int line, Cell cell) {
        List<OfFork> forks = new ArrayList<>();
        for (Fork fork : cell.forks()) {
            List<Double> scores = fork.scores().stream()
                    .map(score -> Score.rounded(Score.base(score, fork.unit())))
                    .filter(Double::isFinite)
                    .toList();
            String note = Stream.concat(fork.marks().stream(), Stream.ofNullable(fork.error()))
                    .collect(Collectors.joining(", "));
            forks.add(new OfFork(fork.round(), scores, note));
        }
        return new Slices(line, forks);
    }
}
