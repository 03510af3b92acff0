package dev.labcoat.results.cli;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.JmhResultFile;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.load.LoadFormat;
import dev.labcoat.results.load.LoadFormats;
import dev.labcoat.results.load.StackRoutes;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Production;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.StackRequest;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Contradictions;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in results that were made elsewhere: of JMH, of load generators, and of servers. */
@Command(
        name = "import",
        description = {
            "Records results that were made elsewhere, all of them as one run: JMH result files (-rf json), what wrk, wrk2 and"
                    + " h2load print, k6's --summary-export, Hyperfoil's all.json, access logs (combined or JSON lines), and"
                    + " histograms in Prometheus' text format.",
            "What a file is, is seen from what is in it; rows of other tools bear the tool's name.",
            "Where a file cannot be read the others are taken, and the exit status is 2."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    static final String PRESET = "imported";

    /** A commit's id, or the beginning of one: a name such as v1 may be a tag here and another project's there. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What JMH or another tool wrote.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--commit",
            paramLabel = "NAME",
            description = "The commit it was measured at; default: the files' hash.")
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
                    "The machine it was measured on; imports of one name are compared with each other; default: none other.")
    private @Nullable String machine;

    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description =
                    "Say which route of an access log or of histograms is what this stack file requests, or one that is shipped,"
                            + " by its name: table and site show it beside the bench's rows of the file. Nothing of it is run;"
                            + " may be repeated.")
    private List<String> stacks = new ArrayList<>();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    /** An entry, and the file that it is from. */
    private record Found(Path file, JmhResultFile.Entry entry) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = output.out();
        List<Found> found = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Sha256 allFiles = new Sha256();
        boolean allRead = true;
        for (Path file : files) {
            allRead &= read(file, allFiles, found, leftOut);
        }
        if (found.isEmpty()) {
            throw new BadInputException(leftOut.stream().map(Visible::text).collect(Collectors.joining("\n")));
        }
        Requested requested = requested(found);
        // With other stacks, or where a stack file was edited since, the same files may be imported again.
        requested.versions().forEach((name, version) -> allFiles.add(name + "\n" + version + "\n"));
        requested.names().forEach(name -> allFiles.add(name + "\n"));
        try (FolderLock lock = where.lockToAdd("import")) {
            add(requested.named(found), requested.versions(), leftOut, allFiles.hex(), out);
            requested
                    .routes()
                    .without()
                    .forEach(stack -> out.println("Of " + stack.name() + " there is no row: no route is "
                            + stack.method() + " " + Visible.text(stack.path())));
            // A file that is missing may be half of the results: what goes on with them is to know.
            return allRead ? Labcoat.DONE : Labcoat.BAD_INPUT;
        }
    }

    /** What stack files say is requested. */
    private record Requested(StackRoutes routes, Set<String> names, Map<String, String> versions) {

        List<Found> named(List<Found> found) {
            return found.stream()
                    .map(one -> new Found(one.file(), named(one.entry())))
                    .toList();
        }

        private JmhResultFile.Entry named(JmhResultFile.Entry entry) {
            return new JmhResultFile.Entry(
                    routes.named(entry.id()), entry.launch(), entry.details(), entry.forks(), entry.reported());
        }
    }

    private Requested requested(List<Found> found) throws IOException {
        List<CellId> rows = found.stream().map(one -> one.entry().id()).toList();
        if (stacks.isEmpty()) {
            return new Requested(new StackRoutes(List.of(), rows), Set.of(), Map.of());
        }
        if (rows.stream().noneMatch(Production::isOne)) {
            throw new BadInputException(
                    "--stack is for access logs and for Prometheus' histograms, and none of the files is"
                            + " one: leave it out");
        }
        StackProgram program = new StackProgram(JmhJar.open(Where.ownJar()), Jvm.current(), List.of());
        Map<String, StackRequest> requests = new LinkedHashMap<>();
        Map<String, String> versions = new TreeMap<>();
        for (String stack : stacks) {
            StackRequest request = program.request(stack);
            if (requests.put(request.name(), request) != null) {
                throw new BadInputException("two stacks are called " + request.name()
                        + ", by which their rows are told apart:" + " import them one after the other");
            }
            versions.putAll(program.describe(stack, List.of()).versionsByName());
        }
        return new Requested(new StackRoutes(List.copyOf(requests.values()), rows), requests.keySet(), versions);
    }

    private void add(
            List<Found> found, Map<String, String> versions, List<String> leftOut, String hash, PrintWriter out)
            throws IOException {
        ExperimentStore store = where.store();
        Optional<Run> before = store.readAll(out::println).stream()
                .filter(run -> run.preset().equals(PRESET) && run.jar().equals(hash))
                .findFirst();
        if (before.isPresent()) {
            throw new BadInputException(files.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + " was imported before, as run " + before.get().id());
        }
        Instant now = Instant.now();
        String name = commit == null ? "imported-" + hash.substring(0, 8) : commit;
        List<Cell> cells = cells(found);
        Run run = new Run(
                Run.SCHEMA_VERSION,
                Recording.id(store, now, name),
                revision(name, now),
                now,
                0,
                PRESET,
                PRESET,
                hash,
                Suite.NONE.measuring(versions, null),
                // A result file says nothing of its machine, so it is only compared with results of a machine of that
                // name.
                new Machine(machine == null ? name : machine, 0, 0, "unknown", "unknown", ""),
                // The JDK is said of each row.
                new Environment("unknown", "unknown", "", "unknown", -1, -1, 0),
                cells);
        store.add(Experiment.of(run));
        out.println("Imported " + Counted.of(cells.size(), "result") + " as run " + run.id()
                + ". To see them: "
                + Program.here().line("table " + run.id()));
        leftOut.forEach(one -> out.println("Left out: " + Visible.text(one)));
        for (int i = 0; i < cells.size(); i++) {
            warn(found.get(i).file(), cells.get(i), out);
        }
    }

    /** Returns whether the file could be read at all. */
    private static boolean read(Path file, Sha256 hash, List<Found> found, List<String> leftOut) throws IOException {
        if (Files.notExists(file)) {
            leftOut.add("there is no file " + file);
            return false;
        }
        try {
            hash.add(RegularFile.bytes(file));
            String text = RegularFile.foreignText(file);
            Optional<LoadFormat> format = LoadFormats.of(text);
            JmhResultFile.Contents contents =
                    format.isEmpty() ? JmhResultFile.read(file, text) : contents(file, text, format.get());
            contents.entries().forEach(entry -> found.add(new Found(file, entry)));
            contents.leftOut().forEach(one -> leftOut.add(file + ": " + one));
            return true;
        } catch (BadInputException e) {
            leftOut.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** What is no result of JMH has no JVM; its class is the name of the tool. */
    private static JmhResultFile.Contents contents(Path file, String text, LoadFormat format) {
        try {
            Launch unknown = new Launch("", "", "", List.of(), new TreeMap<>());
            LoadFormat.Content content = format.read(text);
            List<JmhResultFile.Entry> entries = content.rows().stream()
                    .map(row ->
                            new JmhResultFile.Entry(row.id(), unknown, Map.of(), List.of(row.fork()), row.reported()))
                    .toList();
            return new JmhResultFile.Contents(entries, content.leftOut());
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    private static void warn(Path file, Cell cell, PrintWriter out) {
        CellId row = cell.id();
        if (row.launch() != null && row.launch().others().containsKey("entry")) {
            out.println("Warning: " + file + " has more than one entry of " + row
                    + " and says nothing that tells them apart: they are numbered, and not put together.");
        }
        Contradictions.of(cell).forEach(said -> out.println("Warning: " + file + ": " + row + ": " + said));
    }

    private static List<Cell> cells(List<Found> found) {
        List<JmhResultFile.Entry> entries = found.stream().map(Found::entry).toList();
        List<CellId> rows = JmhResultFile.rows(entries);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            cells.add(new Cell(
                    rows.get(i), PRESET, entries.get(i).forks(), entries.get(i).reported(), null));
        }
        return cells;
    }

    private String names() {
        Path first = files.get(0);
        return files.size() == 1
                ? String.valueOf(first.getFileName())
                : first.getFileName() + " and " + Counted.of(files.size() - 1, "other file");
    }

    /** As git knows the commit; what it does not know is as new as its import, never as old as a file that was copied. */
    private Revision revision(String name, Instant now) {
        Instant committed = commitDate == null ? now : commitDate.toInstant();
        Revision imported;
        try {
            imported = new Revision(name, committed, "imported from " + names(), null, null, null);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--commit-date " + commitDate + ": " + e.getMessage(), e);
        }
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
