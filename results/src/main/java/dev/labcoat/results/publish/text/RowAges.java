package dev.labcoat.results.publish.text;

import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.history.CommitResults.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** When the rows were measured that are of other runs than the one that measured last. In UTC, as far as it tells them apart. */
final class RowAges {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final CommitResults results;
    private final DateTimeFormatter format;

    RowAges(CommitResults results) {
        this.results = results;
        String today = DAY.format(results.latest().measuredAt());
        boolean sameDay = results.rows().stream()
                .flatMap(row -> ofOtherRun(row).stream())
                .anyMatch(time -> DAY.format(time).equals(today));
        this.format = sameDay ? MINUTE : DAY;
    }

    /** When a row was measured; empty where that was in the latest run, or not at all. */
    Optional<String> of(Row row) {
        return ofOtherRun(row).map(format::format);
    }

    private Optional<Instant> ofOtherRun(Row row) {
        return row.run().id().equals(results.latest().id()) ? Optional.empty() : row.measuredAt();
    }

    /** What a time, and none, means. */
    String meaning() {
        return "rows with a time, in UTC, are of other runs of this commit; those without are of run "
                + results.latest().id() + ", which was measured last, "
                + format.format(results.latest().measuredAt())
                + ".";
    }
}
