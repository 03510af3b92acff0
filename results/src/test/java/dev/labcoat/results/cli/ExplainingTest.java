package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Profiling;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.profile.Profiler;
import dev.labcoat.results.publish.report.ComparisonSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which rows are profiled with what, and what is said where that cannot be. */
class ExplainingTest {

    private static final Cause CAUSE = new Cause("jfr", 10, 10, 0.1, List.of());

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final List<String> tried = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Comparison comparison;

    @BeforeEach
    void record() throws IOException {
        comparison = ComparisonSamples.comparison(
                row("a", 0.9, Verdict.SLOWER), row("b", 1.3, Verdict.FASTER), row("c", 0.5, Verdict.SLOWER));
        new ExperimentStore(folder).create(Experiment.of(comparison));
    }

    private static ComparisonRow row(String method, double asFast, Verdict verdict) {
        return ComparisonSamples.row(Samples.id(method), "ops/s", 100, asFast).decided(verdict, 0.01);
    }

    private Comparison explain(Instant end, Explaining.Attempt attempt) throws IOException {
        Where where = new Where();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("where", CommandLine.Model.CommandSpec.forAnnotatedObject(where)))
                .parseArgs("--results=" + folder);
        Plan none = new Plan(List.of(), List.of(), List.of(), null, List.of());
        return new Explaining(none, Preset.SMOKE, where, new PrintWriter(said, true))
                .explain(comparison, end, (row, profiler) -> {
                    tried.add(row + " " + profiler);
                    return attempt.with(row, profiler);
                });
    }

    @Test
    void slowerRowsAreProfiledTheSlowestFirstWithWhatWorksHere() throws IOException {
        Comparison explained = explain(Instant.MAX, (row, profiler) -> {
            if (profiler == Profiler.ASYNC) {
                throw new BadInputException("async-profiler is not made for Plan 9");
            }
            return new Profiling.Why(CAUSE, Path.of(row + ".html"));
        });

        assertThat(tried).containsExactly("2 async", "2 jfr", "0 jfr");
        assertThat(explained.rows()).extracting(ComparisonRow::cause).containsExactly(CAUSE, null, CAUSE);
        assertThat(new ExperimentStore(folder).folder(comparison.id()).read().ratios())
                .as("on the disk")
                .get()
                .extracting(recorded -> recorded.rows().get(2).cause())
                .isEqualTo(CAUSE);
        assertThat(said.toString()).contains("Finding out why: ", "(1 of 2)", "(2 of 2)", "flame graph: 0.html");
    }

    @Test
    void whereNoProfilerWorksThatIsSaidInALineAndTheVerdictsStay() throws IOException {
        Comparison explained = explain(Instant.MAX, (row, profiler) -> {
            throw new BadInputException(profiler + " is not here");
        });

        assertThat(explained.rows()).isEqualTo(comparison.rows());
        assertThat(said.toString().lines())
                .anySatisfy(line ->
                        assertThat(line).endsWith(": no profile: async: async is not here; jfr: jfr is not here"));
    }

    @Test
    void aDiskThatIsFullCostsNoVerdict() throws IOException {
        Comparison explained = explain(Instant.MAX, (row, profiler) -> {
            throw new FileSystemException("profiles", null, "No space left on device");
        });

        assertThat(explained.rows()).isEqualTo(comparison.rows());
        assertThat(tried).hasSize(1);
        assertThat(said.toString()).contains("Why rows got slower is not looked for: ", "No space left on device");
    }

    @Test
    void whatThereIsNoTimeForIsSaid() throws IOException {
        explain(Instant.EPOCH, (row, profiler) -> new Profiling.Why(CAUSE, Path.of("x")));

        assertThat(tried).isEmpty();
        assertThat(said).hasToString("No time is left to find out why 2 more rows got slower" + System.lineSeparator());
    }

    @Test
    void whoeverStopsItKeepsWhatWasFound() throws IOException {
        Comparison explained = explain(Instant.MAX, (row, profiler) -> {
            if (row == 0) {
                throw new InterruptedException();
            }
            return new Profiling.Why(CAUSE, Path.of("x"));
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(explained.rows()).extracting(ComparisonRow::cause).containsExactly(null, null, CAUSE);
    }
}
