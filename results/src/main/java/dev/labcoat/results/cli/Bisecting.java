package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.Lockstep;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.experiment.Subject;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.BisectionLog;
import dev.labcoat.results.history.BisectionLog.Step;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.publish.report.BisectionText;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.trend.Bisection;
import dev.labcoat.results.trend.Bisection.Answer;
import dev.labcoat.results.trend.Bisection.Question;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search for the commits that made some rows slower: builds what is asked for, compares it, and hands the results to each row's
 * {@link Bisection}. What several rows ask at the same time is measured in one comparison. Each step is on the disk before the next, so
 * that a search for the same goes on where this one was stopped.
 */
final class Bisecting {

    private final Preset preset;
    private final Where where;
    private final PrintWriter talk;
    private final List<String> line;
    private final Map<Integer, Revision> revisions = new LinkedHashMap<>();
    private final Map<Integer, JmhJar> jars = new LinkedHashMap<>();
    private final GitRepository git = Where.git();
    private final Map<CellId, List<String>> known = new LinkedHashMap<>();
    private int steps;
    private double secondsOfSteps;

    /** A row, and how far its search is. */
    private static final class Row {

        private final CellId cell;
        private final Bisection search;
        private final BisectionLog log;

        /** The id of the comparison that was begun last and has not answered what is asked. */
        private @Nullable String open;

        Row(CellId cell, Bisection search, BisectionLog log) {
            this.cell = cell;
            this.search = search;
            this.log = log;
        }
    }

    /**
     * A search in a line of commits.
     *
     * @param line the ids of the commits, the fast one first, as of {@link GitRepository#line}
     * @param preset how much each fork measures
     * @param where builds and results are
     * @param talk told how it goes
     */
    Bisecting(List<String> line, Preset preset, Where where, PrintWriter talk) {
        this.line = List.copyOf(line);
        this.preset = preset;
        this.where = where;
        this.talk = talk;
    }

    /**
     * Tells it of comparisons of the last commit with the first, which it need not make again as far as they are in the store.
     *
     * @param comparisons their ids
     */
    void know(CellId cell, List<String> comparisons) {
        known.put(cell, List.copyOf(comparisons));
    }

    /**
     * What came of the search for one row.
     *
     * @param text what is known, for people
     */
    record Found(CellId cell, Bisection search, List<String> text) {

        /** Whether there is nothing more to search. */
        boolean done() {
            return search.next().isEmpty();
        }
    }

    /**
     * What of a search is published.
     *
     * @param id of this state of it
     */
    Search published(Found found, String id, Instant at) {
        Bisection search = found.search();
        Bisection.Stretch stretch = search.stretch();
        return new Search(
                Search.SCHEMA_VERSION,
                id,
                at,
                Host.machine(),
                found.cell(),
                revision(0),
                revision(last()),
                // What could not be decided in the beginning is tried again.
                found.done() && (search.state() != Bisection.State.NOT_SLOWER || search.isNotSlower()),
                revision(stretch.from()),
                revision(stretch.to()),
                search.culprits().stream()
                        .map(culprit -> new Search.Culprit(
                                revision(culprit.commit()),
                                revision(culprit.after()),
                                culprit.commit() - culprit.after() - 1,
                                culprit.slower(),
                                search.recoveries().stream()
                                        .filter(recovery -> culprit.equals(recovery.culprit()))
                                        .findFirst()
                                        .map(recovery -> revision(recovery.fast()))
                                        .orElse(null)))
                        .toList());
    }

    /** Place of the last commit. */
    int last() {
        return line.size() - 1;
    }

    /** A commit of the line. */
    Revision revision(int commit) {
        return revisions.computeIfAbsent(commit, place -> git.commit(line.get(place)));
    }

    /**
     * The jar of a commit.
     *
     * @throws BadInputException if it cannot be built
     */
    JmhJar jar(int commit) throws IOException, InterruptedException {
        Path path = where.builds().jar(revision(commit), said -> {
            talk.println(said);
            talk.flush();
        });
        JmhJar known = jars.get(commit);
        JmhJar jar = known == null ? JmhJar.open(path) : known;
        jars.put(commit, jar);
        return jar;
    }

