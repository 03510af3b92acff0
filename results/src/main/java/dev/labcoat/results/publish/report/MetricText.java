package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.NamedMetric;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.verdict.Range;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of the metrics that somebody asked for, for people. */
final class MetricText {

    /** Rows of the report that are of a metric. */
    private final List<ComparisonRow> rows;

    private MetricText(List<ComparisonRow> rows) {
        this.rows = rows;
    }

    static MetricText of(Comparison comparison) {
        return new MetricText(comparison.figures().stream()
                .filter(figure -> figure.metric() != null)
                .toList());
    }

    /**
     * By how much more of a metric there is, as natural logarithms of head's through base's.
     *
     * @param row of the metric
     * @param range by how much it is worse
     */
    static Range more(ComparisonRow row, Range range) {
        return row.direction() == Direction.LOWER_IS_BETTER
                ? range
                : new Range(-range.highest(), -range.mean(), -range.lowest());
    }

    /** In the headline, behind what is said of times: {@code " Of 2 metrics 1 got worse, 1 did not change."}; empty without any. */
    String headline() {
        return rows.isEmpty()
                ? ""
                : " Of " + Counted.of(rows.size(), "metric") + " "
                        + Stream.of(Said.values())
                                .filter(said -> count(said) > 0)
                                .map(said -> count(said) + " " + said.words)
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private long count(Said said) {
        return rows.stream().filter(row -> Said.of(row.verdict()) == said).count();
    }

    /** What people must know of each metric, a line each. */
    Stream<String> notes() {
        return rows.stream()
                .filter(row -> !row.pairs().isEmpty())
                .map(row -> {
                    NamedMetric metric = Objects.requireNonNull(row.metric());
                    String unit = row.head().unit();
                    return metric + ": what JMH calls so in each fork, judged like a row of its own; "
                            + metric.better(unit)
                            + (metric.direction() == null ? " (" + unit + ")" : ", as was said") + ".";
                })
                .distinct();
    }

    /** What a headline says of verdicts. */
    private enum Said {
        WORSE("got worse"),
        BETTER("got better"),
        UNCHANGED("did not change"),
        UNDECIDED("undecided"),
        NOT_JUDGED("not comparable");

        private final String words;

        Said(String words) {
            this.words = words;
        }

        static Said of(Verdict verdict) {
            return switch (verdict) {
                case WORSE, SLOWER -> WORSE;
                case BETTER, FASTER -> BETTER;
                case NO_CHANGE -> UNCHANGED;
                case INCONCLUSIVE, NOT_MEASURED, STOPPED, TOO_NOISY -> UNDECIDED;
                case FAILED, NOT_COMPARABLE, NEW, MISSING -> NOT_JUDGED;
            };
        }
    }
}
