package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.verdict.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says of a ladder what each of its steps is worth alone, what these gains would be worth together if they were independent,
 * that is multiplied, and what all steps together really give.
 */
public final class LadderNotes {

    private LadderNotes() {}

    /**
     * One rung.
     *
     * @param gain natural logarithm of the work that it gets done in a time, divided by the baseline's
     * @param error half of the interval of that
     */
    private record Rung(double gain, double error) {}

    /**
     * A sentence for each ladder of a run that has its baseline, its end and a step between, all of two forks or more. Errors are
     * 95 %.
     */
    public static List<String> of(List<Cell> cells, Suite.Ladder ladder) {
        Map<Map<String, String>, Map<String, Cell>> ladders = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Map<String, String> others = new TreeMap<>(cell.id().params());
            String step = others.remove(ladder.param());
            boolean known = cell.score()
                    .filter(score -> score.forks() > 1 && score.mean() > 0)
                    .isPresent();
            if (step != null && known) {
                ladders.computeIfAbsent(others, key -> new LinkedHashMap<>()).put(step, cell);
            }
        }
        List<String> notes = new ArrayList<>();
        ladders.forEach((others, rungs) -> {
            Cell baseline = rungs.remove(ladder.baseline());
            if (baseline != null) {
                Map<String, Rung> gains = new LinkedHashMap<>();
                rungs.forEach((step, cell) -> gains.put(step, rung(cell, baseline)));
                notes.addAll(sentence(others, ladder, gains, errorOfRuns(rungs.values(), baseline)));
            }
        });
        return notes;
    }

    private static Rung rung(Cell cell, Cell baseline) {
        double log = Math.log(score(cell).mean() / score(baseline).mean());
        return new Rung(
                cell.direction() == Direction.HIGHER_IS_BETTER ? log : -log,
                Math.hypot(relativeError(cell), relativeError(baseline)));
    }

    private static Estimate score(Cell cell) {
        return cell.score().orElseThrow();
    }

    private static double relativeError(Cell cell) {
        return score(cell).error() / score(cell).mean();
    }

    /** Of all / baseline over the product of step / baseline; errors of independent means add up in squares. */
    private static double errorOfRuns(Collection<Cell> stepsAndAll, Cell baseline) {
        double ofBaseline = (stepsAndAll.size() - 2) * relativeError(baseline);
        return Math.sqrt(stepsAndAll.stream()
                .mapToDouble(LadderNotes::relativeError)
                .map(error -> error * error)
                .reduce(ofBaseline * ofBaseline, Double::sum));
    }

    /**
     * A sentence for each ladder that was measured in lockstep, in two pairs or more of each rung. Errors are those that the
     * verdicts rest on.
     */
    public static List<String> of(Comparison comparison) {
        Map<CellId, List<ComparisonRow>> byBaseline = comparison.measured().stream()
                .filter(row -> row.pairs().size() > 1)
                .collect(Collectors.groupingBy(ComparisonRow::baseCell, LinkedHashMap::new, Collectors.toList()));
        List<String> notes = new ArrayList<>();
        byBaseline.forEach((baseline, rows) -> comparison
                .suite()
                .question(baseline.className())
                .map(Suite.Question::ladder)
                .filter(ladder -> ladder.baseline().equals(baseline.params().get(ladder.param())))
                .ifPresent(ladder -> notes.addAll(ofLadder(baseline, ladder, rows, comparison.judged()))));
        return notes;
    }

    private static List<String> ofLadder(
            CellId baseline, Suite.Ladder ladder, List<ComparisonRow> rows, int figuresOfReport) {
        Map<String, String> others = new TreeMap<>(baseline.params());
        others.remove(ladder.param());
        Map<String, Rung> gains = new LinkedHashMap<>();
        rows.forEach(row ->
                gains.put(row.cell().params().getOrDefault(ladder.param(), ""), rung(Range.of(row, figuresOfReport))));
        // Pairs of one round share the baseline's fork, so that their errors may add up in full.
        double error = gains.values().stream().mapToDouble(Rung::error).sum();
        return sentence(others, ladder, gains, error);
    }

    private static Rung rung(Range range) {
        return new Rung(-range.mean(), range.reach());
    }

    private static String begin(Map<String, String> others) {
        return others.isEmpty()
                ? ""
                : others.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" ", "", ": "));
    }

    private static List<String> sentence(
            Map<String, String> others, Suite.Ladder ladder, Map<String, Rung> rungs, double errorOfInteraction) {
        Map<String, Rung> steps = new LinkedHashMap<>(rungs);
        Rung all = steps.remove(ladder.all());
        if (all == null || steps.isEmpty()) {
            return List.of();
        }
        String alone = steps.entrySet().stream()
                .map(step -> step.getKey() + " " + gain(step.getValue().gain())
                        + (Math.abs(step.getValue().gain()) > step.getValue().error()
                                ? ""
                                : " (cannot be told from " + ladder.baseline() + ")"))
                .collect(Collectors.joining(", "));
        List<String> missing =
                ladder.steps().stream().filter(step -> !steps.containsKey(step)).toList();
        if (!missing.isEmpty()) {
            return List.of(String.format(
                    Locale.ROOT,
                    "%salone, %s; %s gives %s, which is not compared with their product, for %s %s not measured.",
                    begin(others),
                    alone,
                    ladder.all(),
                    gain(all.gain()),
                    String.join(", ", missing),
                    missing.size() == 1 ? "was" : "were"));
        }
        double product = steps.values().stream().mapToDouble(Rung::gain).sum();
        return List.of(String.format(
                Locale.ROOT,
                "%salone, %s; their product would be %s, and %s gives %s, %s.",
                begin(others),
                alone,
                gain(product),
                ladder.all(),
                gain(all.gain()),
                verdict(all.gain() - product, errorOfInteraction)));
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
        return Speed.times(-log);
    }
}
