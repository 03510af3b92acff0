package dev.labcoat.benchmarks.calibration;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.process.Service;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** Work of a chosen amount in a server, asked for over HTTP; the server's one busy thread is what limits throughput. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
public class SpinServerBenchmark {

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long spin(Spinning server) {
        return server.exchange();
    }

    /** A server that works before it answers. */
    public static class Spinning extends LoadedServerState {

        /** Work, in tokens of {@link org.openjdk.jmh.infra.Blackhole#consumeCPU}, beside what the server does anyway. */
        @Param("20000")
        public int tokens;

        private final Site site = new Site(1, 1024);

        @Override
        protected Service service() {
            return new SpinServer(tokens, site);
        }

        @Override
        protected FixedPage page() {
            return site;
        }

        @Override
        protected int connections() {
            return 8;
        }
    }
}
