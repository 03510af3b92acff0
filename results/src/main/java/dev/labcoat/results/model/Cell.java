package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of one cell in one run.
 *
 * @param id what was measured
 * @param version hash of what the question's code does and of our measuring kernel: a cell whose version differs is another series
 * @param forks in the order in which they ran; empty when the run ended before the first, or when a result file that was imported
 *     has no raw data
 * @param reported what JMH itself said of it; null where it is of our own forks
 * @param measuredAt when the last of its forks ended; null where the record does not say, as in older ones and in imported results
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
        CellId id,
        String version,
        List<Fork> forks,
        @Nullable Reported reported,
        @Nullable Instant measuredAt) {

    public Cell {
        Check.present(id, "a cell's id");
        Check.present(version, "a cell's version");
        forks = Check.whole(forks, "forks");
    }

    /** A cell of our own forks, of which nobody knows when they were measured. */
    public Cell(CellId id, String version, List<Fork> forks) {
        this(id, version, forks, null, null);
    }

    /** A cell that is to be measured. */
    public static Cell planned(CellId id, String version) {
        return new Cell(id, version, List.of());
    }

    /** This cell with one more fork. */
    public Cell with(Fork fork) {
        return new Cell(
                id, version, Stream.concat(forks.stream(), Stream.of(fork)).toList(), reported, measuredAt);
    }

    /** Forks that have a result. */
    public List<Fork> good() {
        return forks.stream().filter(Fork::succeeded).toList();
    }

    /** The score: as JMH reported it, or from the forks that have a result; empty when there is none. */
    public Optional<Estimate> score() {
        return reported == null ? ofForks() : Optional.of(estimate(reported.score(), ofForks()));
    }

    /** A secondary result, as JMH reported it, or from the forks that have it; empty when none has. */
    public Optional<Estimate> metric(String name) {
        Reported.Summary summary = reported == null ? null : reported.metrics().get(name);
        return (summary == null ? ofForks(name) : Optional.of(estimate(summary, Optional.empty())))
                // Such as the result of a profiler that is a text.
                .filter(estimate -> Double.isFinite(estimate.mean()));
    }

    private Optional<Estimate> ofForks() {
        return estimate(fork -> fork.score(direction()));
    }

    private Optional<Estimate> ofForks(String name) {
        List<Metric> metrics = metrics(name).toList();
        if (metrics.isEmpty() || metrics.get(0).how() == Aggregate.MEAN) {
            return estimate(fork -> {
                Metric metric = fork.metrics().get(name);
                return metric == null ? Double.NaN : metric.value();
            });
        }
        double number =
                metrics.get(0).how().of(metrics.stream().map(Metric::value).toList());
        return Optional.of(new Estimate(number, Double.NaN, metrics.size(), Estimate.Basis.FORKS));
    }

    private Stream<Metric> metrics(String name) {
        return good().stream().flatMap(fork -> Stream.ofNullable(fork.metrics().get(name)));
    }

    /** The names of all secondary results, in their order. */
    public List<String> metricNames() {
        TreeSet<String> names = good().stream()
                .flatMap(fork -> fork.metrics().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (reported != null) {
            names.addAll(reported.metrics().keySet());
        }
        return List.copyOf(names);
    }

    private Optional<Estimate> estimate(ToDoubleFunction<Fork> value) {
        List<Double> values = good().stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .boxed()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(values));
    }

    /** What JMH says; where it gives no error, that of the forks. */
    private Estimate estimate(Reported.Summary summary, Optional<Estimate> ofForks) {
        boolean error = Double.isFinite(summary.error());
        return new Estimate(
                summary.score(),
                error ? summary.error() : ofForks.map(Estimate::error).orElse(Double.NaN),
                good().size(),
                error ? Estimate.Basis.ITERATIONS : Estimate.Basis.FORKS);
    }

    /** JMH's unit of the score; empty when there is none. */
    public String unit() {
        return good().stream()
                .map(Fork::unit)
                .findFirst()
                .orElse(reported == null ? "" : reported.score().unit());
    }

    /** JMH's unit of a secondary result; empty when there is none. */
    public String unit(String metric) {
        Reported.Summary summary = reported == null ? null : reported.metrics().get(metric);
        return metrics(metric).map(Metric::unit).findFirst().orElse(summary == null ? "" : summary.unit());
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
