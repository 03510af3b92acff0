package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.CellId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many forks fit into memory at once: one that swaps would measure the disk. */
public final class Room {

    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([kKmMgG]?)");

    /** A JVM that is not told takes a quarter of the memory as its largest heap (HotSpot's MaxRAMPercentage of 25). */
    private static final int DEFAULT_HEAP_PART = 4;

    /** Beside a fork's heap: its code and threads, JMH's own process, and the server of a benchmark that has one. */
    private static final long BESIDE_HEAP = 512L << 20;

    private final long machine;
    private final long available;

    /**
     * The room on a machine.
     *
     * @param machine bytes of memory it has
     * @param available bytes of memory that are free
     */
    Room(long machine, long available) {
        this.machine = machine;
        this.available = available;
    }

    /** The room on this machine; where the system does not say how much is free, all of it counts as free. */
    public static Room here() {
        long all = Host.memory();
        return new Room(all, Host.availableMemory().orElse(all));
    }

    /** Whether one fork of each side fits at the same time. */
    public boolean fits(Collection<Lockstep.Side> sides) {
        return need(sides) <= available;
    }

    /**
     * Why what is to be alive together may be too much; empty where all of it fits.
     *
     * @param groups of which each was made as small as it can be
     */
    public Optional<String> shortage(Collection<List<Lockstep.Side>> groups) {
        List<List<Lockstep.Side>> tooLarge =
                groups.stream().filter(group -> !fits(group)).toList();
        return tooLarge.stream()
                .max(Comparator.comparingLong(this::need))
                .map(largest -> String.format(
                        Locale.ROOT,
                        "warning: %s of %s may take %.1f GiB together%s, and %.1f GiB are free: what has to swap measures the disk;"
                                + " free some, or give the forks a smaller heap (-Xmx)",
                        largest.size() == 1 ? "a fork" : largest.size() + " forks",
                        largest.get(0).cell(),
                        gib(need(largest)),
                        tooLarge.size() == 1 ? "" : ", and others too much",
                        gib(available)));
    }

    private long need(Collection<Lockstep.Side> sides) {
        return sides.stream().mapToLong(this::need).sum();
    }

    private static double gib(long bytes) {
        return bytes / (double) (1L << 30);
    }

    private long need(Lockstep.Side side) {
        return BESIDE_HEAP + heap(side.subject(), side.cell()).orElse(machine / DEFAULT_HEAP_PART);
    }

    /** The last flag wins, as in the JVM. */
    private static Optional<Long> heap(Subject subject, CellId cell) {
        JmhJar.Benchmark benchmark = subject.jar().benchmarkOf(cell);
        return Stream.of(
                        benchmark.jvmArgsPrepend(),
                        Objects.requireNonNullElse(benchmark.jvmArgs(), List.<String>of()),
                        benchmark.jvmArgsAppend(),
                        subject.variant().flags())
                .flatMap(List::stream)
                .map(HEAP::matcher)
                .filter(Matcher::matches)
                .map(Room::bytes)
                .reduce((earlier, later) -> later);
    }

    private static long bytes(Matcher heap) {
        long number = Long.parseLong(heap.group(1));
        return switch (heap.group(2)) {
            case "k", "K" -> number << 10;
            case "m", "M" -> number << 20;
            case "g", "G" -> number << 30;
            default -> number;
        };
    }
}
