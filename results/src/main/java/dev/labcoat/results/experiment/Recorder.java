package dev.labcoat.results.experiment;

import dev.labcoat.results.history.RunFolder;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.SharedFolder;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records a run: rounds go breadth first, so that every cell gets its first fork before any gets its second. The first round
 * keeps the order of the plan; the later ones are shuffled from the run's seed, so that no row is always measured after the
 * same other row.
 */
public final class Recorder {

    /** What a fork costs beside warm-up and measurement, until the first has been seen. */
    private static final double OVERHEAD_SECONDS = 2;

    private final Preset preset;
    private final Duration budget;
    private final JmhFork jmh;
    private final Jvm jvm;

    /**
     * A recorder.
     *
     * @param budget no fork is begun that would likely end after it
     */
    public Recorder(JmhJar jar, Preset preset, Duration budget, Jvm jvm) {
        this.preset = preset;
        this.budget = budget;
        this.jvm = jvm;
        this.jmh = new JmhFork(jar, preset.effort(), jvm);
    }

    /**
     * Checks that a run has time for a fork.
     *
     * @param what is short of time, for the message
     * @throws BadInputException if it has not
     */
    public static void checkBudget(Preset preset, Duration budget, String what) {
        double fork = guess(preset) + 1;
        if (fork > seconds(budget)) {
            throw new BadInputException(
                    "--budget is too short: %s has %.0f s, and a fork of preset %s may take %.0f s; give more time, or a"
                                    .formatted(what, seconds(budget), preset, fork)
                            + " smaller preset such as smoke");
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static double guess(Preset preset) {
        return OVERHEAD_SECONDS + preset.effort().guessSeconds();
    }

    /** Told how the run goes. */
    public interface Progress {

        /**
         * A fork begins.
         *
         * @param done forks that have ended
         * @param all forks in the plan
         * @param secondsLeft from the forks measured so far
         */
        void begins(CellId cell, int done, int all, double secondsLeft);

        /**
         * A fork has ended.
         *
         * @param cell the cell with all its forks so far
         */
        void ended(Cell cell);
    }

    /**
     * How a run ended.
     *
     * @param run everything recorded
     * @param outOfBudget forks that were not begun for lack of time
     * @param seconds wall time
     */
    public record Outcome(Run run, int outOfBudget, double seconds) {}

    /**
     * Runs what is missing of the planned forks. An interrupt ends it early; what was recorded is complete then.
     *
     * @param folder where the run is, with the forks that it has already
     * @throws IOException if the disk is full or not writable
     */
    public Outcome record(RunFolder folder, Progress progress) throws IOException {
        long begin = System.nanoTime();
        Host.CpuTicks ticks = Host.CpuTicks.now();
        Run planned = folder.read();
        folder.reopen();
        Map<CellId, Cell> cells = new LinkedHashMap<>();
        planned.cells().forEach(cell -> cells.put(cell.id(), cell));
        Set<CellId> givenUp = new HashSet<>();
        List<CellId> plan = missingForks(planned);
        int recorded =
                cells.values().stream().mapToInt(cell -> cell.forks().size()).sum();
        int outOfBudget = 0;
        Path forks = folder.path().resolve("forks");
        try (SharedFolder shared = SharedFolder.open(forks.resolve("shared"))) {
            for (int next = 0; next < plan.size(); next++) {
                CellId id = plan.get(next);
                double spent = secondsSince(begin);
                if (givenUp.contains(id)) {
                    continue;
                }
                if (spent + estimate(id, cells) > seconds(budget)) {
                    outOfBudget++;
                    continue;
                }
                double left = plan.subList(next, plan.size()).stream()
                        .mapToDouble(later -> estimate(later, cells))
                        .sum();
                progress.begins(id, next, plan.size(), Math.min(left, seconds(budget) - spent));
                folder.checkSpace();
                recorded++;
                Fork fork = jmh.run(id, forks.resolve(Integer.toString(recorded)), shared);
                folder.append(id, fork);
                progress.ended(cells.merge(id, Cell.planned(id, ""), (cell, unused) -> cell.with(fork)));
                if (!fork.succeeded()) {
                    givenUp.add(id);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        double steal = Host.CpuTicks.now().stealShareSince(ticks);
        Environment before = planned.environment();
        Run run = folder.finish(environment(before.loadBefore(), steal));
        return new Outcome(run, outOfBudget, secondsSince(begin));
    }

    /** The environment of a run that is about to begin. */
    public Environment environment() {
        return environment(Host.load(), 0);
    }

    /** Whether a run has all forks that its preset asks for, of cells that can run. */
    public static boolean complete(Run run, Preset preset) {
        return run.cells().stream()
                .allMatch(cell -> cell.good().size() >= preset.forks()
                        || !cell.reasonsToSkip().isEmpty());
    }

    private Environment environment(double loadBefore, double steal) {
        return new Environment(
                jvm.version(),
                jvm.home().toString(),
                String.join(" ", jmh.flags()),
                Host.governor(),
                loadBefore,
                Host.load(),
                steal);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** The forks that a run still lacks, round by round. */
    private List<CellId> missingForks(Run run) {
        List<CellId> plan = new ArrayList<>();
        Random random = new Random(run.seed());
        for (int round = 0; round < preset.forks(); round++) {
            List<Cell> order = new ArrayList<>(run.cells());
            if (round > 0) {
                Collections.shuffle(order, random);
            }
            for (Cell cell : order) {
                if (cell.good().size() <= round && cell.reasonsToSkip().isEmpty()) {
                    plan.add(cell.id());
                }
            }
        }
        return plan;
    }

    /** Seconds that a fork of the cell will likely take: what its forks took, else what all forks took, else a guess. */
    private double estimate(CellId id, Map<CellId, Cell> cells) {
        double guess = guess(preset);
        Cell cell = cells.get(id);
        List<Fork> own = cell == null ? List.of() : cell.forks();
        return Stream.of(
                        own,
                        cells.values().stream()
                                .flatMap(any -> any.forks().stream())
                                .toList())
                .filter(forks -> !forks.isEmpty())
                .findFirst()
                .map(forks ->
                        forks.stream().mapToDouble(Fork::seconds).average().orElse(guess))
                .orElse(guess);
    }
}
