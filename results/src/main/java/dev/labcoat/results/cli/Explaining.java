package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Lockstep;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Profiling;
import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.profile.Profiler;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.verdict.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for what slower rows of a comparison spend more time on.
 *
 * @param plan of the comparison
 * @param preset of it
 * @param where it is recorded
 * @param talk told how it goes
 */
record Explaining(Plan plan, Preset preset, Where where, PrintWriter talk) {

    /**
     * Adds to the record of a comparison what its slower rows spend more time on, those first that got slowest. An interrupt ends it
     * early; rows that cannot be profiled are named, and so is a disk that is full, which costs no verdict.
     *
     * @param end nothing is begun after it
     * @return the comparison with what was found
     * @throws IOException if there is no folder for its record
     */
    Comparison explain(Comparison comparison, Instant end) throws IOException {
        ExperimentFolder folder = where.store().folder(comparison.id());
        Profiling profiling = new Profiling(preset.profiled(), folder.profiles());
        return explain(comparison, end, (row, profiler) -> {
            List<Lockstep.Side> sides = plan.sidesOf(row);
            return profiling.why(sides.get(0), sides.get(1), row + 1, profiler, Duration.between(Instant.now(), end));
        });
    }

    /** Profiles both sides of a row, by its place, with a profiler. */
    interface Attempt {
        Profiling.Why with(int row, Profiler profiler) throws IOException, InterruptedException;
    }

    Comparison explain(Comparison comparison, Instant end, Attempt attempt) throws IOException {
        ExperimentFolder folder = where.store().folder(comparison.id());
        List<Integer> slower = slower(comparison);
        // The first that works on this machine is the first to be tried on the next row.
        List<Profiler> profilers = new ArrayList<>(List.of(Profiler.ASYNC, Profiler.JFR));
        List<ComparisonRow> rows = new ArrayList<>(comparison.rows());
        for (int i = 0; i < slower.size(); i++) {
            if (!Instant.now().isBefore(end)) {
                talk.println(
                        "No time is left to find out why " + Counted.of(slower.size() - i, "more row") + " got slower");
                break;
            }
            int row = slower.get(i);
            talk.println("Finding out why: " + rows.get(row).cell() + " (" + (i + 1) + " of " + slower.size() + ")");
            talk.flush();
            try {
                rows.set(row, rows.get(row).because(cause(attempt, profilers, row)));
                folder.finish(comparison.ended(rows, comparison.environment(), comparison.seconds()));
            } catch (BadInputException e) {
                talk.println(rows.get(row).cell() + ": " + e.getMessage());
            } catch (IOException e) {
                talk.println("Why rows got slower is not looked for: " + FileProblem.words(e));
                break;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return comparison.ended(rows, comparison.environment(), comparison.seconds());
    }

    /** The places of rows that got slower and have no cause yet, the slowest first. */
    private static List<Integer> slower(Comparison comparison) {
        return IntStream.range(0, comparison.rows().size())
                .filter(comparison::has)
                .filter(row -> comparison.rows().get(row).anyVerdict(Verdict.SLOWER::equals))
                .filter(row -> comparison.rows().get(row).cause() == null)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) ->
                                Difference.of(comparison.rows().get(row)).mean())
                        .reversed())
                .toList();
    }

    private Cause cause(Attempt attempt, List<Profiler> profilers, int row) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (Profiler profiler : List.copyOf(profilers)) {
            try {
                Profiling.Why why = attempt.with(row, profiler);
                profilers.remove(profiler);
                profilers.add(0, profiler);
                talk.println("flame graph: " + why.page());
                return why.cause();
            } catch (BadInputException e) {
                problems.add(profiler + ": " + e.getMessage());
            }
        }
        throw new BadInputException("no profile: " + String.join("; ", problems));
    }
}
