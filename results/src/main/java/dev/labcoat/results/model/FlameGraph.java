package dev.labcoat.results.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a flame graph shows, which the name of its file says.
 *
 * @param row number of the row among its kind in the record, from 1
 * @param benchmark its class and method, for people
 * @param subject what of it: {@value #FORK}, {@value #DIFFERENCE}, or {@code subject-1}, a process that it measured
 */
public record FlameGraph(int row, String benchmark, String subject) {

    /** The benchmark's own JVM. */
    private static final String FORK = "fork";

    /** Both sides of a comparison, with all their processes. */
    private static final String DIFFERENCE = "difference";

    private static final String SERVER = "subject-";

    private static final Pattern NAME =
            Pattern.compile("(\\d{1,6})-(.+)-(" + FORK + "|" + DIFFERENCE + "|" + SERVER + "\\d{1,6})\\.html");

    /**
     * That of one process.
     *
     * @param server 0 for the benchmark's own JVM; else which of the processes that it measured, from 1
     */
    public static FlameGraph of(int row, String benchmark, int server) {
        return new FlameGraph(row, benchmark, server == 0 ? FORK : SERVER + server);
    }

    /** That of what takes longer than the baseline. */
    public static FlameGraph ofDifference(int row, String benchmark) {
        return new FlameGraph(row, benchmark, DIFFERENCE);
    }

    /** Whether it is of a row of a comparison, and not of a cell of a run. */
    public boolean isDifference() {
        return subject.equals(DIFFERENCE);
    }

    /** The name of its file. */
    public String fileName() {
        return row + "-" + benchmark + "-" + subject + ".html";
    }

    /** Whose time it shows, for people. */
    public String process() {
        return switch (subject) {
            case FORK -> process(0);
            case DIFFERENCE -> "what takes longer";
            default -> process(Integer.parseInt(subject.substring(SERVER.length())));
        };
    }

    /**
     * What a process is called, for people.
     *
     * @param server 0 for the benchmark's own JVM; else which of the processes that it measured, from 1
     */
    public static String process(int server) {
        return server == 0 ? "the benchmark's JVM" : "server process " + server;
    }

    /** What the name of a file says; empty when it is no flame graph's. */
    public static Optional<FlameGraph> of(String fileName) {
        Matcher name = NAME.matcher(fileName);
        return name.matches()
                ? Optional.of(new FlameGraph(Integer.parseInt(name.group(1)), name.group(2), name.group(3)))
                : Optional.empty();
    }
}
