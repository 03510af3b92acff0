package dev.labcoat.results.profile;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.FlameGraph;
import freemarker.core.HTMLOutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** What a profiler recorded of a fork and of the JVMs that it measured, while it was measured. */
public final class Profile {

    private static final String JMH_FORK = "org.openjdk.jmh.runner.ForkedMain";

    private final Path folder;
    private final Window window;

    /**
     * What lies in a folder.
     *
     * @param folder in which each JVM has put a file when it ended, see {@link Profiler#flags}
     * @param window what is before and after it is left out
     */
    public Profile(Path folder, Window window) {
        this.folder = folder;
        this.window = window;
    }

    /** A recording, of the benchmark's JVM (0) or of one that it measured (from 1). */
    private record Recording(Path file, int server) {}

    private List<Recording> all() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".jfr"))
                    // Process ids grow, so that servers of both sides have the same order.
                    .sorted(Comparator.comparingInt(
                                    (Path file) -> file.toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        List<Recording> recordings = new ArrayList<>();
        int servers = 0;
        for (Path file : files) {
            boolean fork = isFork(file);
            servers += fork ? 0 : 1;
            recordings.add(fork ? 0 : recordings.size(), new Recording(file, fork ? 0 : servers));
        }
        return recordings;
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

    /**
     * Draws a flame graph of each.
     *
     * @param row number of the row, from 1
     * @param benchmark its class and method
     * @param title what is said of all of them
     * @param pages where they are put, in files that {@link FlameGraph} names
     * @return the pages; the fork's own comes first
     * @throws IOException if a recording cannot be read, or the disk is full or not writable
     */
    public List<Path> draw(int row, String benchmark, String title, Path pages) throws IOException {
        List<Path> drawn = new ArrayList<>();
        for (Recording recording : all()) {
            FlameGraph graph = FlameGraph.of(row, benchmark, recording.server());
            drawn.add(DurableFile.write(
                    pages.resolve(graph.fileName()),
                    converted(recording.file(), "--dot", "--title", title(title + ", " + graph.process()))));
        }
        return drawn;
    }

    /**
     * What takes more CPU time of an operation here.
     *
     * @param base the profile of the baseline, in as much time
     * @param profiler of both
     * @param slower how many times as long an operation takes here
     * @throws BadInputException if nothing was recorded of one of them
     * @throws IOException if a recording cannot be read
     */
    public ProfileDifference since(Profile base, Profiler profiler, double slower) throws IOException {
        return new ProfileDifference(profiler, base.stacks(profiler), stacks(profiler), slower);
    }

    /** The stacks of each process. */
    private Map<String, Stacks> stacks(Profiler profiler) throws IOException {
        Map<String, Stacks> stacks = new LinkedHashMap<>();
        for (Recording recording : all()) {
            String collapsed = new String(
                    // Names of classes that are made at run time have numbers, which differ from JVM to JVM.
                    converted(recording.file(), "--output", "collapsed", "--dot", "--norm"), StandardCharsets.UTF_8);
            String process = recording.server() == 0 ? "" : FlameGraph.process(recording.server());
            stacks.merge(process, Stacks.parse(collapsed.lines(), profiler.seesWaiting()), Stacks::and);
        }
        return stacks;
    }

    /** The converter puts it into its page as it is. */
    static String title(String text) {
        return HTMLOutputFormat.INSTANCE.escapePlainText(text);
    }

    private byte[] converted(Path recording, String... options) throws IOException {
        Arguments arguments = new Arguments(options);
        arguments.from = window.from().toEpochMilli();
        arguments.to = window.to().toEpochMilli();
        return bytes(JfrToFlame.parse(recording.toString(), arguments));
    }

    /** What the converter writes of a graph. */
    static byte[] bytes(one.convert.FlameGraph graph) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        graph.dump(bytes);
        return bytes.toByteArray();
    }
}
