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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TurnsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long NEVER = System.nanoTime() + Duration.ofHours(1).toNanos();
    private static final Turns.Limits PATIENT = new Turns.Limits(LONG, LONG, 0, NEVER);

    private static final Turns.WarmUp TOGETHER = new Turns.WarmUp(false, 2);
    private static final Turns.WarmUp ALONE = new Turns.WarmUp(false, 1);

    private final ExecutorService forks = Executors.newCachedThreadPool();
    private final List<Future<?>> started = new ArrayList<>();
    private final ConcurrentLinkedQueue<Integer> slices = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> goingOn = new ConcurrentLinkedQueue<>();
    private final List<FakeArm> arms = new ArrayList<>();

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

        Fork(String invitation, int warmUps, int measured) throws IOException {
            String[] parts = invitation.split(":", -1);
            number = Integer.parseInt(parts[2]);
            socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeLong(Long.parseLong(parts[1]));
            out.writeInt(number);
            out.writeInt(warmUps);
            out.writeInt(measured);
        }

        /** Waits for a turn; −1 when there will be none. */
        int turn() throws IOException {
            return new DataInputStream(socket.getInputStream()).read();
        }

        void done(double score) throws IOException {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(TurnProfiler.DONE);
            out.writeDouble(score);
            out.writeLong(1_000 + number);
        }

        /** So many slices of the same score, of which it keeps those from the one on that was said to be the first measured. */
        void rounds(int rounds) throws IOException {
            boolean measured = false;
            for (int round = 0; round < rounds; round++) {
                int turn = turn();
                measured |= turn == TurnProfiler.MEASURE;
                if (measured) {
                    slices.add(number);
                    goingOn.add(arms.stream().filter(arm -> !arm.stopped).count());
                }
                done(100);
            }
            turn();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** An arm without processes, which keeps what was done to it. */
    private static final class FakeArm implements Turns.Arm {
        private final boolean ended;
        private volatile boolean stopped;

        FakeArm(boolean ended) {
            this.ended = ended;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public Duration compilerTime() {
            return Duration.ZERO;
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public void resume() {
            stopped = false;
        }

        @Override
        public void beginSlice() {
            resume();
        }

        @Override
        public void endSlice() {
            stop();
        }
    }

    private List<FakeArm> arms(int number) {
        for (int i = 0; i < number; i++) {
            arms.add(new FakeArm(false));
        }
        return arms;
    }

    private void fork(int number, int warmUps, int measured, int rounds) {
        started.add(forks.submit(() -> {
            try (Fork fork = new Fork(turns.invitation(number), warmUps, measured)) {
                fork.rounds(rounds);
            }
            return null;
        }));
    }

    private void awaitForks() throws Exception {
        for (Future<?> fork : started) {
            fork.get(120, SECONDS);
        }
    }

    @Test
    void eachRoundIsTheReverseOfTheOneBefore() throws Exception {
        for (int number = 0; number < 3; number++) {
            fork(number, 2, 4, 6);
        }

        Turns.Outcome outcome = turns.give(arms(3), 1, TOGETHER, PATIENT);

        awaitForks();
        assertThat(slices).containsExactly(1, 2, 0, 0, 2, 1, 1, 2, 0, 0, 2, 1);
        assertThat(goingOn).as("arms that go on in a measured slice").containsOnly(1L);
        assertThat(outcome.warmUps()).isEqualTo(2);
        assertThat(outcome.operations())
                .containsExactly(
                        List.of(1_000L, 1_000L, 1_000L, 1_000L),
                        List.of(1_001L, 1_001L, 1_001L, 1_001L),
                        List.of(1_002L, 1_002L, 1_002L, 1_002L));
        assertThat(arms).noneMatch(arm -> arm.stopped);
    }

    @Test
    void asManyAreSetUpAtATimeAsMayBe() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        for (int number = 0; number < 4; number++) {
            Fork fork = new Fork(turns.invitation(number), 1, 1);
            started.add(forks.submit(() -> {
                try (fork) {
                    fork.turn();
                    both.await(30, SECONDS);
                    fork.done(100);
                    fork.rounds(1);
                }
                return null;
            }));
        }

        turns.give(arms(4), 3, TOGETHER, PATIENT);

        awaitForks();
        assertThat(slices).containsExactly(2, 1, 0, 3);
    }

    @Test
    void whatMustBeAloneIsSetUpWhileThoseBeforeItAreStopped() throws Exception {
        List<FakeArm> arms = arms(3);
        ConcurrentLinkedQueue<List<Boolean>> stopped = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < 3; number++) {
            Fork fork = new Fork(turns.invitation(number), 1, 1);
            started.add(forks.submit(() -> {
                try (fork) {
                    fork.turn();
                    stopped.add(arms.stream().map(arm -> arm.stopped).toList());
                    fork.done(100);
                    fork.rounds(1);
                }
                return null;
            }));
        }

        turns.give(arms, 0, ALONE, PATIENT);

        awaitForks();
        assertThat(stopped)
                .containsExactly(List.of(false, false, false), List.of(true, false, false), List.of(true, true, false));
        assertThat(arms).noneMatch(arm -> arm.stopped);
    }

    @Test
    void aGroupOfOneHasTurnsToo() throws Exception {
        fork(0, 0, 3, 3);

        assertThat(turns.give(arms(1), 0, TOGETHER, PATIENT).operations())
                .containsExactly(List.of(1_000L, 1_000L, 1_000L));
        awaitForks();
    }

    @Test
    void aForkThatDiesIsNamed() throws Exception {
        fork(0, 0, 4, 4);
        fork(1, 0, 4, 2);

        assertThatThrownBy(() -> turns.give(arms(2), 0, TOGETHER, PATIENT))
                .isInstanceOfSatisfying(
                        Turns.BrokenException.class, e -> assertThat(e.fork()).isOne())
                .hasMessage("died");
        assertThat(arms).as("nothing stays stopped").noneMatch(arm -> arm.stopped);
        started.get(1).get(120, SECONDS);
    }

    @Test
    void aForkThatHangsIsNotWaitedForForever() throws IOException {
        fork(0, 0, 4, 4);
        try (Fork hanging = new Fork(turns.invitation(1), 0, 4)) {
            started.add(forks.submit(hanging::turn));
            assertThatThrownBy(() ->
                            turns.give(arms(2), 0, TOGETHER, new Turns.Limits(LONG, Duration.ofSeconds(1), 0, NEVER)))
                    .isInstanceOfSatisfying(
                            Turns.BrokenException.class,
                            e -> assertThat(e.fork()).isOne())
                    .hasMessage("hung for 1 s");
        }
    }

    @Test
    void aRoundThatCannotEndInTimeIsGivenUpAtOnceWithTheTimeThatItTakes() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try (Fork slow = new Fork(turns.invitation(0), 80, 30)) {
            started.add(forks.submit(() -> {
                slow.turn();
                slow.done(100);
                slow.turn();
                Thread.sleep(600);
                slow.done(100);
                return slow.turn();
            }));
            assertThatThrownBy(() ->
                            turns.give(arms(1), 0, new Turns.WarmUp(true, 1), new Turns.Limits(LONG, LONG, 0, end)))
                    .isInstanceOfSatisfying(
                            Turns.BrokenException.class,
                            e -> assertThat(e.outOfTime()).isTrue())
                    .hasMessageMatching("one fork of it takes at least \\d\\d s, for a slice takes 0.\\d s.*--budget");
        }
    }

    @Test
    void aSliceThatDoesNotEndInTimeIsNotWaitedFor() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try (Fork slow = new Fork(turns.invitation(0), 80, 30)) {
            started.add(forks.submit(slow::turn));
            assertThatThrownBy(() ->
                            turns.give(arms(1), 0, new Turns.WarmUp(true, 1), new Turns.Limits(LONG, LONG, 0, end)))
                    .isInstanceOfSatisfying(
                            Turns.BrokenException.class,
                            e -> assertThat(e.outOfTime()).isTrue());
        }
    }

    @Test
    void warmingUpLastsForAsManySlicesAsAreAskedFor() throws Exception {
        fork(0, 100, 4, 100);
        Turns.Outcome outcome =
                turns.give(arms(1), 0, new Turns.WarmUp(true, 1), new Turns.Limits(LONG, LONG, 60, NEVER));
        assertThat(outcome.warmUps()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aForkThatEndsBeforeItCameEndsTheWait() {
        fork(0, 0, 4, 4);
        assertThatThrownBy(() -> turns.give(List.of(new FakeArm(false), new FakeArm(true)), 0, TOGETHER, PATIENT))
                .isInstanceOfSatisfying(
                        Turns.BrokenException.class, e -> assertThat(e.fork()).isIn(1, Turns.UNKNOWN))
                .hasMessageContaining("of 2 forks became ready");
    }

    @Test
    void aStrangerIsNotLetIn() throws IOException {
        String[] invitation = turns.invitation(0).split(":", -1);
        try (Fork stranger = new Fork(invitation[0] + ":1:0", 0, 1)) {
            assertThatThrownBy(() ->
                            turns.give(arms(1), 0, TOGETHER, new Turns.Limits(Duration.ofSeconds(1), LONG, 0, NEVER)))
                    .hasMessageContaining("only 0 of 1");
            assertThat(stranger.number).isZero();
        }
    }
}
