package dev.labcoat.results.publish.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.history.CommitResults.Earlier;
import dev.labcoat.results.history.CommitResults.Row;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.text.Change;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.publish.text.RowNames;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * One row of the per-commit table for programs: full precision, base units, one row for each cell.
 *
 * @param commit full id
 * @param dirty whether the tree differed from it
 * @param machine the machine's key
 * @param preset how much was measured
 * @param benchmark fully qualified class and method
 * @param params the value of each param
 * @param mode JMH's short label
 * @param threads JMH's threads
 * @param jvm of the JVM and its flags, what differs among the rows, by name
 * @param score in the unit; null when there is no result
 * @param error half the width of its interval; null when there is none
 * @param errorOver what that takes for its samples: forks (95 %), or iterations (99.9 %, as JMH reported it)
 * @param unit ops/s, s/op, or JMH's own
 * @param forks forks with a result
 * @param metrics secondary results by name, in base units
 * @param metricUnits their units by name
 * @param marks validity marks
 * @param errors why forks failed
 * @param skipped why the row cannot run here
 * @param measuredAt when the last of its forks ended, or where that is not known, when its run began, as ISO 8601 has it; null where it
 *     was not run
 * @param earlierCommit what {@code timesAsFast} is against; null when there is nothing earlier
 * @param timesAsFast the earlier time for an operation divided by this one, above 1 where this one is better; of runs one after the
 *     other, so no verdict
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FlatRow(
        String commit,
        boolean dirty,
        String machine,
        String preset,
        String benchmark,
        Map<String, String> params,
        String mode,
        int threads,
        Map<String, String> jvm,
        @Nullable Double score,
        @Nullable Double error,
        @Nullable String errorOver,
        String unit,
        int forks,
        Map<String, Double> metrics,
        Map<String, String> metricUnits,
        List<String> marks,
        List<String> errors,
        List<String> skipped,
        @Nullable String measuredAt,
        @Nullable String earlierCommit,
        @Nullable Double timesAsFast) {

    /** All rows of a source's results. */
    public static List<FlatRow> of(CommitResults results) {
        RowNames names =
                RowNames.of(results.rows().stream().map(row -> row.cell().id()).toList());
        return results.rows().stream()
                .map(row -> of(results.latest(), row, names))
                .toList();
    }

    private static FlatRow of(Run run, Row row, RowNames names) {
        Cell cell = row.cell();
        Optional<Estimate> score = cell.score();
        Optional<Earlier> earlier = score.flatMap(unused -> row.earlier());
        Map<String, Double> metrics = new TreeMap<>();
        Map<String, String> units = new TreeMap<>();
        for (String name : cell.metricNames()) {
            cell.metric(name).ifPresent(metric -> {
                Quantity quantity = Quantity.of(metric.mean(), cell.unit(name));
                metrics.put(name, quantity.value());
                units.put(name, quantity.baseUnit());
            });
        }
        return new FlatRow(
                run.revision().commit(),
                run.revision().dirty(),
                run.machine().key(),
                run.preset(),
                cell.id().benchmark(),
                cell.id().params(),
                cell.id().mode(),
                cell.id().threads(),
                names.traits(cell.id()),
                score.map(estimate -> Quantity.of(estimate.mean(), cell.unit()).value())
                        .filter(Double::isFinite)
                        .orElse(null),
                score.map(estimate -> Quantity.of(estimate.error(), cell.unit()).value())
                        .filter(Double::isFinite)
                        .orElse(null),
                score.filter(estimate -> Double.isFinite(estimate.error()))
                        .map(estimate -> estimate.basis().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                Quantity.of(0, cell.unit()).baseUnit(),
                cell.good().size(),
                metrics,
                units,
                cell.marks(),
                cell.errors(),
                cell.reasonsToSkip(),
                row.measuredAt().map(Instant::toString).orElse(null),
                earlier.map(found -> found.revision().commit()).orElse(null),
                earlier.flatMap(found -> Change.between(found, cell))
                        .map(Change::timesAsFast)
                        .orElse(null));
    }

    /** All rows as a JSON list. */
    public static String json(List<FlatRow> rows) {
        return Json.PRETTY.writeValueAsString(rows) + "\n";
    }

    /**
     * All rows as CSV (RFC 4180) with a head; each param and each metric has a column. A metric that is named like another column has
     * {@code metric:} before its name.
     */
    public static String csv(List<FlatRow> rows) {
        TreeSet<String> params = rows.stream()
                .flatMap(row -> row.params.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> metrics = rows.stream()
                .flatMap(row -> row.metrics.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> jvm =
                rows.stream().flatMap(row -> row.jvm.keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
        List<String> heads = new ArrayList<>(List.of("commit", "dirty", "machine", "preset", "benchmark"));
        params.forEach(name -> heads.add("param:" + name));
        heads.addAll(List.of("mode", "threads"));
        jvm.forEach(name -> heads.add("jvm:" + name));
        heads.addAll(List.of("score", "error", "unit", "forks"));
        List<String> last = List.of(
                "metricUnits",
                "errorOver",
                "marks",
                "failures",
                "skipped",
                "measuredAt",
                "earlierCommit",
                "timesAsFast");
        Set<String> taken = new HashSet<>(heads);
        taken.addAll(last);
        metrics.forEach(name -> heads.add(taken.contains(name) ? "metric:" + name : name));
        heads.addAll(last);

        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(heads);
            for (FlatRow row : rows) {
                List<Object> line =
                        new ArrayList<>(List.of(row.commit, row.dirty, row.machine, row.preset, row.benchmark));
                params.forEach(name -> line.add(row.params.getOrDefault(name, "")));
                line.addAll(List.of(row.mode, row.threads));
                jvm.forEach(name -> line.add(row.jvm.getOrDefault(name, "")));
                line.addAll(List.of(orEmpty(row.score), orEmpty(row.error), row.unit, row.forks));
                metrics.forEach(name -> line.add(orEmpty(row.metrics.get(name))));
                line.add(row.metricUnits.entrySet().stream()
                        .map(unit -> unit.getKey() + "=" + unit.getValue())
                        .collect(Collectors.joining("; ")));
                line.add(orEmpty(row.errorOver));
                line.addAll(List.of(
                        String.join(" ", row.marks), String.join("; ", row.errors), String.join("; ", row.skipped)));
                line.addAll(List.of(orEmpty(row.measuredAt), orEmpty(row.earlierCommit), orEmpty(row.timesAsFast)));
                csv.printRecord(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static Object orEmpty(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "");
    }
}
