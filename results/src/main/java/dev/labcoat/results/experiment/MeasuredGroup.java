package dev.labcoat.results.experiment;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One group of forks that is run again and again until each of its rows is decided. Its rows may have pairs of an earlier time. */
final class MeasuredGroup {

    /** After this many void pairs a row is given up. */
    private static final int DISCARDED = 2;

    private final Group group;
    private final int firstRow;
    private final List<MeasuredRow> rows;

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
        this.firstRow = firstRow;
        this.rows = IntStream.range(0, rows.size())
                .mapToObj(row -> new MeasuredRow(
                        rows.get(row),
                        test,
                        group.sides().get(row + 1).subject().jar().suite()))
                .toList();
        this.attempts = rows.stream()
                .mapToInt(known -> known.pairs().size() + known.discarded().size())
                .max()
                .orElse(0);
    }

    /** Rounds that were begun. */
    int attempts() {
        return attempts;
    }

    /**
     * What came of a round.
     *
     * @param base the whole fork of the baseline, good or failed; null where the fault lies with others
     * @param rows that took part
     */
    record Finished(@Nullable Fork base, List<FinishedRow> rows) {}

    /**
     * What came of a row.
     *
     * @param row its place in the comparison
     * @param fork the whole fork of the variant, good or failed; null where the fault lies with others
     * @param discarded why its pair is void; null if it is not
     */
    record FinishedRow(
            int row, @Nullable Fork fork, @Nullable String discarded) {}

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

    /** The place of its first row in the comparison. */
    int firstRow() {
        return firstRow;
    }

    List<ComparisonRow> rows() {
        return rows.stream().map(MeasuredRow::row).toList();
    }

    /** Seconds that a round takes, should nothing go wrong; empty before the first that did not. */
    OptionalDouble secondsOfRound() {
        return good == 0 ? OptionalDouble.empty() : OptionalDouble.of(goodSeconds / good);
    }

    /** How many more rounds the row that needs the most will likely take. */
    int likelyRounds(ReportNoise noise) {
        return open().mapToInt(row -> row.likelyPairs(noise)).max().orElse(0);
    }

    private Stream<MeasuredRow> open() {
        return rows.stream().filter(MeasuredRow::isOpen);
    }

    private List<Integer> openSides() {
        return IntStream.rangeClosed(1, rows.size())
                .filter(side -> rows.get(side - 1).isOpen())
                .boxed()
                .toList();
    }

    /**
     * Runs one fork of the baseline and one of each variant that is not decided yet. Who begins alternates from pair to pair.
     *
     * @param number of the round, for its files
     * @param seed says who begins the first round
     * @return what came of it
     */
    Finished round(Rounds rounds, int number, long seed) throws IOException, InterruptedException {
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
            Fork base = forks.get(0).ofRound(number);
            return new Finished(
                    base,
                    IntStream.range(1, sides.size())
                            .mapToObj(i ->
                                    add(sides.get(i), base, forks.get(i).inRound(number, seconds / sides.size())))
                            .toList());
        } catch (Lockstep.BrokenGroupException e) {
            return new Finished(
                    e.side().equals(OptionalInt.of(0)) ? e.failed() : null,
                    IntStream.range(1, sides.size())
                            .filter(i -> e.mayBe(i) || e.mayBe(0))
                            .mapToObj(i ->
                                    discard(sides.get(i), e, e.side().equals(OptionalInt.of(i)) ? e.failed() : null))
                            .toList());
        }
    }

    private FinishedRow add(int side, Fork base, Fork head) {
        Pair pair = new Pair(base.condensed(), head.condensed());
        rows.get(side - 1).add(pair);
        return new FinishedRow(firstRow + side - 1, head, null);
    }

    private FinishedRow discard(int side, Lockstep.BrokenGroupException broken, @Nullable Fork failed) {
        MeasuredRow row = rows.get(side - 1);
        String why = broken.getMessage();
        row.discard(why);
        if (broken.ranOutOfTime()) {
            row.end(Verdict.INCONCLUSIVE, why);
        } else if (broken.wasSkipped() || row.row().discarded().size() >= DISCARDED) {
            row.end(broken.wasSkipped() ? Verdict.NOT_COMPARABLE : Verdict.FAILED, why);
        }
        return new FinishedRow(firstRow + side - 1, failed, why);
    }

    /**
     * Decides what can be decided of the rows that got a pair since the last look.
     *
     * @param noise what all rows of the report say, after as many rounds
     */
    void look(ReportNoise noise) {
        open().forEach(row -> row.look(noise));
    }

    /** Gives up what is still open, for there is no time left. */
    void close(ReportNoise noise) {
        rows.forEach(row -> row.close(noise));
    }

    /** Leaves what is still open, for somebody wants an end. */
    void stop(ReportNoise noise) {
        rows.forEach(row -> row.stop(noise));
    }
}
