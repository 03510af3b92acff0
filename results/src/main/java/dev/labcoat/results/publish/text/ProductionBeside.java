package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.text.StackSide.Figures;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What production says of a stack file's request, beside what the bench says of it, and how far they are apart. It is no verdict: they
 * were loaded in different ways.
 */
public final class ProductionBeside {

    /** So many rows without a counterpart are named. */
    private static final int MOST_NAMED = 3;

    private static final RatioWords TIME = new RatioWords(
            " % longer than on the bench",
            " % shorter than on the bench", "x as long as on the bench", "as long as on the bench", 1);
    private static final RatioWords RATE = new RatioWords(
            " % more requests/s on the bench",
            " % fewer requests/s on the bench",
            "x as many requests/s on the bench",
            "as many requests/s on the bench",
            1);

    private final StackSide production;
    private final @Nullable StackSide bench;
    private final @Nullable StackSide ofOtherFile;

    private ProductionBeside(StackSide production, @Nullable StackSide bench, @Nullable StackSide ofOtherFile) {
        this.production = production;
        this.bench = bench;
        this.ofOtherFile = ofOtherFile;
    }

    /**
     * For each stack of which production says something, its newest words beside the newest ones of the bench.
     *
     * @param sides of all that is known, in any order
     */
    public static List<ProductionBeside> of(List<StackSide> sides) {
        Map<String, List<StackSide>> imported = sides.stream()
                .filter(StackSide::production)
                .collect(Collectors.groupingBy(StackSide::stack, LinkedHashMap::new, Collectors.toList()));
        List<StackSide> benches =
                sides.stream().filter(side -> !side.production()).toList();
        return imported.values().stream()
                .flatMap(ofStack -> StackSide.newest(ofStack).stream())
                .map(side -> new ProductionBeside(
                        side,
                        StackSide.newest(benches.stream().filter(side::sameFile).toList())
                                .orElse(null),
                        StackSide.newest(benches.stream()
                                        .filter(bench -> bench.stack().equals(side.stack()))
                                        .toList())
                                .orElse(null)))
                .toList();
    }

    /**
     * What belongs beside a table: where it has rows of the bench what production says of these stacks, and where it has rows of
     * production what the bench says.
     *
     * @param all all runs there are
     */
    public static List<ProductionBeside> of(CommitResults shown, List<Run> all) {
        List<StackSide> own = StackSide.of(shown);
        if (own.isEmpty()) {
            return List.of();
        }
        boolean production = own.get(0).production();
        Map<List<String>, List<StackSide>> others = all.stream()
                .flatMap(run -> StackSide.of(run).stream())
                .filter(side -> side.production() != production)
                .filter(side -> own.stream()
                        .anyMatch(one -> one.sameFile(side) || one.stack().equals(side.stack())))
                .collect(Collectors.groupingBy(
                        side -> List.of(side.stack(), side.hash()), LinkedHashMap::new, Collectors.toList()));
        List<StackSide> sides = new ArrayList<>(own);
        others.values().stream()
                .flatMap(ofFile -> StackSide.newest(ofFile).stream())
                .map(side -> merged(side, all))
                .forEach(sides::add);
        return of(sides);
    }

    /** With the rows of its commit's other runs. */
    private static StackSide merged(StackSide side, List<Run> all) {
        return all.stream()
                .filter(run -> run.id().equals(side.run()))
                .flatMap(run -> StackSide.of(CommitResults.of(run, all)).stream())
                .filter(one ->
                        one.production() == side.production() && one.stack().equals(side.stack()))
                .findFirst()
                .orElse(side);
    }

    /** Of what it is. */
    public String title() {
        return "Production beside the bench: " + production.stack() + ", run " + named(production) + " and "
                + (bench == null ? "none of the bench" : "run " + named(bench) + " on " + bench.machine());
    }

    private static String named(StackSide side) {
        return side.run() + " of " + side.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The rows of both. */
    public Grid grid() {
        List<List<String>> rows = Stream.concat(
                        production.rows().stream().map(row -> line(row, "production")),
                        benchRows().stream().map(row -> line(row, "bench")))
                .toList();
        return new Grid(List.of("row", "side", "requests", "p50", "p99"), 1, 2, rows)
                .withoutEmptyColumns(Grid.NONE::equals);
    }

    private List<Figures> benchRows() {
        return bench == null ? List.of() : bench.rows();
    }

    private static List<String> line(Figures row, String side) {
        return List.of(row.name(), side, text(row.perSecond(), "ops/s"), text(row.p50(), "s"), text(row.p99(), "s"));
    }

    private static String text(@Nullable Double value, String unit) {
        return value == null ? Grid.NONE : Quantity.of(value, unit).text();
    }

    /** Where they differ, what has no counterpart, and what that is worth. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Figures row : production.rows()) {
            benchRows().forEach(other -> notes.add(difference(row, other)));
        }
        if (production.rows().isEmpty()) {
            notes.add("No route of production is what " + production.stack() + " requests.");
        }
        if (bench == null) {
            notes.add(
                    ofOtherFile == null
                            ? "The bench has no row of " + production.stack() + " yet: run --stack measures it."
                            : "The file of " + production.stack()
                                    + " was another one when the bench measured it, in run " + named(ofOtherFile)
                                    + ", than that of the import: measure it again, or import again.");
        }
        if (!production.others().isEmpty()) {
            notes.add("Without a row on the bench: " + listed(production.others()) + ".");
        }
        if (!production.rows().isEmpty() && bench != null) {
            notes.add(
                    "These are different loads, so this is no verdict: production takes what its users send, over their"
                            + " networks; the bench sends one request again and again, each as soon as the last was answered, on one"
                            + " machine. What differs says where to look.");
        }
        return notes;
    }

    private static String listed(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String difference(Figures row, Figures other) {
        List<String> words = Stream.of(
                        words("", RATE, other.perSecond(), row.perSecond()),
                        words("p50 ", TIME, row.p50(), other.p50()),
                        words("p99 ", TIME, row.p99(), other.p99()))
                .flatMap(Optional::stream)
                .toList();
        return row.name() + " beside " + other.name() + ": "
                + (words.isEmpty() ? "they have no figure in common" : String.join(", ", words)) + ".";
    }

    /** A log may round what is short to 0, of which there is no ratio. */
    private static Optional<String> words(
            String what, RatioWords words, @Nullable Double value, @Nullable Double base) {
        return value == null || base == null || !(value > 0 && base > 0)
                ? Optional.empty()
                : Optional.of(what + words.of(Math.log(value / base)));
    }
}
