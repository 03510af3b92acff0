package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.trend.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the evidence for a change is kept. */
public interface ChangeSources {

    /**
     * A comparison of commits before and after; empty when it is kept no more.
     *
     * @throws IOException if it cannot be read
     */
    Optional<Comparison> comparison(Machine machine, Change.Compared compared) throws IOException;

    /**
     * The flame graphs of that comparison, by the numbers of its rows, from 1.
     *
     * @throws IOException if their folder cannot be read
     */
    Map<Integer, Path> flameGraphs(Machine machine, Change.Compared compared) throws IOException;

    /** The commits that may have done it, the oldest first; empty where git does not know them. */
    List<Revision> commits(Change.Step span);
}
