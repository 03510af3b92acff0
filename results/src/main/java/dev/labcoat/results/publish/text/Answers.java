package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Moderation;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.Range;
import dev.labcoat.results.verdict.RowState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answers of a run: for each question how its rows stand to one another, from forks that were alive together. Of a ladder it
 * is the last step beside the first, else the fastest row beside the slowest, and of a row alone its control beside it. Rows in
 * JMH's mode SampleTime are compared by the 99th percentile of their samples. The range is the 95 % interval of the t test over
 * rounds, which are few: what the answers of a run say of one another's noise counts too, see {@link Moderation#ofFew}.
 */
public final class Answers {

    private static final Quantile TAIL_OF_SAMPLES = Quantile.P99;

    /** The probability outside of a range at each of its ends. */
    private static final double TAIL = 0.025;

    /** Of a range of which one end is more than so many times the other, a reader needs no more than the lower one. */
    private static final double TELLING = 10;

    private final Suite suite;
    private final List<Cell> cells;

    /** The answers of a whole run. */
    public Answers(Run run) {
        this(run.suite(), run.cells());
    }

    /**
     * The answers of some rows, such as of those of a run that is under way.
     *
     * @param suite that they belong to
     */
    public Answers(Suite suite, List<Cell> cells) {
        this.suite = suite;
        this.cells = List.copyOf(cells);
    }

    /** Rows that do the same work. */
    private record Group(Suite.Layer layer, Suite.Question question, Map<String, String> work, List<Cell> rows) {}

    /** A row and what it is compared with. */
    private record Contrast(Cell base, Cell head) {}

    /**
     * What a group of rows has shown.
     *
     * @param about the question, for the line's beginning
     * @param rounds for each the logarithm of head's time for an operation through base's
     * @param rows of the group
     * @param tail whether it is of the tail of their samples
     */
    private record Finding(
            String layer,
            String about,
            Contrast contrast,
            List<Double> rounds,
            RowState state,
            List<CellId> rows,
            boolean tail) {

        private boolean headIsSlower() {
            return state.difference().mean() > 0;
        }

        private Cell faster() {
            return headIsSlower() ? contrast.base() : contrast.head();
        }

        private Cell slower() {
            return headIsSlower() ? contrast.head() : contrast.base();
        }
    }

    /**
     * The answer to a question.
     *
     * @param layer its layer
     * @param text in words, such as {@code Index: index=B_TREE is 40x as fast as NONE (35 … 45x, 3 rounds)}
     * @param detail what it rests on: the faster row's figure and the slower one's, the params that both share, and the marks of
     *     either, such as {@code 25.1 µs and 1.02 ms; rows=100000 [disturbed]}
     * @param row the row that it is said of
     */
    public record Answer(String layer, String text, String detail, CellId row) {}

    /** One for each group of rows that have an answer, in the order of the run; none of a jar that asks nothing. */
    public List<Answer> all() {
        List<Group> groups = groups();
        List<Finding> findings = groups.stream()
                .flatMap(group -> finding(group, groups).stream())
                .toList();
        Moderation moderation =
                Moderation.ofFew(findings.stream().map(Finding::state).toList());
        return findings.stream()
                .map(finding -> new Answer(
                        finding.layer(),
                        finding.about() + sentence(finding, Range.of(moderation.of(finding.state()), TAIL)),
                        detail(finding),
                        finding.contrast().head().id()))
                .toList();
    }

    /**
     * A line or two for each of them.
     *
     * @param width of the page in characters
     */
    public List<String> lines(int width) {
        return lines(width, false);
    }

    /** The same, and below each what it rests on. */
    public List<String> linesWithDetails(int width) {
        return lines(width, true);
    }

    private List<String> lines(int width, boolean details) {
        int layers = suite.layers().stream()
                .mapToInt(layer -> layer.name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Answer answer : all()) {
            lines.addAll(Wrapped.lines(
                    String.format(Locale.ROOT, "%-" + layers + "s  %s", answer.layer(), answer.text()),
                    width,
                    layers + 2));
            if (details) {
                String indent = " ".repeat(layers + 2);
                lines.addAll(Wrapped.lines(indent + answer.detail(), width, layers + 2));
            }
        }
        return lines;
    }

