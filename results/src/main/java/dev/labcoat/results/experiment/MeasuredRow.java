package dev.labcoat.results.experiment;

import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Figure;
import dev.labcoat.results.model.JudgedFigure;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.verdict.CostChange;
import dev.labcoat.results.verdict.Evidence;
import dev.labcoat.results.verdict.ReportNoise;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row that gets pairs until its mean and all that is judged beside it are decided, each at a look of its own: what was decided stays so, and
 * rests on the pairs that there were then.
 */
final class MeasuredRow {

    private final SequentialTest test;
    private final Suite suite;
    private final Set<Figure> openFigures;

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
        this.openFigures = row.beside().stream()
                .filter(judged -> judged.verdict().open())
                .map(JudgedFigure::figure)
                .collect(Collectors.toCollection(HashSet::new));
        this.unseen = !row.pairs().isEmpty();
    }

    ComparisonRow row() {
        return row;
    }

    boolean isOpen() {
        return meanOpen || !openFigures.isEmpty();
    }

    void add(Pair pair) {
        row = row.with(pair);
        unseen = true;
        // That is known at once, and somebody may have asked for what is not there.
        List<JudgedFigure> without = row.beside().stream()
                .filter(judged -> openFigures.contains(judged.figure())
                        && row.pairs(judged.figure()).isEmpty())
                .toList();
        without.forEach(judged -> decide(judged, Verdict.NOT_COMPARABLE, Double.NaN));
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
        for (Figure figure : openFigures) {
            row = row.decided(figure, verdict, Double.NaN);
        }
        openFigures.clear();
    }

    /** How many more pairs it will likely take. */
    int likelyPairs(ReportNoise noise) {
        int pairs = row.pairs().size();
        IntStream ofMean =
                meanOpen ? IntStream.of(test.likelyPairs(noise.of(row), row.margin()) - pairs) : IntStream.empty();
        IntStream ofOthers = row.beside().stream()
                .filter(judged -> openFigures.contains(judged.figure()))
                .mapToInt(judged -> test.likelyPairs(noise.of(row, judged), judged.margin()) - pairs);
        return IntStream.concat(ofMean, ofOthers).max().orElse(0);
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
        for (JudgedFigure judged : row.beside()) {
            if (openFigures.contains(judged.figure())) {
                Evidence evidence = noise.of(row, judged);
                look(judged, evidence).ifPresent(verdict -> decide(judged, verdict, test.reach(evidence, verdict)));
            }
        }
    }

    private Optional<Verdict> look(JudgedFigure judged, Evidence evidence) {
        return judged.metric() == null
                ? test.look(evidence, judged.margin())
                : test.lookAtMetric(evidence, judged.margin());
    }

    private void decide(Verdict verdict, Evidence evidence) {
        row = row.decided(verdict, test.reach(evidence, verdict));
        meanOpen = false;
    }

    private void decide(JudgedFigure judged, Verdict verdict, double tested) {
        row = row.decided(judged.figure(), verdict, tested);
        openFigures.remove(judged.figure());
    }

    /** Gives up what is still open, for there is no time left. */
    void close(ReportNoise noise) {
        if (meanOpen) {
            Evidence evidence = noise.of(row);
            decide(SequentialTest.last(evidence, row.margin()), evidence);
        }
        for (JudgedFigure judged : row.beside()) {
            if (openFigures.contains(judged.figure())) {
                Evidence evidence = noise.of(row, judged);
                Verdict verdict = SequentialTest.last(evidence, judged.margin());
                decide(judged, verdict, test.reach(evidence, verdict));
            }
        }
    }

    /** Leaves what is still open, for somebody wants an end. */
    void stop(ReportNoise noise) {
        if (meanOpen) {
            decide(Verdict.STOPPED, noise.of(row));
        }
        for (JudgedFigure judged : row.beside()) {
            if (openFigures.contains(judged.figure())) {
                decide(judged, Verdict.STOPPED, test.reach(noise.of(row, judged), Verdict.STOPPED));
            }
        }
    }
}
