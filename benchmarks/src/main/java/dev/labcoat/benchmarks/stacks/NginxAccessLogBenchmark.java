package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.AccessLogCosts;
import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.AccessLog;
import dev.labcoat.fixtures.http.AccessLogCount;
import dev.labcoat.fixtures.load.LoadedServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures requests per second and CPU time per request of nginx with a static page of about 1 KiB on kept-alive connections,
 * without an access log, with one in a file, with one that is written from a buffer of 64 KiB, and with one that is sent to a
 * syslog listener over UDP. Left out are rotation, a disk that is slow or full, since files end up in the page cache, and a
 * network between nginx and the listener, which shares the client's CPU. Expect the file to cost a tenth more, its buffer to
 * give half of that back, and a datagram for each line to cost half as much as the request itself, of which some are lost. Run
 * it with {@code ./run-bench.sh run NginxAccessLogBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class NginxAccessLogBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long staticFile(Logging nginx) {
        return nginx.exchange();
    }

    /** Where nginx notes each request. */
    public enum Log {
        OFF(AccessLog.Target.OFF, port -> "off"),
        FILE(AccessLog.Target.SYNCHRONOUS_FILE, port -> "\"{folder}/access.log\""),
        /** Lines are late by as much as its buffer holds, and for no longer than 200 ms. */
        BUFFERED_FILE(
                AccessLog.Target.SYNCHRONOUS_FILE, port -> "\"{folder}/access.log\" combined buffer=64k flush=200ms"),
        SYSLOG_UDP(AccessLog.Target.SYSLOG_UDP, port -> "syslog:server=127.0.0.1:" + port);

        private final AccessLog.Target target;
        private final IntFunction<String> setting;

        Log(AccessLog.Target target, IntFunction<String> setting) {
            this.target = target;
            this.setting = setting;
        }
    }

    public static class Logging extends StackState {

        @Param
        public Log accessLog;

        private @Nullable AccessLogCount count;
        private boolean begun;

        @Override
        String stack() {
            return "nginx";
        }

        @Override
        String step() throws IOException {
            count = AccessLogCount.ofAnyForm(accessLog.target);
            return "accessLog=" + accessLog.setting.apply(count.accessLog().syslogPort());
        }

        @Override
        protected void prepare(LoadedServer loaded, long iterationNanos) throws IOException {
            if (!begun) {
                begun = true;
                count().begin(loaded.completed(), loaded.server().folder());
            }
        }

        @Override
        protected List<Cost> settle(LoadedServer loaded) throws IOException {
            return AccessLogCosts.of(count(), loaded);
        }

        @TearDown(Level.Trial)
        public void stopListening() throws IOException {
            if (count != null) {
                count.close();
            }
        }

        private AccessLogCount count() {
            if (count == null) {
                throw new IllegalStateException("nginx was not told where to note requests");
            }
            return count;
        }
    }
}
