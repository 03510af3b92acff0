package dev.labcoat.results.publish.site;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Five hundred benchmarks in twelve layers on three machines, of which the newest commit made every third one slower. */
final class LargeSuite {

    static final int BENCHMARKS = 500;

    /** Name of the track's folder. */
    static final String TRACK = Track.name(run(0));

    static final List<String> MACHINES = List.of("large-1", "large-2", "large-3");

    private static final int LAYERS = 12;
    private static final int COMMITS = 9;
    private static final int ROUNDS = 3;

    private LargeSuite() {}

    /** Writes the runs into a history. */
    static void write(Path history) throws IOException {
        for (String machine : MACHINES) {
            Path folder = Files.createDirectories(history.resolve(machine));
            for (int commit = 0; commit < COMMITS; commit++) {
                Files.write(folder.resolve("%02d.json".formatted(commit)), Json.COMPACT.writeValueAsBytes(run(commit)));
            }
        }
    }

    private static Run run(int commit) {
        List<Cell> cells = new ArrayList<>();
        for (int benchmark = 0; benchmark < BENCHMARKS; benchmark++) {
            cells.add(cell(benchmark, "BASELINE", commit, 1_000));
            cells.add(cell(benchmark, "NEW", commit, 4_000));
        }
        return Samples.run("r" + commit, Nights.commit(commit), 86_400L * commit, suite(), cells.toArray(new Cell[0]));
    }

    private static Cell cell(int benchmark, String way, int commit, double level) {
        CellId id = Samples.id(className(benchmark) + ".serve", "thrpt", 1, "fileSizeBytes", "1024", "way", way);
        boolean slower = commit == COMMITS - 1 && benchmark % 3 == 0;
        List<Fork> forks = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            forks.add(Samples.fork(level * (slower ? 0.7 : 1) + commit % 3 + round, "ops/s")
                    .inRound(round, 1));
        }
        return new Cell(id, "v", forks);
    }

    private static String className(int benchmark) {
        return "demo.layer%d.StaticFilesOfAWebSite%03dBenchmark".formatted(benchmark % LAYERS, benchmark);
    }

    private static Suite suite() {
        List<Suite.Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            List<Suite.Question> questions = new ArrayList<>();
            for (int benchmark = layer; benchmark < BENCHMARKS; benchmark += LAYERS) {
                questions.add(new Suite.Question(
                        className(benchmark),
                        "what does serving file number " + benchmark + " cost?",
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        List.of("way"),
                        null,
                        null,
                        null));
            }
            layers.add(new Suite.Layer(
                    "layer-" + layer, "Files, served in the way number " + layer + ".", null, null, null, questions));
        }
        return new Suite("1", List.of(), List.of(), Map.of(), layers);
    }
}
