package dev.labcoat.results.experiment;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.JudgedQuantile;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Quantile;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.Evidence;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row that gets pairs until its mean and each of its quantiles are decided, each at a look of its own: what was decided stays so, and
 * rests on the pairs that there were then.
 */
final class MeasuredRow {

    private final SequentialTest test;
    private final Suite suite;
    private final Set<Quantile> openQuantiles;

    private ComparisonRow row;
    private boolean meanOpen;

    /** Whether there is a pair that no look has taken in. */
    private boolean unseen;

    /**
     * A row that has no pair yet, or one that goes on.
     *
     * @param suite what the jar says of itself that is held against the baseline
     */
    MeasuredRow(ComparisonRow row, SequentialTest test, Suite suite) {
        this.row = row;
        this.test = test;
        this.suite = suite;
        this.meanOpen = row.verdict().open();
        this.openQuantiles = row.quantiles().stream()
                .filter(judged -> judged.verdict().open())
                .map(JudgedQuantile::quantile)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Quantile.class)));
        this.unseen = !row.pairs().isEmpty();
    }

    ComparisonRow row() {
        return row;
    }

    boolean isOpen() {
        return meanOpen || !openQuantiles.isEmpty();
    }

    void add(Pair pair) {
        row = row.with(pair);
        unseen = true;
    }

    /** Adds a pair that was void. */
    void discard(String why) {
        row = row.withDiscarded(why);
    }

    /** Gives it up for a reason that is not in its pairs; what was decided before stays. */
    void end(Verdict verdict, String why) {
        if (meanOpen) {
            row = row.decided(verdict, why);
            meanOpen = false;
        }
        for (Quantile quantile : openQuantiles) {
            row = row.decided(quantile, verdict, Double.NaN);
        }
        openQuantiles.clear();
    }

    /** How many more pairs it will likely take. */
    int likelyPairs(ReportNoise noise) {
        int pairs = row.pairs().size();
        IntStream ofMean =
                meanOpen ? IntStream.of(test.likelyPairs(noise.of(row), row.margin()) - pairs) : IntStream.empty();
        IntStream ofQuantiles = row.quantiles().stream()
                .filter(judged -> openQuantiles.contains(judged.quantile()))
                .mapToInt(judged -> test.likelyPairs(noise.of(row, judged), judged.margin()) - pairs);
        return IntStream.concat(ofMean, ofQuantiles).max().orElse(0);
    }

    /**
     * Decides what can be decided, if it got a pair since the last look.
     *
     * @param noise what all rows of the report say, after as many rounds
     */
    void look(ReportNoise noise) {
        if (!unseen) {
            return;
        }
        unseen = false;
        if (meanOpen) {
            Evidence evidence = noise.of(row);
            test.look(evidence, row.margin())
                    // Pairs that are enough for the time may be too few for a cost.
                    .filter(verdict -> !CostChange.needsMorePairs(row, suite, test))
                    .ifPresent(verdict -> decide(verdict, evidence));
        }
        for (JudgedQuantile judged : row.quantiles()) {
            if (openQuantiles.contains(judged.quantile())) {
                Evidence evidence = noise.of(row, judged);
                Optional<Verdict> verdict = evidence.pairs() == 0
                        ? Optional.of(Verdict.NOT_COMPARABLE)
                        : test.look(evidence, judged.margin());
                verdict.ifPresent(decision -> decide(judged, decision, evidence));
            }
        }
    }

    private void decide(Verdict verdict, Evidence evidence) {
        row = row.decided(verdict, test.reach(evidence, verdict));
        meanOpen = false;
    }

    private void decide(JudgedQuantile judged, Verdict verdict, Evidence evidence) {
        row = row.decided(judged.quantile(), verdict, test.reach(evidence, verdict));
        openQuantiles.remove(judged.quantile());
    }

    /** Gives up what is still open, for there is no time left. */
    void close(ReportNoise noise) {
        if (meanOpen) {
            Evidence evidence = noise.of(row);
            decide(SequentialTest.last(evidence, row.margin()), evidence);
        }
        for (JudgedQuantile judged : row.quantiles()) {
            if (openQuantiles.contains(judged.quantile())) {
                Evidence evidence = noise.of(row, judged);
                decide(judged, SequentialTest.last(evidence, judged.margin()), evidence);
            }
        }
    }

    /** Leaves what is still open, for somebody wants an end. */
    void stop(ReportNoise noise) {
        if (meanOpen) {
            decide(Verdict.STOPPED, noise.of(row));
        }
        for (JudgedQuantile judged : row.quantiles()) {
            if (openQuantiles.contains(judged.quantile())) {
                decide(judged, Verdict.STOPPED, noise.of(row, judged));
            }
        }
    }
}
