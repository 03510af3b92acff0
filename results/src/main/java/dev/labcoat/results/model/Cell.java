package dev.labcoat.results.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The results of one cell in one run.
 *
 * @param id what was measured
 * @param version hash of the question's compiled class and of our measuring kernel: a cell whose version differs is another
 *     series
 * @param forks in the order in which they ran; empty when the run ended before the first
 */
public record Cell(CellId id, String version, List<Fork> forks) {

    public Cell {
        Check.present(id, "a cell's id");
        Check.present(version, "a cell's version");
        forks = Check.whole(forks, "forks");
    }

    /** A cell that is to be measured. */
    public static Cell planned(CellId id, String version) {
        return new Cell(id, version, List.of());
    }

    /** This cell with one more fork. */
    public Cell with(Fork fork) {
        return new Cell(
                id, version, Stream.concat(forks.stream(), Stream.of(fork)).toList());
    }

    /** Forks that have a result. */
    public List<Fork> good() {
        return forks.stream().filter(Fork::succeeded).toList();
    }

    /** The score, from the forks that have a result; empty when none has. */
    public Optional<Estimate> score() {
        return estimate(Fork::score);
    }

    /** A secondary result; empty when no fork has it. */
    public Optional<Estimate> metric(String name) {
        return estimate(fork -> {
            Metric metric = fork.metrics().get(name);
            return metric == null ? Double.NaN : metric.mean();
        });
    }

    private Optional<Estimate> estimate(ToDoubleFunction<Fork> value) {
        List<Double> values = good().stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .boxed()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(values));
    }

    /** JMH's unit of the score; empty when no fork has a result. */
    public String unit() {
        return good().stream().map(Fork::unit).findFirst().orElse("");
    }

    /** JMH's unit of a secondary result; empty when no fork has it. */
    public String unit(String metric) {
        return good().stream()
                .flatMap(fork -> Optional.ofNullable(fork.metrics().get(metric)).stream())
                .map(Metric::unit)
                .findFirst()
                .orElse("");
    }

    public Direction direction() {
        return Direction.of(id.mode(), unit());
    }

    /** Validity marks of any of the forks, each once. */
    public List<String> marks() {
        return forks.stream().flatMap(fork -> fork.marks().stream()).distinct().toList();
    }

    /** Why forks failed, each reason once. */
    public List<String> errors() {
        return reasons(Fork::failed);
    }

    /** Why forks were skipped, each reason once. */
    public List<String> reasonsToSkip() {
        return reasons(Fork::wasSkipped);
    }

    private List<String> reasons(Predicate<Fork> which) {
        return forks.stream()
                .filter(which)
                .flatMap(fork -> Stream.ofNullable(fork.error()))
                .distinct()
                .toList();
    }
}
