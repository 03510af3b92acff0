package dev.labcoat.results.trend;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.PairScore;
import dev.labcoat.results.verdict.SequentialTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What the nights of one machine have found where it is known what is to be found: nothing in rows that were compared with themselves,
 * and the slowdown in canaries.
 *
 * @param rows each that was checked, the oldest first
 */
public record SelfChecks(List<Row> rows) {

    /** What the intervals hold: they are Clopper and Pearson's, which hold it or more. */
    private static final double CONFIDENCE = 0.95;

    /** Nothing was checked. */
    public static final SelfChecks NONE = new SelfChecks(List.of());

    public SelfChecks {
        rows = rows.stream().sorted(Comparator.comparing(Row::startedAt)).toList();
    }

    /** What is known beforehand. */
    public enum Kind {
        /** The same jar and the same row on both sides: nothing changes. */
        SAME,
        /** The head takes longer, by a known share. */
        CANARY;

        /** Such as {@code same}, for files. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A pair of forks.
     *
     * @param base time or rate of an operation of the baseline, in the row's unit
     * @param head that of the head
     * @param slower natural logarithm of the head's time for an operation through the baseline's
     */
    public record PairFigures(double base, double head, double slower) {}

    /**
     * A row that was checked.
     *
     * @param machine where
     * @param night the commit that the night measured
     * @param comparison id of the comparison
     * @param startedAt when that began
     * @param row with its verdict; it has at least one pair
     * @param pairs its figures
     */
    public record Row(
            Machine machine,
            Revision night,
            String comparison,
            Instant startedAt,
            ComparisonRow row,
            List<PairFigures> pairs) {

        public Row {
            pairs = List.copyOf(pairs);
        }

        /** What is known of it beforehand. */
        public Kind kind() {
            return row.baseCell().equals(row.cell()) ? Kind.SAME : Kind.CANARY;
        }

        /** Whether more pairs would decide nothing more. */
        public boolean decided() {
            return !SequentialTest.mayDecide(row);
        }

        /** Whether a change was reported where there is none. */
        public boolean isFalseAlarm() {
            return kind() == Kind.SAME && (row.verdict() == Verdict.SLOWER || row.verdict() == Verdict.FASTER);
        }

        /** Whether a known slowdown was reported as one. */
        public boolean isFound() {
            return kind() == Kind.CANARY && row.verdict() == Verdict.SLOWER;
        }
    }

    /**
     * How often something happened.
     *
     * @param times how often
     * @param of how often it might have
     */
    public record Rate(int times, int of) {

        /** The share that cannot be ruled out, from. */
        public double lowest() {
            return times == 0
                    ? 0
                    : BetaDistribution.of(times, of - times + 1.0).inverseCumulativeProbability((1 - CONFIDENCE) / 2);
        }

        /** The share that cannot be ruled out, to. */
        public double highest() {
            return times == of
                    ? 1
                    : BetaDistribution.of(times + 1.0, of - times).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        }
    }

    /** The rows of a comparison that checks; none of one of which nothing is known beforehand. */
    static Stream<Row> rows(Comparison comparison) {
        Revision night = comparison.baseline().revision();
        List<Row> rows = new ArrayList<>();
        for (ComparisonRow row : comparison.measured()) {
            if (night != null && !row.pairs().isEmpty()) {
                Direction direction = row.head().direction();
                rows.add(new Row(
                        comparison.machine(),
                        night,
                        comparison.id(),
                        comparison.startedAt(),
                        row,
                        row.pairs().stream()
                                .map(pair -> new PairFigures(
                                        pair.base().total(direction),
                                        pair.head().total(direction),
                                        PairScore.of(pair, direction)))
                                .toList()));
            }
        }
        return rows.stream();
    }

    /** Changes that were reported, among rows that were compared with themselves until they were decided. */
    public Rate falseAlarms() {
        return rate(row -> row.kind() == Kind.SAME && row.decided(), Row::isFalseAlarm);
    }

    /** Canaries whose slowdown was reported, among all: one that was not decided in its time was not found. */
    public Rate found() {
        return rate(row -> row.kind() == Kind.CANARY, Row::isFound);
    }

    /** How many rows that were compared with themselves were not decided in their time; they are no part of {@link #falseAlarms}. */
    public long undecided() {
        return rows.stream()
                .filter(row -> row.kind() == Kind.SAME && !row.decided())
                .count();
    }

    private Rate rate(Predicate<Row> among, Predicate<Row> what) {
        List<Row> all = rows.stream().filter(among).toList();
        return new Rate((int) all.stream().filter(what).count(), all.size());
    }

    /** What is wrong with the newest night, if it was one of this commit: the newest checks of each kind. */
    public List<Row> wrong(Revision night) {
        return Stream.of(Kind.values())
                .flatMap(kind -> newest(kind, night).stream())
                .filter(row -> row.isFalseAlarm() || (row.kind() == Kind.CANARY && !row.isFound()))
                .toList();
    }

    private List<Row> newest(Kind kind, Revision night) {
        Optional<Row> last = rows.stream().filter(row -> row.kind() == kind).reduce((older, newer) -> newer);
        return last.filter(row -> row.night().commit().equals(night.commit())).stream()
                .flatMap(newest -> rows.stream()
                        .filter(row -> row.kind() == kind && row.comparison().equals(newest.comparison())))
                .toList();
    }
}
