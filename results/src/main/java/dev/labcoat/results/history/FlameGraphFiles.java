package dev.labcoat.results.history;

import dev.labcoat.results.model.FlameGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
}
