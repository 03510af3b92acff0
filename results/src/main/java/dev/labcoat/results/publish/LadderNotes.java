package dev.labcoat.results.publish;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says of a ladder what each of its steps is worth alone, what these gains would be worth together if they were independent,
 * that is multiplied, and what all steps together really give.
 */
final class LadderNotes {

    private LadderNotes() {}

    /**
     * One rung.
     *
     * @param log natural logarithm of the work that it gets done in a time
     * @param error half of its 95 % interval, relative to the work, and so that of the logarithm where it is small
     */
    private record Rung(double log, double error) {}

    /** A sentence for each ladder that has its baseline, its end and a step between, all of two forks or more. */
    static List<String> of(List<Cell> cells, Suite.Ladder ladder) {
        Map<Map<String, String>, Map<String, Rung>> ladders = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Map<String, String> others = new TreeMap<>(cell.id().params());
            String step = others.remove(ladder.param());
            Optional<Estimate> score = cell.score().filter(estimate -> estimate.forks() > 1 && estimate.mean() > 0);
            if (step != null && score.isPresent()) {
                ladders.computeIfAbsent(others, key -> new LinkedHashMap<>())
                        .put(step, rung(score.get(), cell.direction()));
            }
        }
        List<String> notes = new ArrayList<>();
        ladders.forEach((others, rungs) -> {
            Rung baseline = rungs.remove(ladder.baseline());
            Rung all = rungs.remove(ladder.all());
            if (baseline != null && all != null && !rungs.isEmpty()) {
                notes.add(begin(others) + sentence(ladder, baseline, rungs, all));
            }
        });
        return notes;
    }

    private static Rung rung(Estimate score, Direction direction) {
        double log = Math.log(score.mean());
        return new Rung(direction == Direction.HIGHER_IS_BETTER ? log : -log, score.error() / score.mean());
    }

    private static String begin(Map<String, String> others) {
        return others.isEmpty()
                ? ""
                : others.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" ", "", ": "));
    }

    private static String sentence(Suite.Ladder ladder, Rung baseline, Map<String, Rung> steps, Rung all) {
        String alone = steps.entrySet().stream()
                .map(step -> step.getKey() + " " + gain(step.getValue().log() - baseline.log())
                        + (differ(step.getValue(), baseline) ? "" : " (cannot be told from " + ladder.baseline() + ")"))
                .collect(Collectors.joining(", "));
        double product = steps.values().stream()
                .mapToDouble(step -> step.log() - baseline.log())
                .sum();
        double together = all.log() - baseline.log();
        return "alone, %s; their product would be %s, and %s gives %s, %s."
                .formatted(
                        alone,
                        gain(product),
                        ladder.all(),
                        gain(together),
                        verdict(together - product, error(baseline, steps, all)));
    }

    private static boolean differ(Rung one, Rung other) {
        return Math.abs(one.log() - other.log()) > Math.hypot(one.error(), other.error());
    }

    /** Of all / baseline over the product of step / baseline; errors of independent means add up in squares. */
    private static double error(Rung baseline, Map<String, Rung> steps, Rung all) {
        double ofBaseline = (steps.size() - 1) * baseline.error();
        double squares = ofBaseline * ofBaseline + all.error() * all.error();
        for (Rung step : steps.values()) {
            squares += step.error() * step.error();
        }
        return Math.sqrt(squares);
    }

    private static String verdict(double interaction, double error) {
        if (Math.abs(interaction) <= error) {
            return "which cannot be told from it";
        }
        return interaction > 0
                ? "which is more: they gain from one another"
                : "which is less: they share what they gain";
    }

    private static String gain(double log) {
        return Percent.signed(Math.expm1(log));
    }
}
