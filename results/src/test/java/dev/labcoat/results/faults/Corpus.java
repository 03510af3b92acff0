package dev.labcoat.results.faults;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.VersionOneFiles;
import dev.labcoat.results.cli.Said;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;

/**
 * A file of each kind that commands read, with the commands that read it, in a folder of its own. Beside each that may be damaged there
 * is one that stays whole, of another machine, so that nothing of what is said of it depends on the damaged one.
 */
final class Corpus implements AutoCloseable {

    /** The machine of what stays whole. */
    private static final Machine OTHER = new Machine("Other CPU", 2, 4, "amd64", "Linux 6.1", "");

    private static final String LOCK = ".lock";

    private static final String WHOLE = "20260305T000000Z-cccccccc";

    private final Path folder;
    private final String homeBefore;
    private final FileChannel lock;
    private final List<Target> targets = new ArrayList<>();

    /**
     * A file that commands read.
     *
     * @param kind of file
     * @param file where it is, or the jar that it is in
     * @param part its name in the jar; empty where it is a file by itself
     * @param foreign whether others write it, so that a change of a number cannot be told from another number
     * @param commands that read it, in their order; what they make is deleted before the next file is damaged
     * @param whole what must be the same afterwards, whatever happened to the file
     * @param numbers what was read of the file
     */
    record Target(
            String kind,
            Path file,
            String part,
            boolean foreign,
            List<List<String>> commands,
            Reading whole,
            Reading numbers) {

        Target(String kind, Path file, boolean foreign, List<List<String>> commands, Reading whole, Reading numbers) {
            this(kind, file, "", foreign, commands, whole, numbers);
        }

        Target(String kind, Path file, List<List<String>> commands, Reading whole, Reading numbers) {
            this(kind, file, false, commands, whole, numbers);
        }

        /** What it holds while it is whole. */
        byte[] bytes() throws IOException {
            return part.isEmpty() ? Files.readAllBytes(file) : jars().part(part);
        }

        /** Whether something that is no file can be put in its place: a lock is that of its file. */
        boolean mayBeNoFile() {
            return part.isEmpty() && !file.endsWith(LOCK);
        }

        /** Whether this is a log of which the last line is not whole, as that of a killed command: then it is no line. */
        boolean isTorn(byte[] bytes) {
            return file.toString().endsWith(".jsonl") && (bytes.length == 0 || bytes[bytes.length - 1] != '\n');
        }

        /** Puts something else in its place. */
        void put(byte[] bytes) throws IOException {
            if (part.isEmpty()) {
                // A log without a whole line is deleted with its folder.
                Files.createDirectories(file.resolveSibling(""));
                Files.write(file, bytes);
            } else {
                jars().file(part, bytes).write(file);
            }
        }
    }

    /** What a reader sees. */
    interface Reading {

        Reading NONE = () -> "";

        String read() throws IOException;
    }

    /**
     * Writes all files.
     *
     * @param folder an empty one
     */
    Corpus(Path folder) throws IOException {
        this.folder = folder;
        this.homeBefore = System.getProperty(Scene.HOME, "");
        Path home = Files.createDirectories(folder.resolve("home"));
        System.setProperty(Scene.HOME, home.toString());
        Revision anchor = Scene.commit(home, 0);
        Revision head = Scene.commit(home, 1);
        addRuns();
        addPublished(anchor, head);
        addForeign();
        addJars();
        addProject(home, anchor, head);
        this.lock = addLock();
    }

    List<Target> targets() {
        return List.copyOf(targets);
    }

