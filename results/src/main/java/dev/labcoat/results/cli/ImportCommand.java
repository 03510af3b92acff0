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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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

    /** A commit's id, or the beginning of one: a name such as v1 may be a tag here and another project's there. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    @Parameters(paramLabel = "FILE.json", description = "What JMH wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--commit",
            paramLabel = "NAME",
            description = "The commit it was measured at; default: the file's hash.")
    private @Nullable String commit;

    @Option(
            names = "--commit-date",
            paramLabel = "TIME",
            description = "When it was committed, such as 2026-03-04T05:06:07Z; default: as git knows, or else now.")
    private @Nullable OffsetDateTime commitDate;

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
        Instant now = Instant.now();
        String name = commit == null ? "imported-" + hash.substring(0, 8) : commit;
        List<CellId> rows = JmhResultFile.rows(entries);
        Run run = new Run(
                Run.SCHEMA_VERSION,
                Recording.id(store, now, name),
                revision(name, now),
                now,
                0,
                PRESET,
                PRESET,
                hash,
                Suite.NONE,
                // A result file says nothing of its machine, so it is only held against results of a machine of that
                // name.
                new Machine(machine == null ? name : machine, 0, 0, "unknown", "unknown", ""),
                // The JDK is said of each row.
                new Environment("unknown", "unknown", "", "unknown", -1, -1, 0),
                cells(entries, rows));
        store.add(run);
        out.println("Imported " + Counted.of(entries.size(), "result") + " as run " + run.id()
                + ". To see them: ./run-bench.sh table " + run.id());
        rows.stream()
                .filter(row -> row.launch() != null && row.launch().others().containsKey("entry"))
                .forEach(row -> out.println("Warning: " + file + " has more than one entry of " + row
                        + " and says nothing that tells them apart: they are numbered, and not put together."));
        return Labcoat.DONE;
    }

    private static List<Cell> cells(List<JmhResultFile.Entry> entries, List<CellId> rows) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Cell cell = Cell.planned(rows.get(i), PRESET);
            for (Fork fork : entries.get(i).forks()) {
                cell = cell.with(fork);
            }
            cells.add(cell);
        }
        return cells;
    }

    /** As git knows the commit; what it does not know is as new as its import, never as old as a file that was copied. */
    private Revision revision(String name, Instant now) {
        Instant committed = commitDate == null ? now : commitDate.toInstant();
        Revision imported = new Revision(name, committed, "imported from " + file.getFileName(), null, null, null);
        if (commitDate != null || !COMMIT.matcher(name).matches()) {
            return imported;
        }
        try {
            return Where.git().commit(name);
        } catch (BadInputException e) {
            // A commit of another repository.
            return imported;
        }
    }
}
