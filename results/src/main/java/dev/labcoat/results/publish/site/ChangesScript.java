package dev.labcoat.results.publish.site;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.trend.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data of the site: where the rows of a machine changed, by the names of their charts. More nights may move a change, so it is
 * written anew each time.
 */
final class ChangesScript {

    private ChangesScript() {}

    /**
     * What a chart knows of a change.
     *
     * @param setting which of its lines
     * @param before label of the last one measured before it; empty when the next one did it
     * @param commit the first one measured after it
     * @param label that commit, shortened
     * @param subject the first line of its message
     * @param committedAt when it was committed
     * @param change by how much
     * @param known what else is known of it
     */
    record Mark(
            Catalog.Setting setting,
            String before,
            String commit,
            String label,
            String subject,
            String committedAt,
            String change,
            String known) {

        static Mark of(Change change) {
            return new Mark(
                    Catalog.Setting.of(change.cell(), RowNames.of(List.of(change.cell()))),
                    change.isOfOneCommit() ? "" : change.before().label(),
                    change.since().commit(),
                    change.since().label(),
                    change.since().subject(),
                    change.since().committedAt().toString(),
                    Speed.of(Math.log1p(change.growth())),
                    change.known());
        }
    }

    /** Writes the changes of a machine into its folder. */
    static void write(Path folder, List<Change> changes) throws IOException {
        Map<String, List<Mark>> marks = new LinkedHashMap<>();
        changes.forEach(change -> marks.computeIfAbsent(Line.chartOf(change.cell()), chart -> new ArrayList<>())
                .add(Mark.of(change)));
        DurableFile.write(
                folder.resolve("changes.js"), ScriptLog.call("changes", Json.COMPACT.writeValueAsString(marks)));
    }
}
