package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.TurnProfiler;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Gives turns to the forks of a lockstep group: in each round every fork runs one slice while the others wait, and the order
 * of a round is the reverse of the one before (AB, BA, AB…), so that a drift of the machine hits all alike.
 */
final class Turns implements AutoCloseable {

    /** How often to look whether a fork has ended, or this thread was interrupted. */
    private static final int POLL_MILLIS = 200;

    /** A fork that connects says at once who it is; a busy machine may take a while for it. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** The number of no fork. */
    static final int UNKNOWN = -1;

    private final ServerSocket server;
    private final long secret = new SecureRandom().nextLong();
    private final List<Fork> forks = new ArrayList<>();

    Turns() throws IOException {
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    private record Fork(int number, Socket socket, DataInputStream in, DataOutputStream out) {}

    /** A fork of the group died or hung, so that the group's rounds are void. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        private final int fork;

        BrokenException(int fork, String message) {
            super(message);
            this.fork = fork;
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
     * Waits for all forks, and then gives them so many rounds.
     *
     * @param group how many forks, numbered from 0
     * @param first the fork that begins the first round
     * @param warmUp the longest that may go by before all forks are ready
     * @param slice the longest that a slice, with its set-up and tear-down, may take
     * @param gone whether one of the forks has come to its end; asked while waiting for all to come
     * @throws BrokenException if one of them dies or hangs
     * @throws IOException if this process's own sockets fail
     * @throws InterruptedException if interrupted, soon after
     */
    void give(int group, int rounds, int first, Duration warmUp, Duration slice, BooleanSupplier gone)
            throws BrokenException, IOException, InterruptedException {
        long end = System.nanoTime() + warmUp.toNanos();
        while (forks.size() < group) {
            if (gone.getAsBoolean() || System.nanoTime() > end) {
                throw new BrokenException(
                        missing(group), "only " + forks.size() + " of " + group + " forks became ready");
            }
            checkInterrupt();
            admit();
        }
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, group).map(i -> (i + first) % group).boxed().toList());
        List<Fork> byNumber = forks.stream()
                .sorted((one, other) -> Integer.compare(one.number, other.number))
                .toList();
        for (int round = 0; round < rounds; round++) {
            Duration patience = round == 0 ? warmUp : slice;
            for (Fork fork : byNumber) {
                hear(fork, patience);
            }
            for (int number : order) {
                tell(byNumber.get(number));
                hear(byNumber.get(number), slice);
            }
            for (Fork fork : byNumber) {
                tell(fork);
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
                forks.add(new Fork(in.readInt(), socket, in, new DataOutputStream(socket.getOutputStream())));
                return;
            }
        } catch (IOException itWentAway) {
            // A fork that died at the door is missed, or seen to have ended; a stranger is not.
        }
        socket.close();
    }

    /** Reads in short steps, since nothing else would notice an interrupt. */
    private static void hear(Fork fork, Duration patience) throws BrokenException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            checkInterrupt();
            try {
                fork.socket.setSoTimeout(POLL_MILLIS);
                fork.in.readByte();
                return;
            } catch (SocketTimeoutException notYet) {
                if (System.nanoTime() > end) {
                    throw new BrokenException(fork.number, "hung for " + patience.toSeconds() + " s");
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

    private static void tell(Fork fork) throws BrokenException {
        try {
            fork.out.writeByte(1);
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
