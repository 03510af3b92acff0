package dev.labcoat.results.jmh;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The fork's side of lockstep: no measured iteration begins before its turn, and none of this fork's later work begins before
 * the round is over. It is put on the class path of forks of any JMH jar, so it must be one class and need nothing but JMH.
 */
public final class TurnProfiler implements InternalProfiler {

    /** Environment variable of the fork: the coordinator's port, its secret, and the fork's number. */
    public static final String TURN = "LABCOAT_TURN";

    private @Nullable Socket coordinator;

    @Override
    public String getDescription() {
        return "waits for this fork's turn before each measured iteration";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            sayAndWait();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            sayAndWait();
        }
        return List.of();
    }

    /** Before a slice: ready, and wait for the turn. After it: done, and wait for the end of the round. */
    private void sayAndWait() {
        try {
            Socket socket = coordinator();
            socket.getOutputStream().write(1);
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("it closed the connection");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the coordinator of the comparison is gone", e);
        }
    }

    /** JMH makes profilers in its own process too, just to see that it can: only one that measures may connect. */
    private Socket coordinator() throws IOException {
        if (coordinator == null) {
            String[] turn = System.getenv(TURN).split(":", -1);
            coordinator = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(turn[0]));
            coordinator.setTcpNoDelay(true);
            DataOutputStream out = new DataOutputStream(coordinator.getOutputStream());
            out.writeLong(Long.parseLong(turn[1]));
            out.writeInt(Integer.parseInt(turn[2]));
            out.flush();
        }
        return coordinator;
    }
}
