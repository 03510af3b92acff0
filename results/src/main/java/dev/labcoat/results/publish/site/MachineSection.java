package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.trend.MachineNights;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the first page says of a machine.
 *
 * @param key of the machine
 * @param title of the machine
 * @param newest when the newest commit of those that were measured was made
 * @param nights what the nights say; null when there were none
 * @param tracks what its runs say, by preset and jar
 */
public record MachineSection(
        String key, String title, Instant newest, @Nullable NightSection nights, List<Section> tracks) {

    /**
     * What there is to say; empty where nothing of the machine could be read.
     *
     * @param charts of the machine; none when nothing but nights is known
     * @param nights what its nights say; null when there were none
     */
    static Optional<MachineSection> of(Charts charts, @Nullable MachineNights nights, CommitLinks links) {
        List<Track.State> tracks = charts.tracks();
        if (nights == null && tracks.isEmpty()) {
            return Optional.empty();
        }
        String title = Stream.concat(
                        Stream.ofNullable(nights).map(MachineNights::machine),
                        tracks.stream().map(track -> track.newest().machine()))
                .map(Machine::title)
                .findFirst()
                .orElseThrow();
        Instant newest = Stream.concat(
                        Stream.ofNullable(nights).map(MachineNights::newest),
                        tracks.stream().map(track -> track.newest().revision()))
                .map(Revision::committedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(new MachineSection(
                charts.machine(),
                title,
                newest,
                nights == null ? null : NightSection.of(nights, charts::of, links),
                tracks.stream()
                        .sorted(Comparator.comparing((Track.State track) ->
                                        track.newest().revision().committedAt())
                                .reversed())
                        .map(track -> Section.of(charts.machine() + "/" + track.name(), track, links))
                        .toList()));
    }
}
