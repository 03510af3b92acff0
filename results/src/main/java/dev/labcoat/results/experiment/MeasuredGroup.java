package dev.labcoat.results.experiment;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.Evidence;
import dev.labcoat.results.verdict.Moderation;
import dev.labcoat.results.verdict.RowState;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One group of forks that is run again and again until each of its rows is decided. Its rows may have pairs of an earlier time. */
final class MeasuredGroup {

    /** After this many void pairs a row is given up. */
    private static final int DISCARDED = 2;

    private final Group group;
    private final SequentialTest test;
    private final int firstRow;
    private final ComparisonRow[] rows;
    private final boolean[] decided;

    /** Rows with a pair that no look has taken in. */
    private final boolean[] unseen;

    private int attempts;
    private int good;
    private double goodSeconds;

    /**
     * A group that has not run yet, or one that goes on.
     *
     * @param firstRow the place of its first row in the comparison
     * @param rows a row for each side but the baseline's, with the pairs that it has already
     */
    MeasuredGroup(Group group, SequentialTest test, int firstRow, List<ComparisonRow> rows) {
        this.group = group;
        this.test = test;
        this.firstRow = firstRow;
        this.rows = rows.toArray(ComparisonRow[]::new);
        this.decided = new boolean[rows.size()];
        this.unseen = new boolean[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            ComparisonRow known = rows.get(row);
            decided[row] = !known.verdict().open();
            unseen[row] = !known.pairs().isEmpty();
            attempts =
                    Math.max(attempts, known.pairs().size() + known.discarded().size());
        }
    }

    /** Rounds that were begun. */
    int attempts() {
        return attempts;
    }

    /**
     * A pair of a row that has ended, or why it is void.
     *
     * @param fork the whole fork of the variant, good or failed; null where the fault lies with others
     */
    record Finished(
            int row,
            @Nullable Pair pair,
            @Nullable String discarded,
            @Nullable Fork fork) {}

    boolean isOpen() {
        return openRows() > 0;
    }

    int openRows() {
        return openSides().size();
    }

    /** Forks of a round. */
    int forks() {
        return 1 + openRows();
    }

    List<ComparisonRow> rows() {
        return List.of(rows);
    }

    /** Seconds that a round takes, should nothing go wrong; empty before the first that did not. */
    OptionalDouble secondsOfRound() {
        return good == 0 ? OptionalDouble.empty() : OptionalDouble.of(goodSeconds / good);
    }

    /** How many more rounds the row that needs the most will likely take. */
    int likelyRounds(Moderation moderation) {
        return openSides().stream()
                .map(side -> rows[side - 1])
                .mapToInt(row -> test.likelyPairs(moderation.of(RowState.of(row)), row.margin())
                        - row.pairs().size())
                .max()
                .orElse(0);
    }

    private List<Integer> openSides() {
        return IntStream.rangeClosed(1, rows.length)
                .filter(side -> !decided[side - 1])
                .boxed()
                .toList();
    }

    /**
     * Runs one fork of the baseline and one of each variant that is not decided yet. Who begins alternates from pair to pair.
     *
     * @param number of the round, for its files
     * @param seed says who begins the first round
     * @return for each row what came of it
     */
    List<Finished> round(Rounds rounds, int number, long seed) throws IOException, InterruptedException {
        List<Integer> sides = new ArrayList<>(List.of(0));
        sides.addAll(openSides());
        int first = Math.floorMod(seed + attempts, sides.size());
        attempts++;
        long begin = System.nanoTime();
        try {
            List<Fork> forks =
                    rounds.run(number, sides.stream().map(group.sides()::get).toList(), first);
            double seconds = (System.nanoTime() - begin) / 1e9;
            good++;
            goodSeconds += seconds;
            return IntStream.range(1, sides.size())
                    .mapToObj(i ->
                            add(sides.get(i), forks.get(0), forks.get(i).inRound(number, seconds / sides.size())))
                    .toList();
        } catch (Lockstep.BrokenGroupException e) {
            return IntStream.range(1, sides.size())
                    .filter(i -> e.mayBe(i) || e.mayBe(0))
                    .mapToObj(i -> discard(sides.get(i), e, e.side().equals(OptionalInt.of(i)) ? e.failed() : null))
                    .toList();
        }
    }

    private Finished add(int side, Fork base, Fork head) {
        int row = side - 1;
        Pair pair = new Pair(base.condensed(), head.condensed());
        rows[row] = rows[row].with(pair);
        unseen[row] = true;
        return new Finished(firstRow + row, pair, null, head);
    }

    private Finished discard(int side, Lockstep.BrokenGroupException broken, @Nullable Fork failed) {
        int row = side - 1;
        String why = broken.getMessage();
        rows[row] = rows[row].withDiscarded(why);
        if (broken.ranOutOfTime()) {
            rows[row] = rows[row].decided(Verdict.INCONCLUSIVE, why);
            decided[row] = true;
        } else if (broken.wasSkipped() || rows[row].discarded().size() >= DISCARDED) {
            rows[row] = rows[row].decided(broken.wasSkipped() ? Verdict.NOT_COMPARABLE : Verdict.FAILED, why);
            decided[row] = true;
        }
        return new Finished(firstRow + row, null, why, failed);
    }

    /**
     * Decides what can be decided of the rows that got a pair since the last look.
     *
     * @param moderation what all rows of the report say, after as many rounds
     */
    void look(Moderation moderation) {
        for (int side : openSides()) {
            ComparisonRow row = rows[side - 1];
            if (unseen[side - 1]) {
                Evidence evidence = moderation.of(RowState.of(row));
                test.look(evidence, row.margin())
                        // Pairs that are enough for the time may be too few for a cost.
                        .filter(verdict -> !CostChange.needsMorePairs(
                                row, group.sides().get(side).subject().jar().suite(), test))
                        .ifPresent(verdict -> decide(side, verdict, evidence));
                unseen[side - 1] = false;
            }
        }
    }

    private void decide(int side, Verdict verdict, Evidence evidence) {
        rows[side - 1] = rows[side - 1].decided(verdict, test.reach(evidence, verdict));
        decided[side - 1] = true;
    }

    /** Gives up what is still open, for there is no time left. */
    void close(Moderation moderation) {
        for (int side : openSides()) {
            ComparisonRow row = rows[side - 1];
            Evidence evidence = moderation.of(RowState.of(row));
            decide(side, SequentialTest.last(evidence, row.margin()), evidence);
        }
    }

    /** Leaves what is still open, for somebody wants an end. */
    void stop(Moderation moderation) {
        openSides().forEach(side -> decide(side, Verdict.STOPPED, moderation.of(RowState.of(rows[side - 1]))));
    }
}
