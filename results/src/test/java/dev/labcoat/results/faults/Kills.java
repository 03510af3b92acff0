package dev.labcoat.results.faults;

import dev.labcoat.results.cli.Said;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kills commands at random moments with {@code kill -9}: the program alone, some of what it has started too, or all at once. Then the
 * next command is run: no fork that was printed may be lost, no process and no temporary file left, and what the same command makes
 * afterwards must be what it makes undisturbed.
 */
final class Kills {

    /** A fork that has ended is printed in such a line. */
    private static final Pattern PRINTED_FORK = Pattern.compile("(?m)^ *\\d+/\\d+  ");

    /** How far a comparison is, which is printed once it is on the disk. */
    private static final Pattern PRINTED_PROGRESS = Pattern.compile("(?m)^\\d+ rows? decided, ");

    /** What watches notices the end at once; a busy machine may take a while until it gets there. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int FORKS = 10;

    /** What is there while forks run, or a commit is built. */
    private static final List<String> LEFT = List.of("shared", "builds/tmp", "builds/tree");

    private final Scene scene;
    private final Random random;
    private final Map<Scene.Command, String> undisturbed = new EnumMap<>(Scene.Command.class);
    private final Map<Scene.Command, Long> millis = new EnumMap<>(Scene.Command.class);

    private Kills(Scene scene, long seed) {
        this.scene = scene;
        this.random = new Random(seed);
    }

