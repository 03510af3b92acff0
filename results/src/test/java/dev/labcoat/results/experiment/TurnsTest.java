package dev.labcoat.results.experiment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.jmh.TurnProfiler;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService forks = Executors.newCachedThreadPool();
    private final List<Future<?>> started = new ArrayList<>();
    private final ConcurrentLinkedQueue<Integer> slices = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private Turns turns;

    @BeforeEach
    void open() throws IOException {
        turns = new Turns();
    }

    @AfterEach
    void close() throws IOException {
        turns.close();
        forks.shutdownNow();
    }

    /** A fork's side, as of {@link TurnProfiler}: it does what it does when its turn has come. */
    private final class Fork implements AutoCloseable {
        private final int number;
        private final Socket socket;

        Fork(String invitation) throws IOException {
            String[] parts = invitation.split(":", -1);
            number = Integer.parseInt(parts[2]);
            socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeLong(Long.parseLong(parts[1]));
            out.writeInt(number);
        }

        /** Says that it is ready, or done, and waits; false when nobody answers. */
        boolean sayAndWait() throws IOException {
            socket.getOutputStream().write(1);
            return new DataInputStream(socket.getInputStream()).read() >= 0;
        }

        void rounds(int rounds) throws IOException {
            for (int round = 0; round < rounds && sayAndWait(); round++) {
                slices.add(number);
                sayAndWait();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void fork(int number, int rounds) {
        started.add(forks.submit(() -> {
            try (Fork fork = new Fork(turns.invitation(number))) {
                fork.rounds(rounds);
            }
            return null;
        }));
    }

    @Test
    void eachRoundIsTheReverseOfTheOneBefore() throws Exception {
        for (int number = 0; number < 3; number++) {
            fork(number, 4);
        }

        turns.give(3, 4, 1, LONG, LONG, () -> false);

        for (Future<?> fork : started) {
            fork.get(30, SECONDS);
        }
        assertThat(slices).containsExactly(1, 2, 0, 0, 2, 1, 1, 2, 0, 0, 2, 1);
    }

    @Test
    void aForkThatDiesIsNamed() throws Exception {
        fork(0, 4);
        fork(1, 2);

        assertThatThrownBy(() -> turns.give(2, 4, 0, LONG, LONG, () -> false))
                .isInstanceOfSatisfying(
                        Turns.BrokenException.class, e -> assertThat(e.fork()).isOne())
                .hasMessage("died");
        started.get(1).get(30, SECONDS);
    }

    @Test
    void aForkThatHangsIsNotWaitedForForever() throws IOException {
        fork(0, 4);
        try (Fork hanging = new Fork(turns.invitation(1))) {
            started.add(forks.submit(hanging::sayAndWait));
            assertThatThrownBy(() -> turns.give(2, 4, 0, LONG, Duration.ofSeconds(1), () -> false))
                    .isInstanceOfSatisfying(
                            Turns.BrokenException.class,
                            e -> assertThat(e.fork()).isOne())
                    .hasMessage("hung for 1 s");
        }
    }

    @Test
    void aForkThatEndsBeforeItCameEndsTheWait() {
        fork(0, 4);
        assertThatThrownBy(() -> turns.give(2, 4, 0, LONG, LONG, () -> true))
                .isInstanceOfSatisfying(
                        Turns.BrokenException.class, e -> assertThat(e.fork()).isEqualTo(Turns.UNKNOWN))
                .hasMessageContaining("of 2 forks became ready");
    }

    @Test
    void aStrangerIsNotLetIn() throws IOException {
        String[] invitation = turns.invitation(0).split(":", -1);
        try (Fork stranger = new Fork(invitation[0] + ":1:0")) {
            assertThatThrownBy(() -> turns.give(1, 1, 0, Duration.ofSeconds(1), LONG, () -> false))
                    .hasMessageContaining("only 0 of 1");
            assertThat(stranger.number).isZero();
        }
    }
}
