package dev.labcoat.results.publish.text;

import dev.labcoat.results.fit.ScalabilityLaw;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of each curve of throughput over a param where its peak is, what more of it costs, and which law it follows. */
final class ScalingNotes {

    private ScalingNotes() {}

    /** A row whose workers shared CPUs with what gives them their work has fewer than it says. */
    private static final String SHARED = "shared-cpus";

    /**
     * One number of workers.
     *
     * @param whole whether each of them had a CPU of its own, as far as that is known
     */
    private record Step(int workers, Estimate score, boolean whole) {

        double low() {
            return score.mean() - score.error();
        }

        double high() {
            return score.mean() + score.error();
        }
    }

    /**
     * A sentence for each curve that has points enough for the law.
     *
     * @param scaling the param whose values are numbers of workers
     */
    static List<String> of(List<Cell> cells, Suite.Scaling scaling) {
        String param = scaling.param();
        Map<String, List<Step>> curves = new TreeMap<>();
        for (Cell cell : cells) {
            String workers = cell.id().params().getOrDefault(param, "");
            Optional<Estimate> score = cell.score().filter(estimate -> estimate.mean() > 0);
            if (workers.matches("[1-9]\\d{0,8}")
                    && score.isPresent()
                    && cell.direction() == Direction.HIGHER_IS_BETTER) {
                curves.computeIfAbsent(curve(cell, param), key -> new ArrayList<>())
                        .add(new Step(
                                Integer.parseInt(workers),
                                score.get(),
                                !cell.marks().contains(SHARED)));
            }
        }
        return curves.entrySet().stream()
                .filter(curve -> pointsOfLaw(curve.getValue(), scaling).size() >= ScalabilityLaw.FEWEST_POINTS)
                .map(curve -> curve.getKey() + ": " + sentence(curve.getValue(), scaling))
                .toList();
    }

    private static String curve(Cell cell, String param) {
        Map<String, String> others = new TreeMap<>(cell.id().params());
        others.remove(param);
        return others.isEmpty()
                ? cell.id().shortName()
                : others.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private static String sentence(List<Step> steps, Suite.Scaling scaling) {
        Comparator<Step> byScore =
                Comparator.comparingDouble(step -> step.score().mean());
        Step peak = steps.stream().max(byScore).orElseThrow();
        Step most = steps.stream().max(Comparator.comparingInt(Step::workers)).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s %d is the peak%s%s; %s",
                scaling.param(),
                peak.workers(),
                knee(steps, peak),
                beyond(peak, most),
                law(pointsOfLaw(steps, scaling)));
    }

    /** The fewest that cannot be told from the peak. */
    private static String knee(List<Step> steps, Step peak) {
        return steps.stream()
                .filter(step -> step.workers() < peak.workers() && step.high() >= peak.low())
                .min(Comparator.comparingInt(Step::workers))
                .map(knee -> " (the knee: " + knee.workers() + " cannot be told from it)")
                .orElse("");
    }

    private static String beyond(Step peak, Step most) {
        if (most.workers() == peak.workers()) {
            return " of what was measured";
        }
        if (most.high() < peak.low()) {
            double cost = 100 * (1 - most.score().mean() / peak.score().mean());
            return ", and " + most.workers() + " cost " + Percent.text(cost);
        }
        return ", but " + most.workers() + " cannot be told from it";
    }

    private static List<ScalabilityLaw.Point> pointsOfLaw(List<Step> steps, Suite.Scaling scaling) {
        return steps.stream()
                .filter(step -> step.whole() && step.workers() <= scaling.most())
                .map(step ->
                        new ScalabilityLaw.Point(step.workers(), step.score().mean()))
                .toList();
    }

    private static String law(List<ScalabilityLaw.Point> points) {
        ScalabilityLaw law = ScalabilityLaw.fit(points);
        String fit = String.format(
                Locale.ROOT,
                "universal scalability law: contention %.3f, coherency %.2g, ",
                law.contention(),
                law.coherency());
        return fit
                + (law.peak().isPresent()
                        ? String.format(Locale.ROOT, "peak at %.0f.", law.peak().getAsDouble())
                        : "no peak.");
    }
}
