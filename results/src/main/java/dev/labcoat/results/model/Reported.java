package dev.labcoat.results.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What JMH itself said of a cell in a result file that was made elsewhere. It is kept as it stands there: JMH pools all iterations of
 * all forks, which is another way of counting than ours, and not always one that its raw data allow to repeat.
 *
 * @param score the score
 * @param metrics the secondary results by name
 */
public record Reported(Summary score, SortedMap<String, Summary> metrics) {

    public Reported {
        Check.present(score, "a reported score");
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(Check.whole(metrics, "reported metrics")));
    }

    /**
     * What JMH says of a score or a secondary result.
     *
     * @param unit as JMH names it
     * @param score of all iterations of all forks
     * @param error half the width of JMH's 99.9 % interval, with iterations as the unit; NaN where JMH gives none
     * @param confidence both ends of that interval; empty where the file does not say
     * @param percentiles by percent, as JMH writes them: of iterations, and in sample mode of all samples
     */
    public record Summary(
            String unit, double score, double error, List<Double> confidence, Map<String, Double> percentiles) {

        public Summary {
            Check.present(unit, "a reported unit");
            confidence = Check.whole(confidence, "a reported confidence");
            percentiles = Collections.unmodifiableMap(Check.whole(percentiles, "reported percentiles"));
        }
    }
}