    /** Kills so many times: one in {@value #FORKS} a command that starts forks, which take longest. */
    static Tally run(int count, long seed) throws IOException {
        Path folder = Files.createTempDirectory("kills-");
        try {
            return new Kills(Scene.in(folder), seed).tally(count);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private Tally tally(int count) throws IOException {
        Tally tally = new Tally("kills");
        List<Scene.Command> measuring = Stream.of(Scene.Command.values())
                .filter(Scene.Command::measures)
                .toList();
        List<Scene.Command> others = Stream.of(Scene.Command.values())
                .filter(command -> !command.measures())
                .toList();
        int measured = 0;
        for (int i = 0; i < count; i++) {
            Scene.Command command = i % FORKS == FORKS - 1
                    ? measuring.get(measured++ % measuring.size())
                    : others.get((i - i / FORKS) % others.size());
            tally.add(command.name().toLowerCase(Locale.ROOT), killed(command));
        }
        return tally;
    }

    /** Starts the program in a process of its own. */
    private Process start(List<String> command, Path output) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-D" + Scene.HOME + "=" + scene.home(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.labcoat.results.cli.Labcoat"));
        java.addAll(command);
        Process process = new ProcessBuilder(java)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private List<String> killed(Scene.Command command) throws IOException {
        if (!millis.containsKey(command)) {
            learn(command);
        }
        Path output = scene.folder().resolve("output");
        Process process = start(command.in(scene), output);
        try {
            TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * millis.getOrDefault(command, 0L)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        kill(process);
        List<String> wrong = new ArrayList<>();
        String printed = Files.readString(output);
        wrong.addAll(Outcome.wrong(command.in(scene), new Said(0, printed, "")));
        next(command, wrong);
        if (command.measures()) {
            goOn(command, checkRecorded(printed, wrong), wrong);
        } else {
            again(command, wrong);
        }
        checkLeftovers(wrong);
        command.undo(scene);
        return wrong;
    }

    /** How long it takes, and what it makes, if nobody kills it. */
    private void learn(Scene.Command command) throws IOException {
        if (command.measures()) {
            scene.makeJars();
        }
        long begin = System.nanoTime();
        Path output = scene.folder().resolve("output");
        Process process = start(command.in(scene), output);
        int status = process.onExit().join().exitValue();
        if (!Outcome.isDone(new Said(status, Files.readString(output), ""))) {
            throw new IOException(command + " ends with " + status + ": " + Files.readString(output));
        }
        millis.put(command, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        if (!command.measures()) {
            undisturbed.put(command, scene.made(command));
        }
        command.undo(scene);
    }

    /** The program alone, all that it has started too, or some of it. */
    private void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        switch (random.nextInt(3)) {
            case 0 -> all.clear();
            case 1 -> all.removeIf(unused -> random.nextBoolean());
            default -> {}
        }
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** The next command, which is none that goes on with the killed one. */
    private void next(Scene.Command command, List<String> wrong) throws IOException {
        List<String> next = switch (command) {
            case IMPORT -> List.of("table", "--results=" + scene.imported());
            case RUN, COMPARE, BISECT -> List.of("table", "--results=" + scene.measured());
            case NIGHTLY -> List.of("publish", "--results=" + scene.measured(), "--published=" + scene.nights());
            default -> List.of("rebuild", "--published=" + scene.published());
        };
        Said said = scene.run(next);
        wrong.addAll(Outcome.wrong(next, said));
        if (said.err().contains("left out")) {
            wrong.add("the next command leaves out: " + said.err());
        }
    }

    /** The same once more makes what it makes undisturbed. */
    private void again(Scene.Command command, List<String> wrong) throws IOException {
        Said said = scene.run(command.in(scene));
        wrong.addAll(Outcome.wrong(command.in(scene), said));
        if (!Outcome.isDone(said)) {
            wrong.add("cannot be done again: " + said.err());
        } else if (!scene.made(command).equals(undisturbed.get(command))) {
            wrong.add("makes something else afterwards");
        }
        if (command == Scene.Command.PUBLISH || command == Scene.Command.ACCEPT) {
            // What the next command made.
            Scene.Command.REBUILD.undo(scene);
        }
    }

    /** What a store has of forks that were good, and of those that were not. */
    private record Recorded(long forks, long pairs, long comparisons, long failed) {

        static Recorded in(Path folder, List<String> wrong) throws IOException {
            ExperimentStore store = new ExperimentStore(folder);
            List<Cell> cells = store.readAll(unreadable -> wrong.add("cannot be read: " + unreadable)).stream()
                    .flatMap(run -> run.cells().stream())
                    .toList();
            List<Comparison> comparisons =
                    store.readComparisons(unreadable -> wrong.add("cannot be read: " + unreadable));
            List<ComparisonRow> rows = comparisons.stream()
                    .flatMap(comparison -> comparison.rows().stream())
                    .toList();
            return new Recorded(
                    cells.stream().mapToLong(cell -> cell.good().size()).sum(),
                    rows.stream().mapToLong(row -> row.pairs().size()).sum(),
                    comparisons.size(),
                    cells.stream().mapToLong(cell -> cell.errors().size()).sum()
                            + rows.stream()
                                    .mapToLong(row -> row.discarded().size())
                                    .sum());
        }
    }

    private Recorded checkRecorded(String printed, List<String> wrong) throws IOException {
        Recorded recorded = Recorded.in(scene.measured(), wrong);
        long forks = PRINTED_FORK.matcher(printed).results().count();
        if (forks > recorded.forks()) {
            wrong.add(forks + " forks were printed and " + recorded.forks() + " are recorded");
        }
        if (recorded.failed() > 0) {
            wrong.add("a fork counts as failed: " + printed);
        }
        if (PRINTED_PROGRESS.matcher(printed).find() && recorded.comparisons() == 0) {
            wrong.add("a comparison that had begun is not recorded");
        }
        return recorded;
    }

    /** Goes on where it was stopped: it comes to its end, and all that was measured before is still there. */
    private void goOn(Scene.Command command, Recorded before, List<String> wrong) throws IOException {
        Path output = scene.folder().resolve("output");
        Process process = start(command.goingOn(scene), output);
        int status = process.onExit().join().exitValue();
        String printed = Files.readString(output);
        Said said = new Said(status, "", printed);
        wrong.addAll(Outcome.wrong(command.goingOn(scene), said));
        if (!Outcome.isDone(said)) {
            wrong.add("cannot go on: " + printed);
        }
        Recorded after = Recorded.in(scene.measured(), wrong);
        if (after.forks() < before.forks() || after.pairs() < before.pairs() || after.failed() > 0) {
            wrong.add("has " + after + " after it went on, and " + before + " before");
        }
    }

    private void checkLeftovers(List<String> wrong) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> processes = processes();
        while (!processes.isEmpty() && System.nanoTime() < end) {
            processes = processes();
        }
        processes.forEach(process -> wrong.add("a process is left: " + process));
        try (Stream<Path> files = Files.walk(scene.folder())) {
            files.filter(file -> DurableFile.isDraft(file)
                            || file.toString().endsWith(".tmp")
                            || LEFT.stream().anyMatch(file::endsWith))
                    .forEach(file -> wrong.add("a file is left: " + file));
        }
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains(scene.folder().toString()))
                .map(process -> process.info().commandLine().orElse("?"))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            Path proc = Path.of("/proc/" + process.pid());
            return Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1)
                    + Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }
}
