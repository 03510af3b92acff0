package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.TurnProfiler;
import dev.labcoat.results.profile.Window;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives turns to the forks of a group: in each round every fork runs one slice while the others wait, and the order of a round
 * is the reverse of the one before (AB, BA, AB…), so that a drift of the machine hits all alike. While slices are measured,
 * those who wait are stopped with all that they have started. They are not while they warm up, for their compilers to use that
 * time.
 */
final class Turns implements AutoCloseable {

    /** How often to look whether a fork has ended, or this thread was interrupted. */
    private static final int POLL_MILLIS = 200;

    /** A slice that is under way for so long is what the time was too short for. */
    private static final double LONG_SLICE_SECONDS = 5;

    /** A fork that connects says at once who it is; a busy machine may take a while for it. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** The number of no fork. */
    static final int UNKNOWN = -1;

    private final ServerSocket server;
    private final long secret = new SecureRandom().nextLong();
    private final List<Fork> forks = new ArrayList<>();
    private final long opened = System.nanoTime();

    Turns() throws IOException {
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    private record Fork(
            int number, int warmUps, int measured, Socket socket, DataInputStream in, DataOutputStream out) {}

    /** What a slice gave. */
    private record Done(double score, long operations) {}

    /** What the coordinator can do with a fork beside giving it turns. */
    interface Arm {

        /** Whether it has come to its end. */
        boolean ended();

        /** CPU time that its JIT compilers have used so far. */
        Duration compilerTime();

        /**
         * Stops it with all that it has started.
         *
         * @throws BrokenException if that cannot be done
         */
        void stop() throws BrokenException;

        /**
         * Lets it go on.
         *
         * @throws BrokenException if that cannot be done
         */
        void resume() throws BrokenException;

        /** Lets it go on, to be measured. */
        void beginSlice() throws BrokenException;

        /** Stops it, now that it was measured. */
        void endSlice() throws BrokenException;
    }

    /**
     * How long a fork may take.
     *
     * @param start until all forks are ready, and until their first slice has ended
     * @param slice a later one, with its set-up and tear-down
     * @param warmUps the fewest slices of warming up
     * @param end when all must be over, on the clock of {@link System#nanoTime()}
     */
    record Limits(Duration start, Duration slice, int warmUps, long end) {

        /** For the first slice, which holds all that is set up. */
        Limits settingUp() {
            return new Limits(start, start, warmUps, end);
        }
    }

    /**
     * How forks warm up.
     *
     * @param untilWarm whether that ends as soon as the group is warm; else it goes on for as many iterations as the forks have
     * @param together how many of them have their first turn at the same time, at least 1: it holds all that is set up before the
     *     first iteration, and a server or data may be much of that
     */
    record WarmUp(boolean untilWarm, int together) {}

    /**
     * What came of the turns.
     *
     * @param warmUps slices of warming up of each fork
     * @param warm whether they ended because the group was warm
     * @param operations of each fork, in each measured slice
     * @param window when they were measured
     */
    record Outcome(int warmUps, boolean warm, List<List<Long>> operations, Window window) {}

    /** A fork of the group died or hung, so that the group's rounds are void. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        private final int fork;
        private final boolean outOfTime;

        BrokenException(int fork, String message) {
            this(fork, message, null, false);
        }

        BrokenException(int fork, String message, Throwable cause) {
            this(fork, message, cause, false);
        }

        private BrokenException(int fork, String message, @Nullable Throwable cause, boolean outOfTime) {
            super(message, cause);
            this.fork = fork;
            this.outOfTime = outOfTime;
        }

        /** All work, but so slowly that they will not end in time. */
        static BrokenException outOfTime(String message) {
            return new BrokenException(UNKNOWN, message, null, true);
        }

        /** Whether no fork is at fault, but the time there is. */
        boolean outOfTime() {
            return outOfTime;
        }

        /** Which fork; {@value #UNKNOWN} when that is not known. */
        int fork() {
            return fork;
        }
    }

    /** What a fork finds its place with, as the value of {@link TurnProfiler#TURN}. */
    String invitation(int number) {
        return server.getLocalPort() + ":" + secret + ":" + number;
    }

