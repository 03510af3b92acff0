package dev.labcoat.results.jmh;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.FlameGraph;
import dev.labcoat.results.model.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/**
 * Runs cells once more with a profiler in each JVM that has a part in them, and keeps a flame graph of each. Nothing of such a
 * fork goes into the results of a run: a profiler changes what it looks at.
 */
public final class FlameGraphs {

    private static final String JMH_FORK = "org.openjdk.jmh.runner.ForkedMain";

    private final JmhFork jmh;
    private final Profiler profiler;
    private final Path folder;

    /**
     * Graphs made with one profiler.
     *
     * @param folder where they are put
     */
    public FlameGraphs(JmhJar jar, Effort effort, Jvm jvm, Profiler profiler, Path folder) {
        this.jmh = new JmhFork(jar, effort, jvm);
        this.profiler = profiler;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Runs a fork of a cell and draws what was recorded of it, from the start of each JVM to its end.
     *
     * @param number of the cell in its run, from 1
     * @return a page for each JVM; the fork's own comes first, then those of the processes that it measured, each in a file that
     *     {@link FlameGraph} names
     * @throws BadInputException if the fork failed, or nothing was recorded; the message says why
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing of the fork is left then
     */
    public List<Path> of(CellId cell, int number) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // Not in the run's folder: flags are parted by blanks, and a checkout's path may have some.
        Path recordings = Files.createTempDirectory("labcoat-profile-");
        try (SharedFolder shared = SharedFolder.open(recordings)) {
            record(cell, folder.resolve(Integer.toString(number)), shared, profiler.flag(recordings));
            return draw(cell, number, recordings);
        }
    }

    private void record(CellId cell, Path files, SharedFolder shared, String flag)
            throws IOException, InterruptedException {
        JmhFork.Extras extras = new JmhFork.Extras(List.of(), Map.of(), List.of(flag));
        try (JmhFork.Launched launched = jmh.launch(cell, files, shared, extras)) {
            Fork fork = launched.await();
            if (fork.error() != null) {
                throw new BadInputException("no profile of " + cell + ": " + fork.error());
            }
        }
    }

    private List<Path> draw(CellId cell, int number, Path recordings) throws IOException {
        List<Path> pages = new ArrayList<>();
        int subjects = 0;
        for (Path recording : recordingsIn(recordings)) {
            boolean fork = isFork(recording);
            subjects += fork ? 0 : 1;
            FlameGraph graph = new FlameGraph(number, cell.shortName(), fork ? 0 : subjects);
            Path drawn = recordings.resolve(graph.fileName());
            Arguments arguments = new Arguments("--title", cell + ", " + graph.process());
            JfrToFlame.convert(recording.toString(), drawn.toString(), arguments);
            Path page = DurableFile.write(folder.resolve(graph.fileName()), RegularFile.bytes(drawn));
            pages.add(fork ? 0 : pages.size(), page);
        }
        if (pages.isEmpty()) {
            throw new BadInputException("no profile of " + cell + ": " + profiler + " recorded nothing");
        }
        return pages;
    }

    private static List<Path> recordingsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jfr"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a recording is of JMH's fork: its command line is in it. */
    private static boolean isFork(Path recording) throws IOException {
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.JVMInformation")) {
                    return String.valueOf(event.getString("javaArguments")).contains(JMH_FORK);
                }
            }
        }
        return false;
    }
}