    private List<Group> groups() {
        Map<Object, Group> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Optional<Suite.Layer> layer = suite.layerOf(cell.id().className());
            Optional<Suite.Question> question = suite.question(cell.id().className());
            if (layer.isPresent()
                    && question.isPresent()
                    && !question.get().isControl(cell.id())
                    && cell.score().isPresent()) {
                Map<String, String> work = question.get().work(cell.id());
                groups.computeIfAbsent(
                                List.of(question.get().benchmark(), cell.id().mode(), work),
                                unused -> new Group(layer.get(), question.get(), work, new ArrayList<>()))
                        .rows()
                        .add(cell);
            }
        }
        return List.copyOf(groups.values());
    }

    private Optional<Finding> finding(Group group, List<Group> groups) {
        return contrast(group).flatMap(contrast -> {
            boolean tail = hasTail(contrast.base()) && hasTail(contrast.head());
            List<Double> rounds = rounds(contrast, tail);
            return rounds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            group.layer().name(),
                            about(group, groups, tail),
                            contrast,
                            rounds,
                            new RowState(Difference.of(rounds), OptionalDouble.empty()),
                            group.rows().stream().map(Cell::id).toList(),
                            tail));
        });
    }

    /** The question's name, with its work where the run has more than one of them. */
    private String about(Group group, List<Group> groups, boolean tail) {
        String benchmark = group.question().benchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
        boolean several = groups.stream()
                        .filter(other -> other.question().equals(group.question()))
                        .count()
                > 1;
        return name
                + (several && !group.work().isEmpty() ? " " + Setting.of(group.work()) : "")
                + (tail ? " " + TAIL_OF_SAMPLES : "")
                + ": ";
    }

    private Optional<Contrast> contrast(Group group) {
        Suite.Ladder ladder = group.question().ladder();
        if (ladder != null) {
            Optional<Cell> base = step(group, ladder, ladder.baseline());
            Optional<Cell> all = step(group, ladder, ladder.all());
            if (base.isPresent() && all.isPresent()) {
                return Optional.of(new Contrast(base.get(), all.get()));
            }
        }
        if (group.rows().size() > 1) {
            List<Cell> slowestFirst = group.rows().stream()
                    .sorted(Comparator.comparingDouble(Answers::speed))
                    .toList();
            return Optional.of(new Contrast(slowestFirst.get(0), slowestFirst.get(slowestFirst.size() - 1)));
        }
        return cells.stream()
                .filter(cell -> group.question().isControlOf(cell.id(), group.work()))
                .findFirst()
                .map(control -> new Contrast(control, group.rows().get(0)));
    }

    private static Optional<Cell> step(Group group, Suite.Ladder ladder, String value) {
        return group.rows().stream()
                .filter(cell -> value.equals(cell.id().params().get(ladder.param())))
                .findFirst();
    }

    /** Larger is faster, whatever the unit. */
    private static double speed(Cell cell) {
        double score = cell.score().orElseThrow().mean();
        return switch (cell.direction()) {
            case HIGHER_IS_BETTER -> score;
            case LOWER_IS_BETTER -> 1 / score;
        };
    }

    /** Whether it has samples: then its users feel their tail, while the mean hides it. */
    private static boolean hasTail(Cell cell) {
        return cell.good().stream().allMatch(fork -> TAIL_OF_SAMPLES.of(fork).isPresent());
    }

    /**
     * For each round in which both were alive, the logarithm of head's time for an operation through base's.
     *
     * @param tail whether it is that of the tail of their samples
     */
    private static List<Double> rounds(Contrast contrast, boolean tail) {
        List<Double> rounds = new ArrayList<>();
        for (Fork head : contrast.head().good()) {
            contrast.base().good().stream()
                    .filter(base -> head.round() != null && head.round().equals(base.round()))
                    .findFirst()
                    .map(base -> new Pair(figure(base, tail), figure(head, tail)))
                    .map(pair -> PairScore.of(pair, contrast.head().direction()))
                    .ifPresent(rounds::add);
        }
        return rounds;
    }

    private static Fork figure(Fork fork, boolean tail) {
        return tail ? TAIL_OF_SAMPLES.of(fork).orElseThrow() : fork;
    }

    /** The faster row is said first, whichever of them is held against the other; always in times, as the range is. */
    private static String sentence(Finding finding, Range range) {
        Difference difference = finding.state().difference();
        boolean headIsSlower = finding.headIsSlower();
        String faster = name(finding.faster().id(), finding.rows());
        String slower = after(faster, name(finding.slower().id(), finding.rows()));
        String speed = times(Math.abs(difference.mean())) + "x as fast as";
        String counted = Counted.of(difference.pairs(), "round");
        if (Double.isNaN(range.highest())) {
            return String.format(Locale.ROOT, "%s measured %s %s (%s: no range)", faster, speed, slower, counted);
        }
        if (difference.pairs() == 1) {
            counted += ", pooled noise";
        }
        double least = headIsSlower ? range.lowest() : -range.highest();
        double most = headIsSlower ? range.highest() : -range.lowest();
        boolean telling = most - least <= Math.log(TELLING);
        if (least > 0) {
            return telling
                    ? String.format(
                            Locale.ROOT,
                            "%s is %s %s (%s … %sx, %s)",
                            faster,
                            speed,
                            slower,
                            times(least),
                            times(most),
                            counted)
                    : String.format(
                            Locale.ROOT,
                            "%s is at least %sx as fast as %s (%s)",
                            faster,
                            times(least),
                            slower,
                            counted);
        }
        String known = telling
                ? String.format(Locale.ROOT, "%s … %sx, %s", times(least), times(most), counted)
                : counted + " of " + seen(finding.rounds(), headIsSlower);
        return String.format(Locale.ROOT, "%s and %s cannot be told apart (%s)", faster, slower, known);
    }

    /** What the answer alone does not say, and what a reader needs to believe it. */
    private static String detail(Finding finding) {
        Cell faster = finding.faster();
        Cell slower = finding.slower();
        Map<String, String> shared = new TreeMap<>(faster.id().params());
        shared.entrySet().retainAll(slower.id().params().entrySet());
        String marks = Stream.of(faster, slower)
                .flatMap(cell -> cell.marks().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return figure(faster, finding.tail()) + " and " + figure(slower, finding.tail())
                + (shared.isEmpty() ? "" : "; " + Setting.of(shared))
                + (marks.isEmpty() ? "" : " [" + marks + "]");
    }

    /** The mean over the forks of what is compared, which is not their mean over slices: see {@link Fork#total}. */
    private static String figure(Cell cell, boolean tail) {
        double mean = cell.good().stream()
                .mapToDouble(fork -> figure(fork, tail).total(cell.direction()))
                .average()
                .orElseThrow();
        return Quantity.of(mean, cell.unit()).text();
    }

    /** What the rounds showed, where their interval says too little: how many times as fast the faster row was. */
    private static String seen(List<Double> rounds, boolean headIsSlower) {
        DoubleSummaryStatistics seen = rounds.stream()
                .mapToDouble(round -> headIsSlower ? round : -round)
                .summaryStatistics();
        return (rounds.size() == 1 ? "" : times(seen.getMin()) + " to ") + times(seen.getMax()) + "x";
    }

    /** What tells it from all rows of its group; for a row that has none beside it, and for a control, its method does. */
    private static String name(CellId cell, List<CellId> all) {
        String setting = all.contains(cell) ? Setting.of(cell, all) : "";
        return setting.isEmpty() ? Setting.method(cell) : setting;
    }

    /** A row's name behind another's: where each is a value of the same param, a name says enough, while a number does not. */
    private static String after(String head, String base) {
        String param = head.substring(0, head.indexOf('=') + 1);
        boolean one = !param.isEmpty() && !head.contains(" ") && base.startsWith(param);
        String value = base.substring(one ? param.length() : 0);
        return one && value.matches("[A-Z][^ ]*") ? value : base;
    }

    /** How many times as fast it is, from the logarithm of that. */
    private static String times(double faster) {
        double times = Math.exp(faster);
        return times < 9.95
                ? String.format(Locale.ROOT, times < 1.995 ? "%.2f" : "%.1f", times)
                : RatioWords.whole(times);
    }
}