    /**
     * Waits for all forks, gives them turns to warm up in and then turns that are measured, as many as they say that they have.
     * All forks go on to their end then.
     *
     * @param arms the forks, numbered from 0
     * @param first the fork that begins the first round
     * @param warmUp how they warm up
     * @throws BrokenException if one of them dies or hangs
     * @throws IOException if this process's own sockets fail
     * @throws InterruptedException if interrupted, soon after
     */
    Outcome give(List<? extends Arm> arms, int first, WarmUp warmUp, Limits limits)
            throws BrokenException, IOException, InterruptedException {
        awaitAll(arms, limits.start());
        forks.sort(Comparator.comparingInt(Fork::number));
        List<Integer> order = new ArrayList<>(IntStream.range(0, arms.size())
                .map(i -> (i + first) % arms.size())
                .boxed()
                .toList());
        Steadiness steadiness = new Steadiness();
        int most = forks.stream().mapToInt(Fork::warmUps).max().orElse(0);
        int round = 0;
        List<Duration> compiled = compilerTimes(arms);
        int least = warmUp.untilWarm ? Math.min(most, Math.max(limits.warmUps(), Steadiness.LEAST_ROUNDS)) : most;
        for (; round < most && !(warmUp.untilWarm && round >= least && steadiness.reached()); round++) {
            long begin = System.nanoTime();
            List<Double> logScores = round == 0
                    ? setUp(arms, order, warmUp.together, limits.settingUp())
                    : warmUp(arms, order, round, limits);
            if (round > 0) {
                // The first one holds all that is set up.
                checkTime(System.nanoTime() - begin, Math.max(0, least - round - 1), limits.end());
            }
            List<Duration> before = compiled;
            List<Duration> after = compilerTimes(arms);
            List<Duration> compiling = IntStream.range(0, arms.size())
                    .mapToObj(i -> after.get(i).minus(before.get(i)))
                    .toList();
            steadiness.add(new Steadiness.Round(Duration.ofNanos(System.nanoTime() - begin), compiling, logScores));
            compiled = after;
            Collections.reverse(order);
        }
        Instant from = Instant.now();
        List<List<Long>> operations = measure(arms, order, limits);
        Window window = new Window(from, Instant.now());
        for (Fork fork : forks) {
            tell(fork, TurnProfiler.GO);
        }
        return new Outcome(round, steadiness.reached(), operations, window);
    }

    /** Gives up as soon as it is known that the round will not end in time. */
    private void checkTime(long roundNanos, int moreWarmUps, long end) throws BrokenException {
        int measured = forks.stream().mapToInt(Fork::measured).max().orElse(0);
        long now = System.nanoTime();
        double left = (double) roundNanos * (moreWarmUps + measured);
        if (now + left - end > 0) {
            throw BrokenException.outOfTime(String.format(
                    Locale.ROOT,
                    "%s of it takes at least %.0f s, for a slice takes %.1f s, and there is less time: give more with"
                            + " --budget",
                    forks.size() == 1 ? "one fork" : "one round of forks",
                    (now - opened + left) / 1e9,
                    roundNanos / 1e9 / forks.size()));
        }
    }

    private void awaitAll(List<? extends Arm> arms, Duration start)
            throws BrokenException, IOException, InterruptedException {
        long end = System.nanoTime() + start.toNanos();
        while (forks.size() < arms.size()) {
            if (arms.stream().anyMatch(Arm::ended) || System.nanoTime() > end) {
                throw new BrokenException(
                        missing(arms.size()), "only " + forks.size() + " of " + arms.size() + " forks became ready");
            }
            checkInterrupt();
            admit();
        }
    }

    private static List<Duration> compilerTimes(List<? extends Arm> arms) {
        return arms.stream().map(Arm::compilerTime).toList();
    }

    /**
     * The first slice of each fork, in batches. Those who have had it are stopped, so that they take no part in what the next ones
     * find out about their servers.
     */
    private List<Double> setUp(List<? extends Arm> arms, List<Integer> order, int together, Limits limits)
            throws BrokenException, InterruptedException {
        Double[] logScores = new Double[arms.size()];
        Arrays.fill(logScores, 0.0);
        try {
            for (int from = 0; from < order.size(); from += together) {
                List<Integer> batch = order.subList(from, Math.min(from + together, order.size()));
                warmUpTogether(batch, 0, limits, logScores);
                for (int number : batch) {
                    arms.get(number).stop();
                }
            }
        } finally {
            for (Arm arm : arms) {
                arm.resume();
            }
        }
        return List.of(logScores);
    }

    /** One slice of each fork that still warms up; the logarithms of their scores, and 0 for the others. */
    private List<Double> warmUp(List<? extends Arm> arms, List<Integer> order, int round, Limits limits)
            throws BrokenException, InterruptedException {
        Double[] logScores = new Double[arms.size()];
        Arrays.fill(logScores, 0.0);
        for (int number : order) {
            warmUpTogether(List.of(number), round, limits, logScores);
        }
        return List.of(logScores);
    }

