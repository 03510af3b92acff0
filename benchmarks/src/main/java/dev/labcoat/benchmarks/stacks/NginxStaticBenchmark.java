package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.LoadedServerState;
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
 * Measures requests per second and CPU time per request of nginx with a static page of about 1 KiB on kept-alive connections,
 * as it is often found, with one knob turned at a time, and with all of them: workers, connections for each worker, open
 * files, the cache of open files, and no access log. Left out are connecting, which is most of the work for a client without
 * keep-alive, the disk, and a network, and nginx has one CPU where the machine allows. Expect the cache of open files and the
 * missing log to give a quarter and a tenth of the CPU time, more workers to take a fifth more of it on one CPU, and more
 * connections and files to give nothing before the limits are met. Run it with {@code ./run-bench.sh run NginxStaticBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1)
public class NginxStaticBenchmark {

    /** The control: a page of 1 KiB from a loop that does nothing else. */
    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long rawLoopback(RawLoopback control) {
        return control.exchange();
    }

    @Benchmark
    @OperationsPerInvocation(LoadedServerState.BATCH)
    public long staticFile(Nginx nginx) {
        return nginx.exchange();
    }

    public static class Nginx extends StackState {

        @Param({"BASELINE", "WORKERS", "CONNECTIONS", "OPEN_FILES", "FILE_CACHE", "LOG", "ALL"})
        public String step;

        @Override
        String stack() {
            return "nginx";
        }

        @Override
        String step() {
            return step;
        }
    }
}