    /**
     * Searches until all is found, the time is over, or it is interrupted.
     *
     * @param cells rows that the first and the last commit have
     * @param budget no pair is begun that would likely end after it
     * @return for each row what is known
     * @throws BadInputException if the first or the last commit cannot be built
     */
    List<Found> search(Set<CellId> cells, Duration budget) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(budget);
        List<Row> rows = new ArrayList<>();
        for (CellId cell : cells) {
            rows.add(resumed(cell));
        }
        for (Optional<List<Row>> next = next(rows); next.isPresent(); next = next(rows)) {
            if (!ask(next.get(), end)) {
                break;
            }
        }
        return rows.stream()
                .map(row -> new Found(
                        row.cell, row.search, new BisectionText(row.cell, row.search, last(), this::revision).lines()))
                .toList();
    }

    /** A row as far as its search is on the disk. */
    private Row resumed(CellId cell) throws IOException, InterruptedException {
        BisectionLog log = BisectionLog.open(
                where.results(),
                new BisectionLog.Request(line.get(0), line.get(last()), cell, preset.toString()),
                together(cell));
        Row row = new Row(cell, new Bisection(line.size(), log.together()), log);
        ExperimentStore store = where.store();
        if (log.steps().isEmpty()) {
            for (String comparison : known.getOrDefault(cell, List.of())) {
                log.append(Step.comparing(comparison));
            }
        }
        for (Step step : log.steps()) {
            Optional<Question> asked = row.search.next();
            int leftOut = step.leftOut() == null ? -1 : line.indexOf(step.leftOut());
            if (leftOut > 0) {
                row.search.skip(leftOut, String.valueOf(step.reason()));
            } else if (step.comparison() != null && asked.isPresent()) {
                Optional<Comparison> comparison = store.comparison(step.comparison());
                Optional<List<Answer>> answers = comparison
                        .flatMap(known -> answers(known, row, asked.get()))
                        // What could not be decided in the beginning is tried again.
                        .filter(known -> row.search.whole().isPresent()
                                || known.get(0).verdict().shown());
                answers.ifPresent(row.search::answer);
                row.open = answers.isEmpty()
                                && comparison.filter(Bisecting::isOpen).isPresent()
                        ? step.comparison()
                        : null;
            }
        }
        return row;
    }

    /** As many as fit into memory beside the baseline. */
    private int together(CellId cell) throws IOException, InterruptedException {
        Subject subject =
                Sides.ofCommit(revision(last()), jar(last()), Set.of(cell)).subject();
        int together = Bisection.MOST_TOGETHER;
        while (together > 1 && !Room.here().fits(Collections.nCopies(together + 1, new Lockstep.Side(subject, cell)))) {
            together--;
        }
        return together;
    }

    /** Rows that ask the same, the first that asks anything among them; empty when none does. */
    private static Optional<List<Row>> next(List<Row> rows) {
        Optional<Question> first =
                rows.stream().flatMap(row -> row.search.next().stream()).findFirst();
        return first.map(question -> rows.stream()
                .filter(row -> row.search
                        .next()
                        .filter(asked ->
                                asked.base() == question.base() && asked.heads().equals(question.heads()))
                        .isPresent())
                .toList());
    }

    /**
     * Compares what rows ask.
     *
     * @return whether there is time for more
     */
    private boolean ask(List<Row> rows, Instant end) throws IOException, InterruptedException {
        Question asked = rows.get(0).search.next().orElseThrow();
        if (leaveOut(rows, asked)) {
            return true;
        }
        Set<CellId> cells = rows.stream().map(row -> row.cell).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Plan.Choice> choices = new ArrayList<>();
        for (int commit : inOrder(asked)) {
            choices.add(Sides.ofCommit(revision(commit), jar(commit), cells));
        }
        Plan plan = Plan.of(choices, true, Room.here()::fits);
        Duration left = Duration.between(Instant.now(), end);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        announce(rows, asked);
        long begin = System.nanoTime();
        Comparison comparison =
                compare(rows, new Comparing(plan, preset, preset.lockstep(), Limit.of(left), where, talk));
        steps++;
        secondsOfSteps += (System.nanoTime() - begin) / 1e9;
        boolean answered = false;
        for (Row row : rows) {
            Optional<List<Answer>> answers =
                    answers(comparison, row, row.search.next().orElseThrow());
            answers.ifPresent(row.search::answer);
            row.open = answers.isPresent() ? null : comparison.id();
            answered |= answers.isPresent();
        }
        return answered && !Thread.currentThread().isInterrupted();
    }

    private static List<Integer> inOrder(Question asked) {
        return Stream.concat(Stream.of(asked.base()), asked.heads().stream()).toList();
    }

    /** Goes on with the comparison that all rows have begun, or begins one. */
    private Comparison compare(List<Row> rows, Comparing comparing) throws IOException {
        ExperimentStore store = where.store();
        String open = rows.get(0).open;
        if (open != null && rows.stream().allMatch(row -> open.equals(row.open))) {
            Optional<Comparison> left = store.comparison(open);
            if (left.isPresent()) {
                return comparing.resume(store, left.get());
            }
        }
        OptionalDouble margin = rows.stream()
                .flatMap(row -> row.search.next().stream())
                .flatMapToDouble(question -> question.margin().stream())
                .min();
        Comparison planned = comparing
                .planned(
                        Comparing.LABEL,
                        store,
                        store.readComparisons(talk::println),
                        Optional.empty(),
                        margin.isPresent() ? Optional.of(margin.getAsDouble()) : Optional.empty())
                // What is looked for is when the mean got slower.
                .ofMeans();
        for (Row row : rows) {
            row.log.append(Step.comparing(planned.id()));
        }
        return comparing.begin(store, planned);
    }

    /** Leaves out a commit that cannot be measured; returns whether there was one. */
    private boolean leaveOut(List<Row> rows, Question asked) throws IOException, InterruptedException {
        for (int head : asked.heads()) {
            JmhJar jar;
            try {
                jar = jar(head);
            } catch (BadInputException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (head == last()) {
                    throw e;
                }
                leaveOut(rows, head, e.getMessage());
                return true;
            }
            for (Row row : rows) {
                Optional<String> why = whyNot(row.cell, jar);
                if (head != last() && why.isPresent()) {
                    leaveOut(List.of(row), head, why.get());
                    return true;
                }
            }
        }
        return false;
    }

    private void leaveOut(List<Row> rows, int commit, String why) throws IOException {
        talk.println("left out: " + revision(commit).label() + ": " + why);
        for (Row row : rows) {
            row.search.skip(commit, why);
            row.log.append(Step.leavingOut(line.get(commit), why));
        }
    }

    /** Why a row of a jar cannot be compared with that of the first commit. */
    Optional<String> whyNot(CellId cell, JmhJar jar) throws IOException, InterruptedException {
        if (!jar.has(cell, Set.of())) {
            return Optional.of("it has no " + cell);
        }
        boolean same =
                jar.benchmarkOf(cell).version().equals(jar(0).benchmarkOf(cell).version());
        return same ? Optional.empty() : Optional.of("its benchmark is another one");
    }

    /** How to search what came with a commit; empty where it is no merge. */
    Optional<String> whatWasMerged(int commit, List<String> names) {
        List<String> parents = git.parents(line.get(commit));
        if (parents.size() < 2) {
            return Optional.empty();
        }
        Optional<String> common = git.mergeBase(parents.get(0), parents.get(1));
        return common.map(base -> revision(commit).label() + " is a merge; to search what came with it: "
                + Program.here().line("bisect " + base + " " + parents.get(1) + " " + JvmFlags.text(names)));
    }

    /** What a comparison says of what a row asks; empty if it is of something else, or not decided. */
    private Optional<List<Answer>> answers(Comparison comparison, Row row, Question asked) {
        List<String> compared = comparison.variants().stream()
                .map(variant ->
                        variant.revision() == null ? "" : variant.revision().commit())
                .toList();
        if (!compared.equals(inOrder(asked).stream().map(line::get).toList())) {
            return Optional.empty();
        }
        List<ComparisonRow> ofCell = comparison.rows().stream()
                .filter(one -> one.cell().equals(row.cell))
                .toList();
        // A search that a cache has brought from another machine goes on with what it left out, and measures anew.
        boolean whole = comparison.machine().key().equals(Host.machine().key())
                && ofCell.size() == asked.heads().size()
                && ofCell.stream().noneMatch(SequentialTest::mayDecide);
        return whole
                ? Optional.of(ofCell.stream()
                        .map(one -> new Answer(
                                asked.heads().get(one.variant() - 1),
                                one.verdict(),
                                Difference.of(one).mean(),
                                one.reason()))
                        .sorted(Comparator.comparingInt(Answer::head))
                        .toList())
                : Optional.empty();
    }

    /** Whether more time may decide a row of it. */
    private static boolean isOpen(Comparison comparison) {
        return comparison.measured().stream().anyMatch(SequentialTest::mayDecide);
    }

    private void announce(List<Row> rows, Question asked) {
        int questions = rows.stream()
                .mapToInt(row -> row.search.likelyQuestions())
                .max()
                .orElse(1);
        String time = steps == 0 ? "" : ", about " + ProgressBar.time(questions * secondsOfSteps / steps) + " in all";
        talk.println("Step " + (steps + 1) + ", " + Counted.of(questions, "step") + " to go" + time + ": "
                + asked.heads().stream().map(head -> revision(head).label()).collect(Collectors.joining(", "))
                + " against " + revision(asked.base()).label()
                + (rows.size() == 1 ? "" : ", " + Counted.of(rows.size(), "row")));
        talk.flush();
    }
}