    /** A slice of those of some forks that still warm up, at the same time. */
    private void warmUpTogether(List<Integer> some, int round, Limits limits, Double[] logScores)
            throws BrokenException, InterruptedException {
        List<Fork> warming = some.stream()
                .map(forks::get)
                .filter(fork -> round < fork.warmUps)
                .toList();
        for (Fork fork : warming) {
            tell(fork, TurnProfiler.GO);
        }
        for (Fork fork : warming) {
            logScores[fork.number] = Math.log(hear(fork, limits).score);
        }
    }

    private List<List<Long>> measure(List<? extends Arm> arms, List<Integer> order, Limits limits)
            throws BrokenException, InterruptedException {
        List<List<Long>> operations = new ArrayList<>();
        arms.forEach(arm -> operations.add(new ArrayList<>()));
        try {
            for (Arm arm : arms) {
                arm.stop();
            }
            measure(arms, order, limits, operations);
        } finally {
            for (Arm arm : arms) {
                arm.resume();
            }
        }
        return operations;
    }

    private void measure(List<? extends Arm> arms, List<Integer> order, Limits limits, List<List<Long>> operations)
            throws BrokenException, InterruptedException {
        int most = forks.stream().mapToInt(Fork::measured).max().orElse(0);
        for (int round = 0; round < most; round++) {
            for (int number : order) {
                Fork fork = forks.get(number);
                if (round < fork.measured) {
                    arms.get(number).beginSlice();
                    tell(fork, round == 0 ? TurnProfiler.MEASURE : TurnProfiler.GO);
                    operations.get(number).add(hear(fork, limits).operations);
                    arms.get(number).endSlice();
                }
            }
            Collections.reverse(order);
        }
    }

    /** The fork that did not come; unknown when there are several. */
    private int missing(int group) {
        List<Integer> absent = IntStream.range(0, group)
                .filter(number -> forks.stream().noneMatch(fork -> fork.number == number))
                .boxed()
                .toList();
        return absent.size() == 1 ? absent.get(0) : UNKNOWN;
    }

    private void admit() throws IOException {
        server.setSoTimeout(POLL_MILLIS);
        Socket socket;
        try {
            socket = server.accept();
        } catch (SocketTimeoutException nobodyCame) {
            return;
        }
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (in.readLong() == secret) {
                forks.add(new Fork(
                        in.readInt(),
                        in.readInt(),
                        in.readInt(),
                        socket,
                        in,
                        new DataOutputStream(socket.getOutputStream())));
                return;
            }
        } catch (IOException itWentAway) {
            // A fork that died while it connected is missed, or seen to have ended; a stranger is not.
        }
        socket.close();
    }

    /** Reads in short steps, since nothing else would notice an interrupt. */
    private static Done hear(Fork fork, Limits limits) throws BrokenException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            checkInterrupt();
            try {
                fork.socket.setSoTimeout(POLL_MILLIS);
                if (fork.in.readByte() != TurnProfiler.DONE) {
                    throw new BrokenException(fork.number, "does not keep to the protocol of turns");
                }
                fork.socket.setSoTimeout(HANDSHAKE_MILLIS);
                return new Done(fork.in.readDouble(), fork.in.readLong());
            } catch (SocketTimeoutException notYet) {
                long now = System.nanoTime();
                if (now - begin > limits.slice().toNanos()) {
                    throw new BrokenException(
                            fork.number, "hung for " + limits.slice().toSeconds() + " s");
                }
                if (now - limits.end() > 0) {
                    double seconds = (now - begin) / 1e9;
                    throw BrokenException.outOfTime("the time ran out in the middle of a slice of it"
                            + (seconds < LONG_SLICE_SECONDS
                                    ? ""
                                    : String.format(Locale.ROOT, ", which takes more than %.0f s", seconds)));
                }
            } catch (IOException e) {
                throw new BrokenException(fork.number, "died");
            }
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static void tell(Fork fork, int turn) throws BrokenException {
        try {
            fork.out.writeByte(turn);
            fork.out.flush();
        } catch (IOException e) {
            throw new BrokenException(fork.number, "died");
        }
    }

    @Override
    public void close() throws IOException {
        for (Fork fork : forks) {
            fork.socket.close();
        }
        server.close();
    }
}
