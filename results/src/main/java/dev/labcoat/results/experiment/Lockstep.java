package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.ClassLoadLog;
import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.SharedFolder;
import dev.labcoat.results.jmh.TurnProfiler;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.process.Freezer;
import dev.labcoat.results.process.ProcessTree;
import dev.labcoat.results.profile.Window;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs one fork of each arm of a group at the same time, giving turns: only the fork whose turn it is runs its slice, and the
 * others are stopped while it is measured, with all that they have started. A group of one is run in slices, too.
 */
public final class Lockstep implements AutoCloseable {

    /** A fork that used more than this share of a CPU while it should have been stopped took part in what its neighbours did. */
    private static final double BESIDE = 0.05;

    /** A round that was begun since it would likely fit may take a quarter of the budget, and this, longer. */
    private static final Duration OVERTIME = Duration.ofSeconds(5);

    /** A fork whose connection broke may still be writing down why. */
    private static final long LAST_WORDS_SECONDS = 5;

    /** A signal is there at once, but the program may have to wait for a CPU. */
    private static final long SIGNAL_MILLIS = 1000;

    private final Effort effort;
    private final Patience patience;
    private final Path folder;
    private final SharedFolder shared;
    private final @Nullable LoadedClasses loaded;
    private final long end;

    /**
     * A runner of groups.
     *
     * @param effort what each fork does; its iterations are the slices
     * @param patience how long a fork may be silent
     * @param folder where forks' results and output are kept
     * @param budget a group that cannot end in about so much time from now on is ended as soon as that is known
     * @throws IOException if the folder is not writable
     */
    public Lockstep(Effort effort, Patience patience, Path folder, Duration budget) throws IOException {
        this(effort, patience, folder, budget, null);
    }

    /**
     * The same, which keeps what classes rows load where nobody has looked yet.
     *
     * @param loaded what is known of that; null where nobody wants to know
     */
    Lockstep(Effort effort, Patience patience, Path folder, Duration budget, @Nullable LoadedClasses loaded)
            throws IOException {
        this.loaded = loaded;
        this.effort = effort;
        this.patience = patience;
        this.folder = folder;
        this.end = System.nanoTime()
                + budget.multipliedBy(5).dividedBy(4).plus(OVERTIME).toNanos();
        this.shared = SharedFolder.open(folder.resolve("shared"));
    }

    /**
     * How long a fork may be silent before it counts as hung.
     *
     * @param start what one fork, with its server or data, may need before it warms up
     * @param slice what a slice's set-up and tear-down may take beside its own length; JMH cannot end a slice in the middle of
     *     an operation, so a single operation must end within it too
     */
    public record Patience(Duration start, Duration slice) {

        /** Enough to load a million rows, and for operations of a minute. */
        public static final Patience LONG = new Patience(Duration.ofMinutes(2), Duration.ofMinutes(1));
    }

    /**
     * A variant's cell.
     *
     * @param subject the variant, with what runs it
     * @param cell what is measured of it
     */
    public record Side(Subject subject, CellId cell) {}

    /**
     * Runs one group.
     *
     * @param number of the group, for its files
     * @param sides one or more
     * @param first the side that is launched first and has the first turn
     * @return a fork for each side, in the order of the sides
     * @throws BrokenGroupException if a fork failed, died or hung: the whole group is void then
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing of the group is left then
     */
    public List<Fork> run(int number, List<Side> sides, int first)
            throws BrokenGroupException, IOException, InterruptedException {
        return run(number, sides, first, side -> List.of()).forks();
    }

    /** Flags that a side's JVMs get beside those of its variant. */
    interface MoreFlags {
        List<String> of(int side) throws IOException;
    }

    /** Forks, and when they were measured. */
    record Measured(List<Fork> forks, Window window) {}

    /**
     * The same, of which nothing is to be recorded, since what the JVMs are told may change how fast they are.
     *
     * @param more what they are told
     */
    Measured run(int number, List<Side> sides, int first, MoreFlags more)
            throws BrokenGroupException, IOException, InterruptedException {
        try {
            return runGroup(number, sides, first, more);
        } catch (ClosedByInterruptException e) {
            InterruptedException stopped = new InterruptedException("while a result was read");
            stopped.initCause(e);
            throw stopped;
        } catch (BrokenGroupException | IOException e) {
            // Ctrl-C, or what ends a service, reaches forks too, also while they are started, and may do so before it
            // reaches this program: that is no failure of theirs.
            Thread.sleep(SIGNAL_MILLIS);
            throw e;
        }
    }

