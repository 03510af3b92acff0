package dev.labcoat.results.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a flame graph shows, which the name of its file says.
 *
 * @param row number of the row in its run, from 1
 * @param benchmark its class and method, for people
 * @param server 0 for the benchmark's own JVM; else which of the processes that it measured, from 1
 */
public record FlameGraph(int row, String benchmark, int server) {

    private static final Pattern NAME = Pattern.compile("(\\d{1,6})-(.+)-(?:fork|subject-(\\d{1,6}))\\.html");

    /** The name of its file. */
    public String fileName() {
        return row + "-" + benchmark + (server == 0 ? "-fork" : "-subject-" + server) + ".html";
    }

    /** Whose time it shows, for people. */
    public String process() {
        return server == 0 ? "the benchmark's JVM" : "server process " + server;
    }

    /** What the name of a file says; empty when it is no flame graph's. */
    public static Optional<FlameGraph> of(String fileName) {
        Matcher name = NAME.matcher(fileName);
        return name.matches()
                ? Optional.of(new FlameGraph(
                        Integer.parseInt(name.group(1)),
                        name.group(2),
                        name.group(3) == null ? 0 : Integer.parseInt(name.group(3))))
                : Optional.empty();
    }
}
