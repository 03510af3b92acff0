package dev.labcoat.benchmarks.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Work of an amount that stands in the jar, so that two jars can differ in speed and in nothing that was asked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
public class JarBenchmark {

    private int tokens;

    @Setup
    public void readTokens() throws IOException {
        try (InputStream in = Objects.requireNonNull(JarBenchmark.class.getResourceAsStream("tokens.txt"))) {
            tokens = Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    @Benchmark
    public void spin() {
        Blackhole.consumeCPU(tokens);
    }
}
