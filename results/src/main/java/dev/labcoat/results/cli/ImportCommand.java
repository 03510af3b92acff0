package dev.labcoat.results.cli;

import dev.labcoat.results.history.RunStore;
import dev.labcoat.results.jmh.JmhResultFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in a JMH result file that was made elsewhere. */
@Command(
        name = "import",
        description = "Records a JMH result file (-rf json) that was made elsewhere.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final String PRESET = "imported";

    @Parameters(paramLabel = "FILE.json", description = "What JMH wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--commit",
            paramLabel = "NAME",
            description = "The commit it was measured at; default: the file's hash.")
    private @Nullable String commit;

    @Option(
            names = "--machine",
            paramLabel = "NAME",
            description =
                    "The machine it was measured on; imports of one name are held against each other; default: none other.")
    private @Nullable String machine;

    @Mixin
    private Where where = new Where();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("there is no file " + file);
        }
        List<JmhResultFile.Entry> entries = JmhResultFile.read(file);
        String hash = Sha256.of(Files.readAllBytes(file));
        RunStore store = where.store();
        Optional<Run> before = store.readAll(out::println).stream()
                .filter(run -> run.preset().equals(PRESET) && run.jar().equals(hash))
                .findFirst();
        if (before.isPresent()) {
            throw new BadInputException(
                    file + " was imported before, as run " + before.get().id());
        }
        Instant written = Files.getLastModifiedTime(file).toInstant();
        String name = commit == null ? "imported-" + hash.substring(0, 8) : commit;
        Run run = new Run(
                Run.SCHEMA_VERSION,
                Recording.id(store, Instant.now(), name),
                new Revision(name, written, "imported from " + file.getFileName(), null, null, null),
                written,
                0,
                PRESET,
                PRESET,
                hash,
                Suite.NONE,
                // A result file says nothing of its machine, so it is only held against results of a machine of that
                // name.
                new Machine(machine == null ? name : machine, 0, 0, "unknown", "unknown", ""),
                new Environment(entries.get(0).jdk(), "unknown", "", "unknown", -1, -1, 0),
                List.copyOf(cells(entries).values()));
        store.add(run);
        out.println("Imported " + Counted.of(entries.size(), "result") + " as run " + run.id()
                + ". To see them: ./run-bench.sh table " + run.id());
        return Labcoat.DONE;
    }

    /** Entries of one cell are its forks. */
    private static Map<CellId, Cell> cells(List<JmhResultFile.Entry> entries) {
        Map<CellId, Cell> cells = new LinkedHashMap<>();
        for (JmhResultFile.Entry entry : entries) {
            for (Fork fork : entry.forks()) {
                cells.merge(entry.id(), Cell.planned(entry.id(), PRESET).with(fork), (cell, unused) -> cell.with(fork));
            }
        }
        return cells;
    }
}
