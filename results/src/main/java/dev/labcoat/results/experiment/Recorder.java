package dev.labcoat.results.experiment;

import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Round;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Records a run. Cells that are compared with one another are alive together and have turns; rounds go breadth first over all
 * groups, so that every cell gets its first fork before any gets its second. The first round keeps the order of the plan; the
 * later ones are shuffled from the run's seed, so that no group is always measured after the same other group.
 */
public final class Recorder {

    /** What a fork costs beside warm-up and measurement, until the first has been seen. */
    private static final double OVERHEAD_SECONDS = 2;

    private final Preset preset;
    private final Duration budget;
    private final Subject subject;
    private final RunGroups groups;

    /**
     * A recorder.
     *
     * @param budget no round of a group is begun that would likely end after it
     * @param flags JVM flags of the forks beside those that the benchmarks declare
     */
    public Recorder(JmhJar jar, Preset preset, Duration budget, Jvm jvm, List<String> flags) {
        this(jar, preset, budget, jvm, flags, Room.here()::fits);
    }

    Recorder(
            JmhJar jar,
            Preset preset,
            Duration budget,
            Jvm jvm,
            List<String> flags,
            Predicate<Collection<Lockstep.Side>> room) {
        this.preset = preset;
        this.budget = budget;
        String jarName = String.valueOf(jar.path().getFileName());
        this.subject = new Subject(
                new Variant(
                        jarName,
                        jarName,
                        jar.hash(),
                        null,
                        jvm.version(),
                        jvm.home().toString(),
                        flags),
                jar,
                jvm);
        this.groups = new RunGroups(jar.suite(), cells -> room.test(sides(cells)));
    }

    /** A cell with what runs it. */
    public Lockstep.Side side(CellId cell) {
        return new Lockstep.Side(subject, cell);
    }

    private List<Lockstep.Side> sides(Collection<CellId> cells) {
        return cells.stream().map(this::side).toList();
    }

    /**
     * Checks that there is time for a round of any group of some cells.
     *
     * @param what is short of time, for the message
     * @throws BadInputException if there is not
     */
    public void checkBudget(String what, Collection<CellId> cells) {
        groups.of(cells).stream()
                .mapToInt(List::size)
                .min()
                .ifPresent(forks -> checkBudget(preset, budget, forks, what));
    }

    /** What of some cells is alive together, round by round. */
    public List<List<Lockstep.Side>> together(Collection<CellId> cells) {
        return groups.of(cells).stream().map(this::sides).toList();
    }

