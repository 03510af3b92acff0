package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.history.CommitResults.Row;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The per-commit table for people: a section for each benchmark class and unit, then what there is to know about it all. */
public final class CommitTable {

    private static final String RANK = "rank";

    private static final String MEASURED = "measured";

    private static final int HANGING = 2;

    /** So many rows that were not run stand among the others; more are one note. */
    private static final int MOST_NOT_RUN = 5;

    private final CommitResults results;
    private final List<Suite.CostColumn> columns;
    private final RowNames names;
    private final RowAges ages;
    private final List<ProductionBeside> beside;

    /** The table of a source's results, with the usual secondary results. */
    public CommitTable(CommitResults results) {
        this(results, MetricColumns.usual(results), List.of());
    }

    /**
     * The table of a source's results.
     *
     * @param columns the secondary results that are shown
     * @param beside what production and bench say of the stacks among them
     */
    public CommitTable(CommitResults results, List<Suite.CostColumn> columns, List<ProductionBeside> beside) {
        this.results = results;
        this.columns = List.copyOf(columns);
        this.names =
                RowNames.of(results.rows().stream().map(row -> row.cell().id()).toList());
        this.ages = new RowAges(results);
        this.beside = List.copyOf(beside);
    }

    private record Section(String title, Grid grid, List<String> notes) {}

