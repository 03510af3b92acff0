package dev.labcoat.results.history;

import dev.labcoat.results.model.FlameGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The flame graphs of a run, each a page in a file that {@link FlameGraph} names. */
public final class FlameGraphFiles {

    private FlameGraphFiles() {}

    /** Where those of a published run are: in a folder beside its file, of the same name without {@code .json}. */
    static Path folder(Path published) {
        return published.resolveSibling(published.getFileName().toString().replaceFirst("\\.json$", ""));
    }

    /**
     * Those of a published run, by the numbers of their rows.
     *
     * @param published the file of the run
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> of(Path published) throws IOException {
        return in(folder(published));
    }

    /** Those in a folder, which need not be there. */
    static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> FlameGraph.of(file.getFileName().toString()).isPresent())
                    .sorted(Comparator.comparingInt((Path file) -> FlameGraph.of(
                                            file.getFileName().toString())
                                    .orElseThrow()
                                    .row())
                            .thenComparing(Path::getFileName))
                    .toList();
        }
    }

    /** Those of differences in a folder, which need not be there, by the numbers of their rows, from 1. */
    static Map<Integer, Path> differences(Path folder) throws IOException {
        Map<Integer, Path> differences = new TreeMap<>();
        for (Path file : in(folder)) {
            FlameGraph.of(file.getFileName().toString())
                    .filter(FlameGraph::isDifference)
                    .ifPresent(graph -> differences.put(graph.row(), file));
        }
        return differences;
    }
}
