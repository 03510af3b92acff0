package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.CanaryBenchmark;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a night compares to check itself: it is known what is to be found. */
final class SelfChecking {

    /** So many rows are compared with themselves, other ones each night. */
    static final int SAME_ROWS = 3;

    /** How much slower the canary is. */
    private static final int CANARY_PERCENT = 5;

    private SelfChecking() {}

    /**
     * Some rows of a commit beside themselves.
     *
     * @param cells to choose from
     */
    static List<Plan.Choice> same(Revision commit, JmhJar jar, Collection<CellId> cells, Random random) {
        List<CellId> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, random);
        Map<CellId, CellId> chosen = shuffled.stream()
                .limit(SAME_ROWS)
                .collect(Collectors.toMap(
                        Function.identity(), Function.identity(), (one, same) -> one, LinkedHashMap::new));
        return List.of(
                Sides.side(commit.label(), commit, jar, chosen),
                Sides.side(commit.label() + " again", commit, jar, chosen));
    }

    /**
     * The canary of this program beside the same one without its slowdown.
     *
     * @param commit that the night measures
     * @return empty where the program does not run from its jar
     */
    static Optional<List<Plan.Choice>> canary(Revision commit) throws IOException {
        Optional<Path> own = ownJar();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        JmhJar jar = JmhJar.open(own.get());
        return Optional.of(List.of(
                Sides.side("canary as it is", commit, jar, canary(jar, 0)),
                Sides.side("canary " + CANARY_PERCENT + " % slower", commit, jar, canary(jar, CANARY_PERCENT))));
    }

    private static Map<CellId, CellId> canary(JmhJar jar, int slowerPercent) {
        return jar.benchmarks().stream()
                .filter(benchmark -> benchmark.className().equals(CanaryBenchmark.class.getName()))
                .collect(Collectors.toMap(
                        benchmark -> cell(benchmark, Map.of()),
                        benchmark -> cell(benchmark, Map.of(CanaryBenchmark.PARAM, Integer.toString(slowerPercent)))));
    }

    private static CellId cell(JmhJar.Benchmark benchmark, Map<String, String> params) {
        return new CellId(benchmark.name(), new TreeMap<>(params), benchmark.mode(), benchmark.threads());
    }

    private static Optional<Path> ownJar() {
        try {
            Path path = Path.of(CanaryBenchmark.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Optional.of(path).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
