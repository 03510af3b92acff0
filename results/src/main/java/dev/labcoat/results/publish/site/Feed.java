package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Revision;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Regressions and their end, as an Atom feed (RFC 4287), the newest first: an entry for each row and slowdown that was confirmed, and
 * one more when a later commit has made up for it or somebody has accepted it.
 */
final class Feed {

    private static final int MOST_ENTRIES = 100;

    private Feed() {}

    /**
     * An entry.
     *
     * @param title in a line
     * @param id the same each time
     * @param updated when the commit was made that did it
     * @param address of the chart with the evidence; of the first page where no run has the row
     * @param summary what is known of it, and where
     */
    public record Entry(String title, String id, String updated, String address, String summary) {

        static Entry of(Change slowdown, MachineNights nights, Charts charts) {
            return of(
                    slowdown,
                    nights,
                    charts,
                    "",
                    words(slowdown),
                    slowdown.span().after(),
                    slowdown.known());
        }

        /** Of the end of a slowdown; empty where it goes on. */
        static Optional<Entry> ofEnd(Change slowdown, MachineNights nights, Charts charts) {
            String made = "what made it " + words(slowdown);
            if (!slowdown.lasting()) {
                return madeUpForBy(slowdown, nights)
                        .map(better -> of(
                                slowdown,
                                nights,
                                charts,
                                "made up for",
                                words(better),
                                better.span().after(),
                                "makes up for " + made));
            }
            return slowdown.accepted()
                    ? Optional.of(of(
                            slowdown,
                            nights,
                            charts,
                            "accepted",
                            words(slowdown),
                            slowdown.span().after(),
                            "known and wanted: " + made))
                    : Optional.empty();
        }

        /**
         * Of what is to be told of a slowdown.
         *
         * @param end how it ended; empty for its beginning
         * @param change what changed, in words
         * @param by the commit that did it
         */
        private static Entry of(
                Change slowdown,
                MachineNights nights,
                Charts charts,
                String end,
                String change,
                Revision by,
                String summary) {
            String chart = charts.of(slowdown.cell());
            return new Entry(
                    name(slowdown) + ": " + (end.isEmpty() ? "" : end + ", ") + change,
                    uuid(nights.machine().key() + "\n" + slowdown.cell() + "\n"
                            // Not the commit that a search has found since: it stays one entry.
                            + slowdown.span().after().commit() + (end.isEmpty() ? "" : "\n" + end)),
                    by.committedAt().toString(),
                    chart.isEmpty() ? "index.html#regressions" : chart,
                    summary + ", on " + nights.machine().title());
        }

        /** By how much a row changed, and with which commit. */
        private static String words(Change change) {
            return Speed.of(Math.log1p(change.growth())) + " " + change.when();
        }

        private static String name(Change change) {
            RowNames names = RowNames.of(List.of(change.cell()));
            return (names.benchmark(change.cell()) + " " + names.setting(change.cell())).strip();
        }

        /** The next change of the row for the better. */
        private static Optional<Change> madeUpForBy(Change slowdown, MachineNights nights) {
            return nights.changes().stream()
                    .filter(other -> other.cell().equals(slowdown.cell()) && other.growth() < 0)
                    .filter(other -> other.point().index() > slowdown.point().index())
                    .min(Comparator.comparingInt(other -> other.point().index()));
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
                .flatMap(nights -> entries(
                        nights,
                        Objects.requireNonNull(charts.get(nights.machine().key()))))
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

    /** Those of what a comparison of commits has shown to be slower. */
    private static Stream<Entry> entries(MachineNights nights, Charts charts) {
        return nights.changes().stream()
                .filter(Change::isConfirmedSlowdown)
                .flatMap(slowdown -> Stream.concat(
                        Stream.of(Entry.of(slowdown, nights, charts)), Entry.ofEnd(slowdown, nights, charts).stream()));
    }

    private static String uuid(String identity) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
