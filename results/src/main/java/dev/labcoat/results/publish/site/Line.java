package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.publish.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chart: one cell over the runs.
 *
 * @param id the cell
 * @param chart name of the chart that it is in
 * @param number which of the chart's lines it is
 * @param unit the base unit of its scores; empty as long as it has none
 * @param version hash of the question that it answers now
 * @param series how often that has changed: scores before and after are never held against each other
 * @param recent its newest scores of this series, the newest last
 * @param failure why it has no score in the newest run that tried it; null when it has one
 */
record Line(
        CellId id,
        String chart,
        int number,
        String unit,
        String version,
        int series,
        List<Point> recent,
        @Nullable String failure) {

    /** The newest score, and those that it is held against. */
    private static final int REMEMBERED = 1 + Hint.EARLIER;

    Line {
        recent = List.copyOf(recent);
    }

    /**
     * A score.
     *
     * @param run number of its run
     * @param mean in the line's unit
     * @param error half the width of its 95 % interval; NaN for a single fork
     */
    record Point(int run, double mean, double error) {}

    /** A line without scores. */
    static Line first(Cell cell, String chart, int number) {
        return new Line(cell.id(), chart, number, "", cell.version(), 0, List.of(), null);
    }

    /** This line after one more run of its cell. */
    Line after(int run, Cell cell) {
        boolean changed = !version.equals(cell.version());
        List<Point> before = changed ? List.of() : recent;
        Optional<Estimate> score = cell.score();
        List<Point> now = score.map(estimate ->
                        new Point(run, base(estimate.mean(), cell.unit()), base(estimate.error(), cell.unit())))
                .map(point -> Stream.concat(before.stream(), Stream.of(point)).toList())
                .orElse(before);
        return new Line(
                id,
                chart,
                number,
                score.isPresent() ? Quantity.of(0, cell.unit()).baseUnit() : unit,
                cell.version(),
                changed ? series + 1 : series,
                now.subList(Math.max(0, now.size() - REMEMBERED), now.size()),
                score.isPresent() ? null : String.join("; ", cell.errors()));
    }

    private static double base(double value, String unit) {
        return Quantity.of(value, unit).value();
    }

    /** What tells it from the chart's other lines; empty when it is the only one. */
    String setting() {
        String threads = id.threads() == 1 ? "" : " threads=" + id.threads();
        return (id.paramText() + threads).trim();
    }

    /** Its newest score; empty when it has none. */
    Optional<Point> newest() {
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1));
    }
}