    private Measured runGroup(int number, List<Side> sides, int first, MoreFlags more)
            throws BrokenGroupException, IOException, InterruptedException {
        Arm[] arms = new Arm[sides.size()];
        // All sides alike: a pair must not differ in what is logged.
        boolean logsClasses = loaded != null && !loaded.knows(sides.get(0).cell());
        try (Turns turns = new Turns();
                Freezer freezer = Freezer.start()) {
            for (int side : order(sides.size(), first)) {
                List<String> flags = new ArrayList<>(more.of(side));
                if (logsClasses) {
                    ClassLoadLog.flag(files(number, side)).ifPresent(flags::add);
                }
                arms[side] = new Arm(launch(number, side, sides.get(side), turns, flags), freezer);
            }
            Turns.Outcome outcome = giveTurns(turns, sides, arms, first);
            List<Fork> forks = results(sides, List.of(arms), outcome);
            if (logsClasses) {
                keepClasses(number, sides);
            }
            return new Measured(forks, outcome.window());
        } finally {
            for (Arm arm : arms) {
                if (arm != null) {
                    arm.fork().close();
                }
            }
        }
    }

    /** A fork, the processes that it has started, and what others did during its slices. */
    private record Arm(JmhFork.Launched fork, ProcessTree processes, Freezer freezer, OthersWork others)
            implements Turns.Arm {

        Arm(JmhFork.Launched fork, Freezer freezer) {
            this(fork, fork.processes(), freezer, new OthersWork());
        }

        @Override
        public void beginSlice() throws Turns.BrokenException {
            resume();
            others.begin(Host.CpuTicks.now());
        }

        @Override
        public void endSlice() throws Turns.BrokenException {
            Host.CpuTicks ticks = Host.CpuTicks.now();
            stop();
            others.end(ticks, processes.cpuTimeOfLastRun());
        }

        @Override
        public boolean ended() {
            return fork.ended();
        }

        @Override
        public Duration compilerTime() {
            return processes.compilerTime();
        }

        @Override
        public void stop() throws Turns.BrokenException {
            try {
                processes.stop(freezer);
            } catch (IOException e) {
                throw notStopped(e);
            }
        }

        @Override
        public void resume() throws Turns.BrokenException {
            try {
                processes.resume(freezer);
            } catch (IOException e) {
                throw notStopped(e);
            }
        }

        private static Turns.BrokenException notStopped(IOException e) {
            return new Turns.BrokenException(Turns.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    /** All sides once, from one of them on. */
    private static List<Integer> order(int sides, int first) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sides; i++) {
            order.add((first + i) % sides);
        }
        return order;
    }

    private void keepClasses(int number, List<Side> sides) throws IOException {
        Set<String> classes = new TreeSet<>();
        for (int side = 0; side < sides.size(); side++) {
            classes.addAll(ClassLoadLog.take(files(number, side)));
        }
        if (loaded != null) {
            loaded.keep(sides.get(0).cell(), classes);
        }
    }

    private Path files(int number, int side) {
        return folder.resolve(number + "-" + side);
    }

    private JmhFork.Launched launch(int number, int side, Side what, Turns turns, List<String> more)
            throws IOException {
        Subject subject = what.subject();
        List<String> flags = new ArrayList<>(subject.variant().flags());
        flags.addAll(more);
        JmhFork.Extras extras = new JmhFork.Extras(
                List.of(TurnProfiler.class.getName()), Map.of(TurnProfiler.TURN, turns.invitation(side)), flags);
        return fork(subject).launch(what.cell(), files(number, side), shared, extras);
    }

    /** Deletes what the forks shared. */
    @Override
    public void close() throws IOException {
        shared.close();
    }

    private Turns.Outcome giveTurns(Turns turns, List<Side> sides, Arm[] arms, int first)
            throws BrokenGroupException, IOException, InterruptedException {
        Duration start = patience.start().plusMillis(effort.warmUpCapMillis()).multipliedBy(sides.size());
        long timeoutMillis = sides.stream()
                .mapToLong(side -> side.subject().jar().declared(side.cell()).timeoutMillis())
                .max()
                .orElse(0);
        Duration slice = Duration.ofMillis(Math.max(patience.slice().toMillis(), timeoutMillis))
                .plusMillis(effort.iterationMillis());
        try {
            Turns.WarmUp warmUp = new Turns.WarmUp(warmsUpInTurns(sides), together(sides));
            return turns.give(List.of(arms), first, warmUp, limits(sides, start, slice));
        } catch (Turns.BrokenException e) {
            throw broken(sides, arms, e);
        }
    }

    private Turns.Limits limits(List<Side> sides, Duration start, Duration slice) {
        int least = sides.stream()
                .mapToInt(side -> fork(side.subject()).leastWarmUps(side.cell()))
                .max()
                .orElse(0);
        return new Turns.Limits(start, slice, least, end);
    }

    private JmhFork fork(Subject subject) {
        return new JmhFork(subject.jar(), effort, subject.jvm());
    }

    /** Not where a benchmark warms up by itself before its first turn, nor where it says that it is to be timed cold. */
    private static boolean warmsUpInTurns(List<Side> sides) {
        return sides.stream()
                .noneMatch(side -> side.cell().mode().equals(JmhFork.SINGLE_SHOT)
                        || side.subject().jar().suite().selfWarming(side.cell().className()));
    }

    /**
     * How many may be set up at a time: a server that warms up keeps a CPU busy, so no more than there are. What first finds out
     * what its server can bear has the machine for itself, and so has what is timed cold.
     */
    private static int together(List<Side> sides) {
        boolean alone = sides.stream()
                .anyMatch(side -> side.cell().mode().equals(JmhFork.SINGLE_SHOT)
                        || side.subject().jar().suite().startsAlone(side.cell().className()));
        return alone ? 1 : Runtime.getRuntime().availableProcessors();
    }

    private List<Fork> results(List<Side> sides, List<Arm> arms, Turns.Outcome outcome)
            throws BrokenGroupException, IOException, InterruptedException {
        List<Fork> forks = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            JmhFork.Launched launched = arms.get(side).fork();
            if (!launched.await(patience.start().toSeconds())) {
                throw new BrokenGroupException(side, sides.get(side), "did not end after its last slice");
            }
            Fork fork = launched.await();
            if (fork.error() != null) {
                throw new BrokenGroupException(side, sides.get(side), fork);
            }
            if (fork.scores().stream().anyMatch(score -> !(score > 0) || score.isInfinite())) {
                throw new BrokenGroupException(side, sides.get(side), "a slice has no score above 0");
            }
            forks.add(finished(fork, sides, arms.get(side), outcome, side));
        }
        return forks;
    }

