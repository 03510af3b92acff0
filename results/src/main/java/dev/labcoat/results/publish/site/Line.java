package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chart: one cell over the runs.
 *
 * @param id the cell
 * @param chart name of the chart that it is in
 * @param number which of the chart's lines it is
 * @param unit the base unit of its scores; empty as long as it has none
 * @param version hash of the question that it answers now
 * @param series how often that has changed: scores before and after are never compared with each other
 * @param recent its newest scores of this series in that unit, the newest last
 * @param run number of the newest run that tried it
 * @param failure why it has no score in that run; null when it has one
 */
record Line(
        CellId id,
        String chart,
        int number,
        String unit,
        String version,
        int series,
        List<Double> recent,
        int run,
        @Nullable String failure) {

    /** As many of the newest scores as a sparkline shows. */
    private static final int REMEMBERED = 31;

    Line {
        Objects.requireNonNull(id, "id is missing");
        Objects.requireNonNull(chart, "chart is missing");
        Objects.requireNonNull(unit, "unit is missing");
        Objects.requireNonNull(version, "version is missing");
        recent = List.copyOf(recent);
    }

    /** A line without scores. */
    static Line first(Score score, int number) {
        return new Line(score.id(), chartOf(score.id()), number, "", score.version(), 0, List.of(), 0, null);
    }

    /** Name of the chart of which a cell is a line, in every track the same. */
    static String chartOf(CellId id) {
        return Slug.of(id.shortName() + " " + id.mode(), id.benchmark() + "\n" + id.mode());
    }

    /** This line after one more run. */
    Line after(int nextRun, Score score) {
        boolean changed = !version.equals(score.version());
        List<Double> scores = new ArrayList<>(changed ? List.of() : recent);
        if (score.failure() == null) {
            scores.add(score.mean());
        }
        return new Line(
                id,
                chart,
                number,
                score.unit().isEmpty() ? unit : score.unit(),
                score.version(),
                changed ? series + 1 : series,
                scores.subList(Math.max(0, scores.size() - REMEMBERED), scores.size()),
                nextRun,
                score.failure());
    }
}
