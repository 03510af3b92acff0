package dev.labcoat.results.publish.site;

import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.publish.text.Template;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What got slower and has stayed so, as an Atom feed (RFC 4287): an entry for each row and change, the newest first. */
final class Feed {

    private static final int MOST_ENTRIES = 100;

    private Feed() {}

    /**
     * An entry.
     *
     * @param title in a line
     * @param id the same each time
     * @param updated when the commit was made
     * @param address of the chart with the evidence; of the first page where no run has the row
     * @param summary what is known of it, and where
     */
    public record Entry(String title, String id, String updated, String address, String summary) {

        static Entry of(Change change, MachineNights nights, Charts charts) {
            String chart = charts.of(change.cell());
            RowNames names = RowNames.of(List.of(change.cell()));
            return new Entry(
                    (names.benchmark(change.cell()) + " " + names.setting(change.cell())).strip() + ": "
                            + Speed.of(Math.log1p(change.growth())) + " " + change.when(),
                    uuid(nights.machine().key() + "\n" + change.cell() + "\n"
                            // Not the commit that a search has found since: it stays one entry.
                            + change.span().after().commit()),
                    change.span().after().committedAt().toString(),
                    chart.isEmpty() ? "index.html#regressions" : chart,
                    change.known() + ", on " + nights.machine().title());
        }
    }

    /**
     * The feed.
     *
     * @param charts of each machine by its key
     * @throws IOException if the template is missing from the jar
     */
    static String xml(String project, List<MachineNights> machines, Map<String, Charts> charts) throws IOException {
        List<Entry> entries = machines.stream()
                .flatMap(nights -> nights.slowdowns().stream()
                        .map(change -> Entry.of(
                                change,
                                nights,
                                Objects.requireNonNull(
                                        charts.get(nights.machine().key())))))
                .sorted(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id))
                .limit(MOST_ENTRIES)
                .toList();
        Instant updated = machines.stream()
                .map(nights -> nights.newest().committedAt())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return Template.html(
                "site/feed.ftlx",
                Map.of("project", project, "id", uuid(project), "updated", updated.toString(), "entries", entries));
    }

    private static String uuid(String identity) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
