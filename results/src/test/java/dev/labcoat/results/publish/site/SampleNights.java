package dev.labcoat.results.publish.site;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.GrownFrame;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.Trends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twelve nights with runs beside them: commit 8, which no run measured, made a row slower. A ladder is among the rows. */
final class SampleNights {

    /** Of no night. */
    static final Trends NONE = new Trends("", (cell, since) -> false);

    /** Every comparison says that the head is slower; git knows a commit between those of a change. */
    static final ChangeSources SOURCES = new Sources(Map.of());

    /**
     * The same.
     *
     * @param flameGraphs of the comparisons
     */
    record Sources(Map<Integer, Path> flameGraphs) implements ChangeSources {
        @Override
        public Optional<Comparison> comparison(Machine machine, Change.Compared compared) {
            Comparison found = Nights.comparison(SLOWER - 1, SLOWER, 0.05, Verdict.SLOWER, "17.0.15");
            return Optional.of(found.ended(
                    found.rows().stream().map(row -> row.because(CAUSE)).toList(),
                    found.environment(),
                    found.seconds()));
        }

        @Override
        public Map<Integer, Path> flameGraphs(Machine machine, Change.Compared compared) {
            return flameGraphs;
        }

        @Override
        public List<Revision> commits(Change.Step span) {
            return List.of(Nights.commit(SLOWER - 1), span.after());
        }
    }

    /** Of the row that got slower. */
    private static final Cause CAUSE = new Cause(
            "async", 1500, 1500, 0.05, List.of(new GrownFrame("", "demo.Work.extra", "demo.Work.run", 0.05, true)));

    private static final int COMMITS = 12;
    private static final int SLOWER = 8;

    private static final Suite SUITE = new Suite(
            "1",
            List.of(),
            List.of(),
            Map.of(),
            List.of(new Suite.Layer(
                    "stack",
                    "Stack.",
                    true,
                    null,
                    null,
                    List.of(new Suite.Question(
                            "demo.StackBenchmark",
                            "do the gains add up?",
                            null,
                            Map.of(),
                            null,
                            List.of(),
                            List.of(),
                            null,
                            null,
                            new Suite.Ladder("knobs", "OLD", List.of("POOL", "INDEX"), "ALL"))))));

    private SampleNights() {}

    /**
     * What these nights say.
     *
     * @param verdict of the comparison of the commits before and after; empty if there was none
     * @param accepted whether what changed is
     */
    static Trends trends(Optional<Verdict> verdict, boolean accepted) {
        Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> accepted);
        for (int commit = 0; commit < COMMITS; commit++) {
            double noise = 0.001 * (commit % 4 - 1.5);
            trends.add(Nights.night(commit, (commit < SLOWER ? 0 : 0.05) + noise));
        }
        verdict.ifPresent(said -> trends.add(Nights.comparison(SLOWER - 1, SLOWER, 0.05, said, "17.0.15")));
        return trends;
    }

    /** Writes the runs into a history. */
    static void write(Path history) throws IOException {
        Path folder = Files.createDirectories(history.resolve(Samples.MACHINE.key()));
        for (int commit = 0; commit < COMMITS; commit++) {
            if (commit != SLOWER) {
                Files.write(folder.resolve("%02d.json".formatted(commit)), Json.COMPACT.writeValueAsBytes(run(commit)));
            }
        }
    }

    private static Run run(int commit) {
        return Samples.run(
                "r" + commit,
                Nights.commit(commit),
                86_400L * commit,
                SUITE,
                cell(Nights.ROW, "ns/op", 999, 1_001),
                cell(Samples.id("demo.SortBenchmark.sort", "avgt", 1, "words", "1000"), "ns/op", 9_990, 10_010),
                cell(Samples.id("demo.StackBenchmark.control", "thrpt", 1), "ops/s", 999, 1_001),
                rung("OLD", 99.9, 100.1),
                rung("POOL", 199.9, 200.1),
                rung("INDEX", 97, 105),
                rung("ALL", 399, 401));
    }

    private static Cell rung(String knobs, double... scores) {
        return cell(
                Samples.id("demo.StackBenchmark.request", "thrpt", 1, "server", "JETTY", "knobs", knobs),
                "ops/s",
                scores);
    }

    private static Cell cell(CellId id, String unit, double... scores) {
        List<Fork> forks = Arrays.stream(scores)
                .mapToObj(score -> Samples.fork(score, unit))
                .toList();
        return new Cell(id, "v", forks);
    }
}
