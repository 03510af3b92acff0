package dev.labcoat.results.jmh;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * The fork's side of lockstep: no iteration begins before its turn, and what each gave is told to the coordinator, who says
 * when warming up is over. It is put on the class path of forks of any JMH jar, so it must be one class and need nothing but
 * JMH, 1.21 or newer.
 *
 * <p>The fork says once who it is: the secret (8 bytes), its number, its iterations of warming up and those that it measures (4
 * bytes each). Then it waits for its turn, which is one byte: {@link #GO} or {@link #MEASURE}. After each iteration it says
 * {@link #DONE}, the score (8 bytes, IEEE 754) and the operations measured (8 bytes), and waits for its next turn; the one
 * after the last iteration lets it end.
 */
public final class TurnProfiler implements InternalProfiler {

    /** Environment variable of the fork: the coordinator's port, its secret, and the fork's number. */
    public static final String TURN = "LABCOAT_TURN";

    /** Run the next iteration. */
    public static final int GO = 1;

    /** Run the next iteration, and let it be the first that is measured. */
    public static final int MEASURE = 2;

    /** An iteration has ended. */
    public static final int DONE = 3;

    private @Nullable Socket coordinator;
    private int warmedUp;

    @Override
    public String getDescription() {
        return "waits for this fork's turn before each iteration";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (coordinator == null) {
            try {
                coordinator = connect(benchmark);
                awaitTurn(coordinator);
            } catch (IOException e) {
                throw gone(e);
            }
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Socket socket = coordinator;
        if (socket == null) {
            throw new IllegalStateException("JMH did not say that an iteration begins");
        }
        boolean warmUp = iteration.getType() == IterationType.WARMUP;
        warmedUp += warmUp ? 1 : 0;
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(DONE);
            // An iteration that failed has no results; JMH says why when it has asked its profilers.
            out.writeDouble(
                    result.getRawPrimaryResults().isEmpty()
                            ? Double.NaN
                            : result.getPrimaryResult().getScore());
            out.writeLong(result.getMetadata().getMeasuredOps());
            out.flush();
            if (awaitTurn(socket) == MEASURE && warmUp) {
                endAfter(iteration, warmedUp);
            }
        } catch (IOException e) {
            throw gone(e);
        }
        return List.of();
    }

    /** JMH makes profilers in its own process too, just to see that it can: only one that measures may connect. */
    private static Socket connect(BenchmarkParams benchmark) throws IOException {
        String[] turn = System.getenv(TURN).split(":", -1);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(turn[0]));
        socket.setTcpNoDelay(true);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeLong(Long.parseLong(turn[1]));
        out.writeInt(Integer.parseInt(turn[2]));
        out.writeInt(benchmark.getWarmup().getCount());
        out.writeInt(benchmark.getMeasurement().getCount());
        out.flush();
        return socket;
    }

    private static int awaitTurn(Socket socket) throws IOException {
        return new DataInputStream(socket.getInputStream()).readByte();
    }

    private static IllegalStateException gone(IOException e) {
        return new IllegalStateException("the coordinator of the forks is gone", new UncheckedIOException(e));
    }

    /**
     * JMH has no way to say that warming up is over: it runs as many iterations as it was told to. But it looks at their number
     * before each (BaseRunner.runBenchmark, 1.21 to 1.37), so that a smaller one ends them in good order.
     */
    private static void endAfter(IterationParams iterations, int count) {
        try {
            for (Class<?> type = iterations.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getName().equals("count")) {
                        field.setAccessible(true);
                        field.setInt(iterations, count);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("this JMH or JDK does not let warming up end early: " + e, e);
        }
        if (iterations.getCount() != count) {
            throw new IllegalStateException("this JMH does not let warming up end early");
        }
    }
}
