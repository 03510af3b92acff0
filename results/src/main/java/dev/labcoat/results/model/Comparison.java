package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison: everything recorded, from which every report can be made again.
 *
 * @param schemaVersion version of this record, {@value #SCHEMA_VERSION} now
 * @param id unique, and in the order of time
 * @param startedAt when it began
 * @param seed of who begins
 * @param preset how long the forks warm up and measure
 * @param slices slices of each fork
 * @param sliceMillis length of a slice
 * @param suite what the head's jar says of itself
 * @param variants what is compared, the baseline first
 * @param machine where
 * @param environment under what circumstances; its JDK is the baseline's
 * @param rows in the order of the plan, those apart at the end
 * @param seconds wall time
 * @param sharding which of the rows were measured by which machine; null where one measured them all
 */
public record Comparison(
        int schemaVersion,
        String id,
        Instant startedAt,
        long seed,
        String preset,
        int slices,
        long sliceMillis,
        Suite suite,
        List<Variant> variants,
        Machine machine,
        Environment environment,
        List<ComparisonRow> rows,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sharding sharding) {

    /** The version that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    public Comparison {
        Check.id(id);
        Check.time(startedAt, "startedAt");
        Check.present(preset, "preset");
        Check.present(suite, "suite");
        Check.present(machine, "machine");
        Check.present(environment, "environment");
        variants = Check.whole(variants, "variants");
        rows = Check.whole(rows, "rows");
        Check.seconds(seconds, "seconds");
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("there is no baseline");
        }
        int last = variants.size() - 1;
        if (sharding != null && sharding.owners().size() > rows.size()) {
            throw new IllegalArgumentException("more rows are shared out than there are");
        }
        if (rows.stream().anyMatch(row -> row.variant() < 0 || row.variant() > last)) {
            throw new IllegalArgumentException("a row is of a variant that is not there");
        }
    }

    /** A comparison that one machine makes. */
    public Comparison(
            int schemaVersion,
            String id,
            Instant startedAt,
            long seed,
            String preset,
            int slices,
            long sliceMillis,
            Suite suite,
            List<Variant> variants,
            Machine machine,
            Environment environment,
            List<ComparisonRow> rows,
            double seconds) {
        this(
                schemaVersion,
                id,
                startedAt,
                seed,
                preset,
                slices,
                sliceMillis,
                suite,
                variants,
                machine,
                environment,
                rows,
                seconds,
                null);
    }

    /** Whether a row is of what this record measured, and not of a shard that is not in it. */
    public boolean has(int row) {
        return sharding == null || sharding.has(row);
    }

    /** The baseline. */
    public Variant baseline() {
        return variants.get(0);
    }

    /** Rows that are compared. */
    public List<ComparisonRow> measured() {
        return rows.stream().filter(row -> row.verdict().measured()).toList();
    }

    /** How many figures are judged, what the error of the report is divided among: of each row the mean, and what is judged beside it. */
    public int judged() {
        return measured().stream().mapToInt(ComparisonRow::judged).sum();
    }

    /** Metrics that somebody asked for. */
    public List<NamedMetric> metrics() {
        return measured().stream()
                .flatMap(row -> row.metrics().stream())
                .distinct()
                .toList();
    }

    /** The rows of a report: each row, and behind it those of what is judged beside its mean. */
    public List<ComparisonRow> figures() {
        return rows.stream().flatMap(row -> row.figures().stream()).toList();
    }

    /** Rows with a verdict. */
    public List<ComparisonRow> rows(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).toList();
    }

    /** This comparison, in which each row is judged on its mean alone. */
    public Comparison ofMeans() {
        return ended(rows.stream().map(ComparisonRow::ofMean).toList(), environment, seconds);
    }

    /** This comparison, with its results. */
    public Comparison ended(List<ComparisonRow> results, Environment circumstances, double wallSeconds) {
        return new Comparison(
                schemaVersion,
                id,
                startedAt,
                seed,
                preset,
                slices,
                sliceMillis,
                suite,
                variants,
                machine,
                circumstances,
                results,
                wallSeconds,
                sharding);
    }
}
