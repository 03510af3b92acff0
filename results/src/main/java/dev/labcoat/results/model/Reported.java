package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What JMH itself said of a cell in a result file that was made elsewhere. It is kept as it stands there: JMH pools all iterations of
 * all forks, which is another way of counting than ours, and not always one that its raw data allow to repeat.
 *
 * @param score the score
 * @param metrics the secondary results by name
 * @param settings how JMH measured, as the file says it: {@link JmhSetting}, and {@code jvm}, the JVM's path; in older records none
 */
public record Reported(
        Summary score,
        SortedMap<String, Summary> metrics,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> settings) {

    public Reported {
        Check.present(score, "a reported score");
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(Check.whole(metrics, "reported metrics")));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(Check.whole(orNone(settings), "reported settings")));
    }

    /** Of a source that says nothing of how it measured. */
    public Reported(Summary score, SortedMap<String, Summary> metrics) {
        this(score, metrics, Collections.emptySortedMap());
    }

    private static SortedMap<String, String> orNone(@Nullable SortedMap<String, String> settings) {
        return settings == null ? Collections.emptySortedMap() : settings;
    }

    /** A setting that is a whole number; 0 where it is none, or not known. */
    public int number(JmhSetting setting) {
        String value = settings.getOrDefault(setting.written(), "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
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