    private Fork finished(Fork fork, List<Side> sides, Arm arm, Turns.Outcome outcome, int side) {
        boolean inTurns = warmsUpInTurns(sides);
        double warmUp = inTurns ? outcome.warmUps() * effort.iterationMillis() / 1e3 : fork.warmUpSeconds();
        List<String> marks = new ArrayList<>();
        if (inTurns && !outcome.warm()) {
            marks.add("warming");
        }
        if (inTurns && isShort(warmUp, sides.get(side))) {
            marks.add("short-warm-up");
        }
        if (arm.processes().busyWhileStopped() > BESIDE) {
            marks.add("beside");
        }
        // A suite with profilers of its own knows what beside its processes works for it, such as a server that runs
        // already.
        if (sides.get(side).subject().jar().suite().profilers().isEmpty()
                && arm.others().share() > JmhFork.DISTURBED) {
            marks.add("disturbed");
        }
        return fork.seen(outcome.operations().get(side), warmUp, marks);
    }

    /** Whether it declares more warming up than it got, and nobody has asked for less. */
    private static boolean isShort(double seconds, Side side) {
        JmhJar jar = side.subject().jar();
        return jar.launching().arguments().givesNoWarmUp()
                && jar.declared(side.cell()).warmUpMillis() > seconds * 1e3;
    }

    /** A fork that has ended by itself has said why; else what the coordinator saw must do. */
    private static BrokenGroupException broken(List<Side> sides, Arm[] arms, Turns.BrokenException seen)
            throws IOException, InterruptedException {
        for (int side = 0; side < sides.size(); side++) {
            if (arms[side] == null) {
                continue;
            }
            JmhFork.Launched launched = arms[side].fork();
            if (launched.await(side == seen.fork() ? LAST_WORDS_SECONDS : 0)) {
                Fork fork = launched.await();
                if (fork.error() != null) {
                    return new BrokenGroupException(side, sides.get(side), fork);
                }
            }
        }
        String message = String.valueOf(seen.getMessage());
        if (seen.outOfTime()) {
            return BrokenGroupException.outOfTime(message);
        }
        return seen.fork() == Turns.UNKNOWN
                ? new BrokenGroupException(Turns.UNKNOWN, message)
                : new BrokenGroupException(seen.fork(), sides.get(seen.fork()), message);
    }

    /** One of the forks of a group failed, so none of its results count. */
    public static final class BrokenGroupException extends Exception {

        private static final long serialVersionUID = 1;

        private final int side;
        private final boolean outOfTime;
        private final transient Fork failed;

        /** The fork of one side. */
        public BrokenGroupException(int side, Side what, String error) {
            this(side, what, Fork.failed(error, 0));
        }

        BrokenGroupException(int side, Side what, Fork failed) {
            this(side, what.subject().variant().name() + ": " + failed.error(), failed, false);
        }

        BrokenGroupException(int side, String message) {
            this(side, message, Fork.failed(message, 0), false);
        }

        private BrokenGroupException(int side, String message, Fork failed, boolean outOfTime) {
            super(message);
            this.side = side;
            this.failed = failed;
            this.outOfTime = outOfTime;
        }

        /** No fork is at fault: the group takes longer than there is time. */
        static BrokenGroupException outOfTime(String message) {
            return new BrokenGroupException(Turns.UNKNOWN, message, Fork.failed(message, 0), true);
        }

        /** Whether the group takes longer than there is time, so that trying again is of no use. */
        public boolean ranOutOfTime() {
            return outOfTime;
        }

        /** The fork that has no result. */
        public Fork failed() {
            return failed;
        }

        /** Whether it cannot run here, however often it is tried. */
        public boolean wasSkipped() {
            return failed.wasSkipped();
        }

        /** Whether it was, or may have been, the fork of this side. */
        public boolean mayBe(int number) {
            return side == number || side == Turns.UNKNOWN;
        }

        /** Which side it was; empty when that is not known. */
        public OptionalInt side() {
            return side == Turns.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(side);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
