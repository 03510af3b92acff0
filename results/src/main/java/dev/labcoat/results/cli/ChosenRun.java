package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which of the recorded runs is meant. */
final class ChosenRun {

    @Parameters(
            paramLabel = "COMMIT",
            arity = "0..1",
            description =
                    "A commit as git knows it, the beginning of its id, or a run's id; without it, the run that was measured last.")
    private @Nullable String commit;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = "Of this preset; default: that of the newest run of the commit.")
    private @Nullable Preset preset;

    @Mixin
    private Where where = new Where();

    /**
     * All recorded runs, oldest first.
     *
     * @param err told of what cannot be read
     * @throws BadInputException if there are none
     */
    List<Run> all(PrintWriter err) throws IOException {
        List<Run> all =
                where.store().readAll(unreadable -> err.println(Program.here().said("left out: " + unreadable)));
        if (all.isEmpty()) {
            throw new BadInputException("no runs in " + where.results() + " yet: make one with "
                    + Program.here().start());
        }
        return all;
    }

    /** Where a run of them is recorded. */
    ExperimentFolder folder(Run run) throws IOException {
        return where.store().folder(run.id());
    }

    /**
     * The one of them that is meant.
     *
     * @throws BadInputException if none is
     */
    Run of(List<Run> all) {
        List<Run> ofPreset = all.stream()
                .filter(run -> preset == null || run.preset().equals(preset.toString()))
                .toList();
        return newest(ofPreset, commit).or(() -> newest(ofPreset, resolved())).orElseThrow(this::notFound);
    }

    private static Optional<Run> newest(List<Run> runs, @Nullable String name) {
        return runs.stream()
                .filter(run -> name == null
                        || run.id().equals(name)
                        || run.revision().label().equals(name)
                        || run.revision().commit().startsWith(name))
                // One that was begun before may have been resumed since.
                .reduce((older, newer) -> newer.measuredAt().isBefore(older.measuredAt()) ? older : newer);
    }

    /** The full id of what git calls by the name. */
    private String resolved() {
        if (commit == null) {
            throw notFound();
        }
        try {
            return Where.git().commit(commit).commit();
        } catch (BadInputException e) {
            // What git does not know may still be meant as the name of a run: the answer below is for both.
            throw notFound();
        }
    }

    private BadInputException notFound() {
        return new BadInputException("no run of " + (commit == null ? "any commit" : commit)
                + (preset == null ? "" : " with preset " + preset) + " in " + where.results()
                + ": leave the commit out for the newest run, or measure it with "
                + Program.here().line("run"));
    }
}