    /**
     * Checks that there is time for a round.
     *
     * @param forks that are alive together in it
     * @param what is short of time, for the message
     * @throws BadInputException if there is not
     */
    public static void checkBudget(Preset preset, Duration budget, int forks, String what) {
        double round = guess(preset, forks);
        if (round > seconds(budget)) {
            boolean one = forks == 1;
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "--budget is too short: %s has %.0f s, and a %s of preset %s may take %.0f s; give more time%s",
                    what,
                    seconds(budget),
                    one ? "fork" : "round of " + forks + " forks, which are alive together,",
                    preset,
                    round,
                    (one ? "" : ", fewer rows with -p")
                            + (preset == Preset.SMOKE ? "" : ", or a smaller preset such as smoke")));
        }
    }

    /**
     * Shares out cells among machines. What is alive together stays together, however much of it fits into the memory of a machine.
     *
     * @param known how long rows took before; the same on each machine
     */
    public static Share share(Suite suite, List<CellId> cells, Shard shard, EarlierDurations known) {
        List<List<Integer>> together = new RunGroups(suite, group -> true)
                .of(cells).stream()
                        .map(group -> group.stream().map(cells::indexOf).toList())
                        .toList();
        return Share.of(shard, together, cells, known);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static double guess(Preset preset, int forks) {
        return forks * (OVERHEAD_SECONDS + preset.effort().guessSeconds());
    }

    /**
     * How far a run is.
     *
     * @param doneRounds rounds of groups that have ended
     * @param allRounds rounds in the plan
     * @param doneForks forks that have ended
     * @param allForks forks in the plan
     * @param secondsLeft from the rounds measured so far
     */
    public record Work(int doneRounds, int allRounds, int doneForks, int allForks, double secondsLeft) {}

    /** Told how the run goes. */
    public interface Progress {

        /**
         * A round of a group begins.
         *
         * @param cells whose forks it has
         * @param work what is done, and what is left
         */
        void begins(List<CellId> cells, Work work);

        /**
         * A fork has ended.
         *
         * @param cell the cell with all its forks so far
         */
        void ended(Cell cell);

        /**
         * A round of a group has ended.
         *
         * @param cells that were alive together, each with all its forks so far
         */
        void roundEnded(List<Cell> cells);

        /**
         * The time ran out in a round, of which nothing is recorded.
         *
         * @param cells whose forks it had
         * @param where it ran out
         */
        void outOfTime(List<CellId> cells, String where);
    }

    /**
     * How a run ended.
     *
     * @param run everything recorded
     * @param outOfBudget forks that did not fit the time
     * @param seconds wall time
     */
    public record Outcome(Run run, int outOfBudget, double seconds) {}

    /**
     * Runs what is missing of the planned forks. An interrupt ends it early; what was recorded is complete then.
     *
     * @param folder where the experiment is, with the forks that it has already
     * @param wanted which of its cells are to be measured
     * @throws IOException if the disk is full or not writable
     */
    public Outcome record(ExperimentFolder folder, Predicate<Cell> wanted, Progress progress) throws IOException {
        try (Lockstep lockstep = new Lockstep(
                preset.effort(), Lockstep.Patience.LONG, folder.path().resolve("forks"), budget)) {
            return record(folder, wanted, lockstep::run, progress);
        }
    }

    Outcome record(ExperimentFolder folder, Predicate<Cell> wanted, Rounds rounds, Progress progress)
            throws IOException {
        long begin = System.nanoTime();
        Host.CpuTicks ticks = Host.CpuTicks.now();
        folder.reopen();
        Experiment experiment = folder.read();
        Run planned = experiment.scores().orElseThrow();
        Recording recording = new Recording(folder, experiment, planned, wanted, rounds, progress);
        try {
            recording.goOn(begin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        double steal =
                Math.max(planned.environment().stealShare(), Host.CpuTicks.now().stealShareSince(ticks));
        Experiment ended = folder.finish(environment(planned.environment().loadBefore(), steal), secondsSince(begin));
        return new Outcome(ended.scores().orElseThrow(), recording.outOfBudget, secondsSince(begin));
    }

    /** A round of a group that is still to come. */
    private record Planned(List<CellId> group, List<CellId> cells) {}

    /** What is known while a run is being recorded. */
    private final class Recording {

        private final ExperimentFolder folder;
        private final Run planned;
        private final Rounds rounds;
        private final Progress progress;
        private final Map<CellId, Cell> cells = new LinkedHashMap<>();
        private final Map<CellId, Integer> arms = new HashMap<>();
        private final List<CellId> wanted;
        private final Set<CellId> givenUp = new HashSet<>();
        private final Map<List<CellId>, List<Double>> secondsPerFork = new HashMap<>();
        private int round;
        private int done;
        private int all;
        private int outOfBudget;

        Recording(
                ExperimentFolder folder,
                Experiment experiment,
                Run planned,
                Predicate<Cell> wanted,
                Rounds rounds,
                Progress progress) {
            this.folder = folder;
            this.planned = planned;
            this.rounds = rounds;
            this.progress = progress;
            planned.cells().forEach(cell -> cells.put(cell.id(), cell));
            experiment
                    .scoredArms()
                    .forEach(arm -> arms.put(experiment.arms().get(arm).cell(), arm));
            this.wanted = IntStream.range(0, planned.cells().size())
                    .filter(planned::has)
                    .mapToObj(planned.cells()::get)
                    .filter(wanted)
                    .map(Cell::id)
                    .toList();
            this.round = experiment.rounds().stream()
                    .map(Round::number)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        }

        void goOn(long begin) throws IOException, InterruptedException {
            List<Planned> plan = missing();
            all = plan.stream().mapToInt(later -> later.cells().size()).sum();
            for (int next = 0; next < plan.size(); next++) {
                Planned now = plan.get(next);
                List<CellId> able = able(now.cells());
                done += now.cells().size() - able.size();
                if (able.isEmpty()) {
                    continue;
                }
                double left = seconds(budget) - secondsSince(begin);
                if (estimate(now) > left) {
                    outOfBudget += able.size();
                    done += able.size();
                    continue;
                }
                double likely = plan.subList(next, plan.size()).stream()
                        .mapToDouble(this::estimate)
                        .sum();
                progress.begins(able, new Work(next, plan.size(), done, all, Math.min(likely, left)));
                folder.checkSpace();
                long began = System.nanoTime();
                int forks = run(able);
                secondsPerFork
                        .computeIfAbsent(now.group(), unused -> new ArrayList<>())
                        .add(secondsSince(began) / forks);
            }
        }

        private List<CellId> able(List<CellId> some) {
            return some.stream().filter(cell -> !givenUp.contains(cell)).toList();
        }

        /** What a run still lacks, round by round. */
        private List<Planned> missing() {
            List<Planned> plan = new ArrayList<>();
            Random random = new Random(planned.seed());
            List<List<CellId>> order = new ArrayList<>(groups.of(wanted));
            for (int number = 0; number < preset.forks(); number++) {
                if (number > 0) {
                    Collections.shuffle(order, random);
                }
                for (List<CellId> group : order) {
                    List<CellId> lacking = lacking(group, number);
                    if (!lacking.isEmpty()) {
                        plan.add(new Planned(group, lacking));
                    }
                }
            }
            return plan;
        }

        /** Cells that lack a fork, and with them the one that they are compared with. */
        private List<CellId> lacking(List<CellId> group, int number) {
            List<CellId> able = group.stream()
                    .filter(cell -> cell(cell).reasonsToSkip().isEmpty())
                    .toList();
            boolean complete = able.stream()
                    .skip(able.size() > 1 ? 1 : 0)
                    .allMatch(cell -> cell(cell).good().size() > number);
            return complete
                    ? List.of()
                    : able.stream()
                            .filter(cell -> cell.equals(able.get(0))
                                    || cell(cell).good().size() <= number)
                            .toList();
        }

        private Cell cell(CellId id) {
            return Objects.requireNonNull(cells.get(id));
        }

        /**
         * Runs a round. Should a fork fail, its cell is given up and the others begin again without it.
         *
         * @return how many forks it had
         */
        private int run(List<CellId> able) throws IOException, InterruptedException {
            round++;
            int first = (int) Math.floorMod(planned.seed() + round, (long) able.size());
            int number = round;
            long began = System.nanoTime();
            try {
                List<Fork> finished = rounds.run(number, sides(able), first);
                double part = secondsSince(began) / able.size();
                add(
                        number,
                        able,
                        finished.stream()
                                .map(fork -> fork.inRound(number, part))
                                .toList());
                progress.roundEnded(able.stream().map(this::cell).toList());
                return able.size();
            } catch (Lockstep.BrokenGroupException e) {
                if (e.ranOutOfTime()) {
                    outOfBudget += able.size();
                    done += able.size();
                    progress.outOfTime(able, String.valueOf(e.getMessage()));
                    return able.size();
                }
                return 1 + runWithout(e, able);
            }
        }

        private int runWithout(Lockstep.BrokenGroupException broken, List<CellId> able)
                throws IOException, InterruptedException {
            List<CellId> others = new ArrayList<>(able);
            if (broken.side().isEmpty() && able.size() > 1) {
                // Nobody knows which it was: each alone will show it.
                int forks = 0;
                for (CellId cell : able) {
                    forks += run(List.of(cell));
                }
                return forks;
            }
            CellId culprit = others.remove(broken.side().orElse(0));
            givenUp.add(culprit);
            add(round, List.of(culprit), List.of(broken.failed()));
            return others.isEmpty() ? 0 : run(others);
        }

        private void add(int number, List<CellId> ids, List<Fork> forks) throws IOException {
            folder.append(new Round(
                    number,
                    Instant.now(),
                    IntStream.range(0, ids.size())
                            .mapToObj(i ->
                                    new Round.Result(Objects.requireNonNull(arms.get(ids.get(i))), forks.get(i), null))
                            .toList()));
            for (int i = 0; i < ids.size(); i++) {
                CellId id = ids.get(i);
                Fork fork = forks.get(i);
                done++;
                progress.ended(cells.merge(id, Cell.planned(id, ""), (cell, unused) -> cell.with(fork)));
            }
        }

        /** Seconds that a round will likely take: what its group's rounds took, else what all took, else a guess. */
        private double estimate(Planned later) {
            int forks = able(later.cells()).size();
            List<Double> own = secondsPerFork.getOrDefault(later.group(), List.of());
            List<Double> known = own.isEmpty()
                    ? secondsPerFork.values().stream().flatMap(List::stream).toList()
                    : own;
            return known.stream().mapToDouble(Double::doubleValue).average().stream()
                    .map(perFork -> forks * perFork)
                    .findFirst()
                    .orElse(guess(preset, forks));
        }
    }

    /** The environment of a run that is about to begin. */
    public Environment environment() {
        return environment(Host.load(), 0);
    }

    /** Whether a run, or what of it is measured here, has all forks that its preset asks for, of cells that can run. */
    public static boolean complete(Run run, Preset preset) {
        return IntStream.range(0, run.cells().size())
                .filter(run::has)
                .mapToObj(run.cells()::get)
                .allMatch(cell -> cell.good().size() >= preset.forks()
                        || !cell.reasonsToSkip().isEmpty());
    }

    private Environment environment(double loadBefore, double steal) {
        return new Environment(
                subject.jvm().version(),
                subject.jvm().home().toString(),
                subject.circumstances(preset.effort()),
                Host.governor(),
                loadBefore,
                Host.load(),
                steal);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
