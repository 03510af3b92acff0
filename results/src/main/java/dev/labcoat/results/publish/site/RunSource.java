package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the runs that a site shows; from several threads at once. */
@FunctionalInterface
public interface RunSource {

    /**
     * Reads one.
     *
     * @throws IOException if the file cannot be read
     * @throws dev.labcoat.results.history.BadInputException if it is no run
     */
    Run read(Path file) throws IOException;
}