    /** Deletes what commands made of a file, so that the next one begins where this one did. */
    void tidy() throws IOException {
        for (String made : List.of("imported", "again", "published/site", "published/README.md")) {
            FolderTree.delete(folder.resolve(made));
        }
        try (Stream<Path> comparisons = Files.list(folder.resolve("bisected"))) {
            for (Path comparison : comparisons
                    .filter(made -> made.toString().endsWith("comparison"))
                    .toList()) {
                FolderTree.delete(comparison);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        System.setProperty(Scene.HOME, homeBefore);
    }

    private static Run run(String id, Machine machine, Revision revision, List<Cell> cells) {
        return new Run(
                Run.SCHEMA_VERSION,
                id,
                revision,
                Samples.COMMITTED.plusSeconds(90_000),
                42,
                "quick",
                "benchmarks.jar",
                "0123456789abcdef",
                Samples.SUITE,
                machine,
                Samples.ENVIRONMENT,
                cells);
    }

    private static Run whole() {
        return run(
                WHOLE,
                OTHER,
                Samples.revision("c".repeat(40), 80_000),
                Samples.parent().cells());
    }

    private void addRuns() throws IOException {
        Path local = folder.resolve("local");
        ExperimentStore store = new ExperimentStore(local);
        store.create(Experiment.of(whole())).finish(Samples.ENVIRONMENT, 0);
        Path finished = finished(store, Samples.head()).path().resolve("experiment.json");
        Files.delete(finished.resolveSibling("rounds.jsonl"));
        addRun("recorded run", local, Samples.head().id(), finished);
        Run going =
                run("20260306T000000Z-dddddddd", Samples.MACHINE, Samples.revision("d".repeat(40), 85_000), measured());
        ExperimentFolder log = store.create(Experiment.of(going));
        addRun("journal of a run", local, going.id(), log.path().resolve("rounds.jsonl"));
        Run earlier =
                run("20260307T000000Z-eeeeeeee", Samples.MACHINE, Samples.revision("e".repeat(40), 87_000), measured());
        addRun("journal of a run in schema 1", local, earlier.id(), VersionOneFiles.log(local, earlier));

        Comparison night = Nights.comparison(Nights.commit(3), Nights.commit(4), 0.05, Verdict.SLOWER);
        var comparison = store.create(Experiment.of(night));
        Comparison ended = Nights.comparison(Nights.commit(4), Nights.commit(5), 0.05, Verdict.SLOWER);
        Path recorded = store.create(Experiment.of(ended)).path().resolve("experiment.json");
        store.folder(ended.id()).finish(ended);
        Files.delete(recorded.resolveSibling("rounds.jsonl"));
        List<List<String>> compare = List.of(List.of(
                "compare",
                "--jar=" + jar("history.jar"),
                "--vary=size=1,2",
                "--rows=Foreign",
                "--detect=3%",
                "--budget=5s",
                "--results=" + local));
        Reading whole = said("table", WHOLE, "--results=" + local);
        targets.add(new Target(
                "journal of a comparison", comparison.path().resolve("rounds.jsonl"), compare, whole, Reading.NONE));
        targets.add(new Target("recorded comparison", recorded, compare, whole, Reading.NONE));
    }

    /** A project of which a commit is built in no time, and a search in it that has not got far. */
    private void addProject(Path home, Revision good, Revision bad) throws IOException {
        Path said = Files.writeString(
                home.resolve("labcoat.yaml"),
                "build: cp '" + folder.resolve("history.jar") + "' built.jar\njar: built.jar\nresults: kept\n");
        // Nothing that builds: what is damaged is a command.
        targets.add(new Target("labcoat.yaml", said, true, List.of(List.of("table")), Reading.NONE, Reading.NONE));
        Path results = folder.resolve("bisected");
        List<String> bisect = List.of(
                "bisect",
                good.commit(),
                bad.commit(),
                "ForeignBenchmark.put",
                "--preset=smoke",
                "--budget=1s",
                "--results=" + results);
        Outcome.of(bisect);
        try (Stream<Path> logs = Files.list(results.resolve("bisections"))) {
            Path log = logs.findFirst().orElseThrow();
            targets.add(new Target("journal of a bisection", log, List.of(bisect), Reading.NONE, Reading.NONE));
        }
    }

    private static List<Cell> measured() {
        return Samples.head().cells();
    }

    private static ExperimentFolder finished(ExperimentStore store, Run run) throws IOException {
        ExperimentFolder folder = store.create(Experiment.of(run));
        folder.finish(Samples.ENVIRONMENT, 0);
        return folder;
    }

    private void addRun(String kind, Path local, String id, Path file) {
        String results = "--results=" + local;
        List<List<String>> commands = new ArrayList<>();
        for (String format : List.of("text", "markdown", "csv", "json", "jmh", "bmf", "customBiggerIsBetter")) {
            commands.add(List.of("table", id, "--format=" + format, results));
        }
        commands.add(List.of("publish", id, results, "--published=" + folder.resolve("again")));
        commands.add(List.of("site", "--published=" + folder.resolve("again")));
        targets.add(new Target(
                kind, file, commands, said("table", WHOLE, results), said("table", id, "--format=json", results)));
    }

    private static Reading said(String... command) {
        return () -> {
            Said said = Outcome.of(List.of(command));
            return said.status() == 0 ? said.out() : "";
        };
    }

    private void addPublished(Revision anchor, Revision head) throws IOException {
        Path published = folder.resolve("published");
        Archive archive = new Archive(published.resolve("history"));
        archive.publish(Experiment.of(whole()));
        Path earlier = VersionOneFiles.publish(published.resolve("history"), Samples.parent());
        Path run = archive.publish(Experiment.of(Samples.head()));
        Path comparison = archive.publish(Experiment.of(Nights.comparison(anchor, head, 0.05, Verdict.SLOWER)));
        Path anchorFile = Files.writeString(published.resolve("anchor"), anchor.commit() + "\n");
        Path accepted = Files.writeString(
                published.resolve("accepted.txt"),
                head.commit() + " " + Nights.ROW + "\n" + anchor.commit() + " File.*\n");

        String option = "--published=" + published;
        Reading whole = () -> text(published.resolve("site/data/" + OTHER.key()));
        Reading numbers = () -> text(published.resolve("site/data/" + Samples.MACHINE.key()));
        List<List<String>> commands = List.of(
                List.of("site", option), List.of("rebuild", option), List.of("accept", "HEAD", "Sort.*", option));
        targets.add(new Target("published run", run, commands, whole, numbers));
        targets.add(new Target("published run in schema 1", earlier, commands, whole, numbers));
        targets.add(new Target("published comparison", comparison, commands, whole, numbers));
        targets.add(new Target("anchor", anchorFile, true, commands, whole, Reading.NONE));
        targets.add(new Target("accepted.txt", accepted, true, commands.subList(0, 2), whole, Reading.NONE));
        targets.add(new Target(
                "comparison of a stranger",
                Files.copy(comparison, folder.resolve("comparison.json")),
                true,
                List.of(List.of("comment", folder.resolve("comparison.json").toString())),
                Reading.NONE,
                Reading.NONE));
        Outcome.of(commands.get(0));
        Path kept = folder.resolve("site");
        Files.move(published.resolve("site"), kept);
        Path data = kept.resolve("data").resolve(Samples.MACHINE.key());
        List<String> again = List.of("site", option, "--out=" + kept);
        targets.add(new Target(
                "state of the site",
                data.resolve("state.json"),
                List.of(again),
                () -> text(kept.resolve("data").resolve(OTHER.key())),
                () -> text(data)));
    }

    /** All files of a folder, with their names. */
    private static String text(Path root) throws IOException {
        if (Files.notExists(root)) {
            return "";
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts.toString();
    }

    private void addForeign() throws IOException {
        for (String name : List.of("throughput", "sample", "single-shot")) {
            Path file = folder.resolve(name + ".json");
            try (InputStream in = Corpus.class.getResourceAsStream("/jmh/" + name + ".json")) {
                Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
            }
            String results = "--results=" + folder.resolve("imported");
            List<List<String>> commands = List.of(
                    List.of("import", file.toString(), results, "--machine=m", "--commit=x"),
                    List.of("table", results),
                    List.of("table", "--format=jmh", results),
                    List.of("publish", results, "--published=" + folder.resolve("again")),
                    List.of("site", "--published=" + folder.resolve("again")));
            targets.add(new Target(
                    "JMH result, " + name, file, true, commands, Reading.NONE, said("table", "--format=csv", results)));
        }
    }

    private Path jar(String name) throws IOException {
        return jars().write(folder.resolve(name));
    }

    private static JmhJars jars() {
        return new JmhJars()
                .benchmark("demo.ForeignBenchmark", "get", Mode.Throughput, Map.of("size", List.of("1", "2")))
                .benchmark("demo.ForeignBenchmark", "put", Mode.AverageTime, Map.of())
                .suite(Samples.SUITE);
    }

    private void addJars() throws IOException {
        Path jar = jar("any.jar");
        Path jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.createDirectory(jdk.resolve("bin"));
        if (!Files.createFile(jdk.resolve("bin/java")).toFile().setExecutable(true)) {
            throw new IOException("cannot make " + jdk + " executable");
        }
        Path release = Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\nIMPLEMENTOR=\"x\"\n");
        List<List<String>> commands = List.of(
                List.of("list", "--jar=" + jar),
                List.of("run", "--jar=" + jar, "--budget=1s", "--results=" + folder.resolve("none")));
        for (String part : List.of("", Suite.RESOURCE, BenchmarkList.BENCHMARK_LIST.substring(1))) {
            targets.add(new Target("jar " + part, jar, part, true, commands, Reading.NONE, Reading.NONE));
        }
        targets.add(new Target(
                "release of a JDK",
                release,
                true,
                List.of(List.of(
                        "run",
                        "--jar=" + folder.resolve("history.jar"),
                        "--jvm=" + jdk,
                        "--budget=1s",
                        "--results=" + folder.resolve("none"))),
                Reading.NONE,
                Reading.NONE));
    }

    /** Of a run that goes on: whose it is is in the file. */
    private FileChannel addLock() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Path file = Files.writeString(taken.resolve(LOCK), "run, process 1, since 2026-01-01T00:00:00Z");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        Objects.requireNonNull(channel.tryLock());
        targets.add(new Target(
                "lock",
                file,
                true,
                List.of(List.of("run", "--jar=" + folder.resolve("history.jar"), "--results=" + taken)),
                Reading.NONE,
                Reading.NONE));
        return channel;
    }
}
