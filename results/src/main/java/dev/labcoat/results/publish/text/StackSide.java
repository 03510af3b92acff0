package dev.labcoat.results.publish.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Production;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one side says of the request of a stack file: a server in production, or the bench.
 *
 * @param production which side it is
 * @param stack the name of the stack
 * @param hash of its file; empty for a stack that is shipped
 * @param run which run says it
 * @param machine where that was, for people
 * @param at when the last of it was measured, or imported
 * @param rows what there is of that request; empty where production has none
 * @param others rows of production that are of no stack, by name
 */
public record StackSide(
        boolean production,
        String stack,
        String hash,
        String run,
        String machine,
        Instant at,
        List<Figures> rows,
        List<String> others) {

    private static final String FILE = ".yaml";

    public StackSide {
        rows = List.copyOf(rows);
        others = List.copyOf(others);
    }

    /**
     * A row.
     *
     * @param name without the name of the stack
     * @param perSecond requests in a second; null where it is not known
     * @param p50 the median of times, in seconds; null where it is not known
     * @param p99 the 99th percentile, in seconds; null where it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figures(
            String name,
            @Nullable Double perSecond,
            @Nullable Double p50,
            @Nullable Double p99) {

        private static Figures of(String name, Cell cell) {
            return new Figures(
                    name,
                    cell.score()
                            .map(score -> Quantity.of(score.mean(), cell.unit()))
                            .filter(score -> score.family() == Quantity.Family.THROUGHPUT)
                            .map(Quantity::value)
                            .orElse(null),
                    quantile(cell, "p0.50", "service.p50"),
                    quantile(cell, "p0.99", "service.p99"));
        }

        /** As what was imported calls it, and as our load client does. */
        private static @Nullable Double quantile(Cell cell, String imported, String ours) {
            return Stream.of(imported, ours)
                    .flatMap(metric -> cell.metric(metric).stream()
                            .map(estimate -> Quantity.of(estimate.mean(), cell.unit(metric))))
                    .filter(time -> time.family() == Quantity.Family.TIME)
                    .map(Quantity::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What a run says; nothing where it has neither. */
    public static List<StackSide> of(Run run) {
        return of(run, run.cells(), run.measuredAt());
    }

    /** What is known of a source. */
    static List<StackSide> of(CommitResults results) {
        return of(
                results.latest(),
                results.rows().stream().map(CommitResults.Row::cell).toList(),
                results.latest().measuredAt());
    }

    private static List<StackSide> of(Run run, List<Cell> cells, Instant at) {
        List<Cell> measured =
                cells.stream().filter(cell -> cell.score().isPresent()).toList();
        List<StackSide> sides = new ArrayList<>();
        Map<Boolean, List<Cell>> bySide =
                measured.stream().collect(Collectors.partitioningBy(cell -> Production.isOne(cell.id())));
        List<Cell> imported = bySide.getOrDefault(true, List.of());
        if (!imported.isEmpty()) {
            Set<String> named =
                    new TreeSet<>(byStack(imported, Production.STACK).keySet());
            // That of which no route was found has nothing but its file there.
            run.suite().libraries().keySet().stream()
                    .filter(name -> name.endsWith(FILE))
                    .map(name -> name.substring(0, name.length() - FILE.length()))
                    .forEach(named::add);
            Predicate<Cell> ofNone = cell -> !named.contains(stack(cell, Production.STACK));
            List<String> others = imported.stream()
                    .filter(ofNone)
                    .map(cell -> name(cell.id()))
                    .toList();
            for (String stack : named) {
                List<Figures> rows = imported.stream()
                        .filter(cell -> stack.equals(stack(cell, Production.STACK)))
                        .map(cell -> Figures.of(name(cell.id()), cell))
                        .toList();
                sides.add(side(true, run, stack, at, rows, others));
            }
        }
        Suite.@Nullable Stacks stacks = run.suite().stacks();
        if (stacks != null) {
            byStack(bySide.getOrDefault(false, List.of()), stacks.stack()).forEach((stack, ofStack) -> {
                List<Figures> rows = ofStack.stream()
                        .map(cell -> Figures.of(name(cell.id(), stacks.stack()), cell))
                        .toList();
                sides.add(side(false, run, stack, at, rows, List.of()));
            });
        }
        return sides;
    }

    private static StackSide side(
            boolean production, Run run, String stack, Instant at, List<Figures> rows, List<String> others) {
        return new StackSide(
                production,
                stack,
                Objects.requireNonNullElse(run.suite().libraries().get(stack + FILE), ""),
                run.id(),
                run.machine().title(),
                at,
                rows,
                others);
    }

    private static Map<String, List<Cell>> byStack(List<Cell> cells, String param) {
        return cells.stream()
                .filter(cell -> !stack(cell, param).isEmpty())
                .collect(Collectors.groupingBy(cell -> stack(cell, param), LinkedHashMap::new, Collectors.toList()));
    }

    private static String stack(Cell cell, String param) {
        return cell.id().params().getOrDefault(param, "");
    }

    /** The route, what else tells it from others, and who says it. */
    private static String name(CellId row) {
        String route = Production.route(row);
        String method = Production.method(row);
        String more = row.params().entrySet().stream()
                .filter(param -> !param.getKey().equals(Production.STACK)
                        && !param.getValue().equals(route)
                        && !param.getValue().equals(method))
                .map(Map.Entry::toString)
                .collect(Collectors.joining(" "));
        return Stream.of(method, route, more, "(" + row.className() + ")")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String name(CellId row, String stack) {
        String params = row.params().entrySet().stream()
                .filter(param -> !param.getKey().equals(stack))
                .map(Map.Entry::toString)
                .collect(Collectors.joining(" "));
        return (RowNames.method(row) + " " + params).strip() + (row.mode().equals("thrpt") ? "" : " " + row.mode());
    }

    /** Whether two sides are of one file, whatever it was called. */
    boolean sameFile(StackSide other) {
        return (hash.isEmpty() && other.hash.isEmpty()) ? stack.equals(other.stack) : hash.equals(other.hash);
    }

    /** The newest of some; of two of one time the last. */
    static Optional<StackSide> newest(List<StackSide> sides) {
        return sides.stream().reduce(StackSide::newer);
    }

    /** The newer one of two; of two of one time the second. */
    public static StackSide newer(StackSide one, StackSide other) {
        return other.at().isBefore(one.at()) ? one : other;
    }
}
