package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.load.Load;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures requests per second and CPU time per request of nginx with a static page of about 1 KiB over TLS 1.3 on kept-alive
 * connections, beside the same without TLS, with a cache of sessions, smaller records, and both, and both in HTTP/2 with as many
 * streams at a time on each connection as {@code streams} says (1 to 128); without TLS nginx 1.22 speaks it on a port only instead of
 * HTTP/1.1. Left out are handshakes, which kept-alive connections need once, and other cipher suites. Expect encryption to cost a few
 * microseconds for each request, and the knobs nothing, because they are about handshakes and large responses. Run it with
 * {@code ./run-bench.sh run NginxTlsBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class NginxTlsBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long plain(Plain nginx) {
        return nginx.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long tls(Tls nginx) {
        return nginx.exchange();
    }

    /** The same in HTTP/2, without TLS and from the first byte on. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long plainHttp2(PlainHttp2 nginx) {
        return nginx.exchange();
    }

    /** The same in TLS, with a client that asks for HTTP/2. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long tlsHttp2(TlsHttp2 nginx) {
        return nginx.exchange();
    }

    public static class Plain extends StackState {

        @Override
        String stack() {
            return "nginx";
        }

        @Override
        String step() {
            return "FILE_CACHE+LOG";
        }
    }

    /** With several streams at a time on each connection. */
    public abstract static class Http2 extends StackState {

        @Param("1")
        public int streams;

        @Override
        protected Load load() throws IOException {
            return super.load().withStreams(streams);
        }
    }

    public static class PlainHttp2 extends Http2 {

        @Override
        String stack() {
            return "nginx";
        }

        @Override
        String step() {
            return "FILE_CACHE+LOG+protocol=h2c";
        }
    }

    public static class Tls extends StackState {

        @Param({"BASELINE", "SESSION_CACHE", "BUFFER_4K", "ALL"})
        public String step;

        @Override
        String stack() {
            return "nginx-tls";
        }

        @Override
        String step() {
            return step;
        }
    }

    public static class TlsHttp2 extends Http2 {

        @Override
        String stack() {
            return "nginx-tls";
        }

        @Override
        String step() {
            return "protocol=h2";
        }
    }
}