    /**
     * Plain text, for a terminal.
     *
     * @param width of the page in characters
     */
    public String text(int width) {
        List<String> lines = new ArrayList<>(wrapped(headline(), width));
        List<Section> sections = sections();
        for (Section section : sections) {
            lines.add("");
            lines.addAll(wrapped(section.title(), width));
            if (!section.grid().rows().isEmpty()) {
                lines.add("");
                lines.addAll(section.grid().text(width));
            }
            if (!section.notes().isEmpty()) {
                lines.add("");
                section.notes().forEach(note -> lines.addAll(wrapped(note, width)));
            }
        }
        lines.add("");
        notes(sections).forEach(note -> lines.addAll(wrapped(note, width)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> wrapped(String text, int width) {
        return Wrapped.lines(Visible.text(text), width, HANGING);
    }

    /** Markdown, aligned as raw text too. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("## " + Markdown.line(headline()));
        List<Section> sections = sections();
        for (Section section : sections) {
            lines.add("");
            lines.add("### " + Markdown.line(section.title()));
            if (!section.grid().rows().isEmpty()) {
                lines.add("");
                lines.addAll(section.grid().markdown());
            }
            if (!section.notes().isEmpty()) {
                lines.add("");
                section.notes().forEach(note -> lines.add("- " + Markdown.line(note)));
            }
        }
        lines.add("");
        notes(sections).forEach(note -> lines.add("- " + Markdown.line(note)));
        return String.join("\n", lines) + "\n";
    }

    private String headline() {
        Run run = results.latest();
        return String.format(
                Locale.ROOT,
                "Labcoat %s: %s, preset %s",
                run.revision().label(),
                run.revision().subject().isEmpty()
                        ? "no commit message"
                        : run.revision().subject(),
                run.preset());
    }

    private List<Section> sections() {
        Map<String, List<Row>> byClassAndUnit = new LinkedHashMap<>();
        for (Row row : shown()) {
            Cell cell = row.cell();
            String unit = cell.unit().isEmpty()
                    ? unitOfClass(cell)
                    : Quantity.of(0, cell.unit()).baseUnit();
            byClassAndUnit
                    .computeIfAbsent(cell.id().className() + " " + unit, key -> new ArrayList<>())
                    .add(row);
        }
        return Stream.concat(
                        byClassAndUnit.values().stream()
                                .map(rows -> section(
                                        RowOrder.of(rows, results.latest().suite()))),
                        beside.stream().map(both -> new Section(both.title(), both.grid(), both.notes())))
                .toList();
    }

    private List<Row> notRun() {
        return results.rows().stream()
                .filter(row -> row.cell().forks().isEmpty())
                .toList();
    }

    private List<Row> shown() {
        return notRun().size() <= MOST_NOT_RUN
                ? results.rows()
                : results.rows().stream()
                        .filter(row -> !row.cell().forks().isEmpty())
                        .toList();
    }

    /** A cell without a result stands with the first of its class that has one. */
    private String unitOfClass(Cell cell) {
        return results.rows().stream()
                .map(Row::cell)
                .filter(other -> other.id().className().equals(cell.id().className()))
                .filter(other -> !other.unit().isEmpty())
                .findFirst()
                .map(other -> Quantity.of(0, other.unit()).baseUnit())
                .orElse("");
    }

    private Section section(List<Row> rows) {
        Map<String, String> common = commonSettings(rows);
        List<String> varying = rows.stream()
                .flatMap(row -> names.settings(row.cell().id()).keySet().stream())
                .filter(name -> !common.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
        List<Suite.CostColumn> costs = columns.stream()
                .filter(cost -> rows.stream()
                        .anyMatch(row -> row.cell().metric(cost.metric()).isPresent()))
                .toList();

        boolean sameForks = rows.size() > 1
                && rows.stream().map(row -> row.cell().good().size()).distinct().count() == 1;

        Map<CellId, String> ranks =
                Ranks.of(rows.stream().map(Row::cell).toList(), results.latest().suite());
        List<String> heads = new ArrayList<>(List.of("benchmark"));
        heads.addAll(varying);
        int words = heads.size();
        heads.addAll(List.of("score", "±", RANK));
        costs.forEach(cost -> heads.add(cost.title()));
        heads.addAll(List.of("forks", "marks", MEASURED, "vs previous commit (informal)"));
        Grid grid = new Grid(
                        heads,
                        words,
                        rows.stream()
                                .map(row -> line(row, varying, ranks, costs, sameForks))
                                .toList())
                .withoutEmptyColumns(Grid.NONE::equals);
        return new Section(title(rows, common, sameForks), grid, curves(rows));
    }

    /** What the curve says along the param that the question names. */
    private List<String> curves(List<Row> rows) {
        List<Cell> cells = rows.stream().map(Row::cell).toList();
        Optional<Suite.Question> question =
                results.latest().suite().question(cells.get(0).id().className());
        List<String> lines = new ArrayList<>();
        question.ifPresent(asked -> lines.addAll(ContrastNotes.of(cells, asked)));
        question.map(Suite.Question::size).ifPresent(size -> lines.addAll(new GrowthLines(size).of(rows)));
        question.map(Suite.Question::scalesWith).ifPresent(param -> lines.addAll(ScalingNotes.of(cells, param)));
        question.map(Suite.Question::ladder).ifPresent(ladder -> lines.addAll(LadderNotes.of(cells, ladder)));
        return lines;
    }

    private String title(List<Row> rows, Map<String, String> common, boolean sameForks) {
        Cell cell = rows.get(0).cell();
        Suite suite = results.latest().suite();
        String className = cell.id().className();
        String layer =
                suite.layerOf(className).map(found -> found.name() + ": ").orElse("");
        String question =
                suite.question(className).map(found -> ", " + found.question()).orElse("");
        List<String> shared = new ArrayList<>(common.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + names.shown(setting.getValue()))
                .toList());
        if (sameForks) {
            shared.add(Counted.of(cell.good().size(), "fork"));
        }
        return layer
                + names.className(cell.id())
                + question
                + (shared.isEmpty() ? "" : " (all rows: " + String.join(", ", shared) + ")");
    }

    /** Settings that have one value in all rows need no column. */
    private Map<String, String> commonSettings(List<Row> rows) {
        Map<String, String> common =
                new TreeMap<>(names.settings(rows.get(0).cell().id()));
        rows.forEach(row -> common.entrySet()
                .removeIf(setting -> !Objects.equals(
                        setting.getValue(), names.settings(row.cell().id()).get(setting.getKey()))));
        return rows.size() == 1 ? Map.of() : common;
    }

    private List<String> line(
            Row row, List<String> varying, Map<CellId, String> ranks, List<Suite.CostColumn> costs, boolean sameForks) {
        Cell cell = row.cell();
        List<String> line = new ArrayList<>();
        line.add(name(cell));
        Map<String, String> settings = names.settings(cell.id());
        varying.forEach(setting -> line.add(
                Optional.ofNullable(settings.get(setting)).map(this::value).orElse(Grid.NONE)));
        Optional<Estimate> score = cell.score();
        line.add(score.map(estimate -> Quantity.of(estimate.mean(), cell.unit()).text())
                .orElse(withoutScore(cell)));
        line.add(score.map(estimate -> error(estimate, cell)).orElse(Grid.NONE));
        line.add(ranks.getOrDefault(cell.id(), Grid.NONE));
        costs.forEach(cost -> line.add(cell.metric(cost.metric())
                .map(estimate ->
                        Quantity.of(estimate.mean(), cell.unit(cost.metric())).text())
                .orElse(Grid.NONE)));
        line.add(sameForks ? Grid.NONE : Integer.toString(cell.good().size()));
        line.add(marks(cell));
        line.add(ages.of(row).orElse(Grid.NONE));
        line.add(score.flatMap(unused -> row.earlier())
                .flatMap(earlier -> Change.between(earlier, cell)
                        .map(change -> change.text(earlier.revision().label())))
                .orElse(Grid.NONE));
        return line;
    }

    /** A value that looks like none stands in quotes. */
    private String value(String setting) {
        return setting.equals(Grid.NONE) ? '"' + setting + '"' : names.shown(setting);
    }

    private static String name(Cell cell) {
        String mode = cell.id().mode().equals("thrpt") ? "" : " " + cell.id().mode();
        String threads = cell.id().threads() == 1 ? "" : " ×" + cell.id().threads() + " threads";
        return RowNames.method(cell.id()) + mode + threads;
    }

    /** A score with its error, or why there is none. */
    static String score(Cell cell) {
        return cell.score()
                .map(score -> Quantity.of(score.mean(), cell.unit()).text()
                        + (Double.isNaN(score.error()) ? "" : " ±" + error(score, cell)))
                .orElseGet(() -> withoutScore(cell));
    }

    private static String withoutScore(Cell cell) {
        if (cell.forks().isEmpty()) {
            return "not run";
        }
        return cell.errors().isEmpty() ? "skipped" : "FAILED";
    }

    private static String error(Estimate score, Cell cell) {
        if (Double.isNaN(score.error())) {
            return score.forks() == 1 ? "one fork" : Grid.NONE;
        }
        return Percent.error(score, cell.unit());
    }

    private static String marks(Cell cell) {
        long failed = cell.forks().stream().filter(Fork::failed).count();
        Stream<String> failures = failed > 0 && !cell.good().isEmpty() ? Stream.of(failed + " failed") : Stream.empty();
        String marks = Stream.concat(cell.marks().stream().map(mark -> mark(cell, mark)), failures)
                .collect(Collectors.joining(", "));
        return marks.isEmpty() ? Grid.NONE : marks;
    }

    /** The mark, with the share of forks that carry it where not all do. */
    private static String mark(Cell cell, String mark) {
        long carried =
                cell.good().stream().filter(fork -> fork.marks().contains(mark)).count();
        return carried == cell.good().size()
                ? mark
                : mark + " " + carried + "/" + cell.good().size();
    }

    private List<String> notes(List<Section> sections) {
        List<String> notes = new ArrayList<>();
        List<Row> notRun = notRun();
        if (notRun.size() > MOST_NOT_RUN) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d rows not run, such as %s.",
                    notRun.size(),
                    names.line(notRun.get(0).cell().id())));
        }
        for (Row row : results.rows()) {
            CellId id = row.cell().id();
            row.cell().errors().forEach(error -> notes.add("FAILED " + names.line(id) + ": " + error));
            row.cell().reasonsToSkip().forEach(reason -> notes.add("skipped " + names.line(id) + ": " + reason));
        }
        results.rows()
                .forEach(row -> Contradictions.of(row.cell())
                        .forEach(said -> notes.add(
                                "contradiction " + names.line(row.cell().id()) + ": " + said)));
        notes.addAll(intervals());
        if (sections.stream().anyMatch(section -> section.grid().heads().contains(RANK))) {
            notes.add("best, worst: of the rows that do the same work, where their ranges do not overlap.");
        }
        if (sections.stream().anyMatch(section -> section.grid().heads().contains(MEASURED))) {
            notes.add(MEASURED + ": " + ages.meaning());
        }
        if (results.rows().stream().anyMatch(row -> row.earlier().isPresent())) {
            notes.add(
                    "vs previous commit: how fast it is beside the newest earlier commit. The two runs were made one after the"
                            + " other, and noise alone can make them differ: this is not a verdict.");
        }
        results.rows().stream()
                .flatMap(row -> row.cell().marks().stream())
                .distinct()
                .sorted()
                .flatMap(mark -> Marks.meaning(mark).stream().map(meaning -> mark + ": " + meaning))
                .forEach(notes::add);
        notes.add(time());
        notes.add(circumstances());
        return notes;
    }

