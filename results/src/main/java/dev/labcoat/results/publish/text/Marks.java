package dev.labcoat.results.publish.text;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What validity marks mean, in words. */
public final class Marks {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry(
                    "client-bound",
                    "the load client was busy and the server was not: read the CPU time, not the score."),
            Map.entry("warming", "the server was still getting faster when it was measured."),
            Map.entry(
                    "compiling",
                    "the server's compilers were at work and made it no faster: the costs of an operation have their time in them."),
            Map.entry(
                    "short-warm-up",
                    "the benchmark declares more warming up than it got, as its scores were steady before or the preset gave no more."),
            Map.entry("disturbed", "the hypervisor or other processes took over 5 % of the measured time."),
            Map.entry(
                    "beside",
                    "a fork did work while it was meant to be stopped, at the cost of the one whose turn it was."),
            Map.entry(
                    "container",
                    "the server's processes belong to a container runtime: their CPU time is not counted, and they go on while other"
                            + " rows are measured."),
            Map.entry(
                    "shared-cpus",
                    "the machine has no CPU that is not the server's: the load client took its part of them."),
            Map.entry("dropped", "an asynchronous logger lost events."),
            Map.entry("memory-file", "the log file was kept in memory, not on a disk."),
            Map.entry(
                    "late",
                    "the load client itself was late, by more than a tenth of the 99th percentile: that is its latency too."),
            Map.entry(
                    "overloaded",
                    "the server did not take the rate that it was offered: its latencies grow with the time of measuring."),
            Map.entry(
                    "censored",
                    "the knee lies below the lowest rate that was tried, or above the highest: the score is that rate."),
            Map.entry(
                    "stray-threads",
                    "threads of the benchmark, or its shutdown hooks, went on after the end, and JMH ended the JVM; the score is whole."));

    private Marks() {}

    /** All marks that this program knows. */
    public static Set<String> names() {
        return MEANINGS.keySet();
    }

    /** The meaning of a mark; empty for one that this program does not know. */
    public static Optional<String> meaning(String mark) {
        return Optional.ofNullable(MEANINGS.get(mark));
    }
}
