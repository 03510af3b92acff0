package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.publish.text.RowNames;
import java.util.List;

/**
 * The charts of a machine.
 *
 * @param machine its key
 * @param tracks its runs
 */
record Charts(String machine, List<Track.State> tracks) {

    Charts {
        tracks = List.copyOf(tracks);
    }

    /** The address of a row's chart, with its nights; empty when no run has it. */
    String of(CellId cell) {
        return tracks.stream()
                .flatMap(track -> track.lines().stream()
                        .filter(line -> line.id().equals(cell))
                        .map(line -> Section.address(
                                machine + "/" + track.name(),
                                line,
                                RowNames.of(track.lines().stream().map(Line::id).toList()))))
                .findFirst()
                .map(address -> address + "&open=anchor")
                .orElse("");
    }
}