    /** What the intervals are of. */
    private List<String> intervals() {
        List<Estimate> scores = results.rows().stream()
                .flatMap(row -> row.cell().score().stream())
                .toList();
        boolean ofIterations = scores.stream().anyMatch(score -> score.basis() == Estimate.Basis.ITERATIONS);
        List<String> notes = new ArrayList<>();
        if (!ofIterations || scores.stream().anyMatch(score -> score.basis() == Estimate.Basis.FORKS)) {
            notes.add(
                    "±: half of the 95 % confidence interval of the mean, with forks as the unit; it does not cover day-to-day"
                            + " variation.");
        }
        if (ofIterations) {
            notes.add((notes.isEmpty() ? "±" : "± of results that were imported")
                    + ": JMH's own error, half of its 99.9 % confidence interval, over the iterations of all forks; it does not"
                    + " cover the variation between forks where there is one.");
        }
        return notes;
    }

    private String time() {
        List<Fork> forks = results.rows().stream()
                .flatMap(row -> row.cell().forks().stream())
                .toList();
        double all = forks.stream().mapToDouble(Fork::seconds).sum();
        double measured = forks.stream().mapToDouble(Fork::measuredSeconds).sum();
        // Those that warm up by themselves do so at the same time.
        double warmUp = Math.min(forks.stream().mapToDouble(Fork::warmUpSeconds).sum(), Math.max(0, all - measured));
        if (all == 0) {
            return "time: not recorded.";
        }
        return String.format(
                Locale.ROOT,
                "time: %s in %.0f s, of which %.0f %% measuring, %.0f %% warming up, %.0f %% the rest.",
                Counted.of(forks.size(), "fork"),
                all,
                100 * measured / all,
                100 * warmUp / all,
                100 * (all - warmUp - measured) / all);
    }

    private String circumstances() {
        Run run = results.latest();
        Machine machine = run.machine();
        Environment environment = run.environment();
        String libraries = run.suite().libraries().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(library -> ", " + library.getKey() + " " + library.getValue())
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "on: %s%s; JDK %s%s%s; run %s, seed %d.",
                machine.title(),
                machine.unknown() ? "" : ", " + machine.kernel(),
                jdks(environment),
                libraries,
                machine.unknown() ? "" : String.format(Locale.ROOT, "; steal %.1f %%", 100 * environment.stealShare()),
                run.id(),
                run.seed());
    }

    /** The versions of the JDKs that the rows were measured with. */
    private String jdks(Environment environment) {
        String ofRows = results.rows().stream()
                .flatMap(row -> Stream.ofNullable(row.cell().id().launch()))
                .map(Launch::jdk)
                .filter(jdk -> !jdk.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return ofRows.isEmpty() ? environment.jdk() : ofRows;
    }
}
