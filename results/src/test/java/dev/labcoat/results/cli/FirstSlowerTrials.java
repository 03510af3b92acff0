package dev.labcoat.results.cli;

import dev.labcoat.results.CompiledJar;
import dev.labcoat.results.files.FolderTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How soon the first slower row of a comparison is on the screen, where it is not known what rows load and where it is: the trials behind
 * {@code results/calibrate.sh first}. One class of ten, each of which one row loads, takes more time in the head's jar. Argument: how many.
 */
final class FirstSlowerTrials {

    private static final int ROWS = 10;
    private static final int TOKENS = 1000;
    private static final int PERCENT = 20;

    private FirstSlowerTrials() {}

    public static void main(String[] arguments) throws IOException {
        int trials = Integer.parseInt(arguments[0]);
        List<Double> shares = new ArrayList<>();
        for (int trial = 1; trial <= trials; trial++) {
            Path folder = Files.createTempDirectory("labcoat-first-");
            int slower = new Random(trial).nextInt(ROWS);
            Path base = jar(folder.resolve("base"), ROWS);
            Path head = jar(folder.resolve("head"), slower);
            double unknown = secondsUntilSlower(base, head, folder.resolve("results"), trial);
            double known = secondsUntilSlower(base, head, folder.resolve("results"), trial);
            shares.add(known / unknown);
            System.out.printf(
                    Locale.ROOT,
                    "trial %d: the first slower row after %.0f s, and after %.0f s where it is known what rows load%n",
                    trial,
                    unknown,
                    known);
            FolderTree.delete(folder);
        }
        System.out.printf(
                Locale.ROOT,
                "one row of %d is %d %% slower, JDK %s: on the screen in %.0f %% of the time (median of %d; %.0f to %.0f %%)%n",
                ROWS,
                PERCENT,
                System.getProperty("java.version"),
                100 * shares.stream().sorted().toList().get(trials / 2),
                trials,
                100 * shares.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN),
                100 * shares.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
    }

    private static Path jar(Path folder, int slower) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/acme"));
        for (int row = 0; row < ROWS; row++) {
            Files.writeString(sources.resolve("Work" + row + ".java"), """
                    package acme;

                    import org.openjdk.jmh.infra.Blackhole;

                    final class WorkROW {
                        static void work() {
                            Blackhole.consumeCPU(TOKENS);
                        }
                    }
                    """.replace("ROW", "" + row)
                    .replace("TOKENS", "" + (row == slower ? TOKENS + TOKENS * PERCENT / 100 : TOKENS)));
            Files.writeString(sources.resolve("Row" + row + "Benchmark.java"), """
                    package acme;

                    import java.util.concurrent.TimeUnit;
                    import org.openjdk.jmh.annotations.*;

                    @BenchmarkMode(Mode.AverageTime)
                    @OutputTimeUnit(TimeUnit.NANOSECONDS)
                    @Fork(value = 1, jvmArgs = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
                    public class RowROWBenchmark {
                        @Benchmark
                        public void work() {
                            WorkROW.work();
                        }
                    }
                    """.replace("ROW", "" + row));
        }
        return CompiledJar.of(List.of(folder.resolve("src")), Files.createDirectories(folder.resolve("built")));
    }

    /** Compares until the first row is said to be slower. */
    private static double secondsUntilSlower(Path base, Path head, Path results, int seed) {
        Thread comparing = Thread.currentThread();
        long begin = System.nanoTime();
        long[] seen = new long[1];
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        OutputStream screen = new OutputStream() {
            @Override
            public void write(int letter) {
                said.write(letter);
                if (letter == '\n'
                        && seen[0] == 0
                        && said.toString(StandardCharsets.UTF_8).contains(" slower (")) {
                    seen[0] = System.nanoTime();
                    comparing.interrupt();
                }
            }
        };
        Labcoat.execute(
                new PrintStream(screen, true, StandardCharsets.UTF_8),
                System.err,
                "compare",
                "--base-jar=" + base,
                "--head-jar=" + head,
                "--even-if-changed",
                "--preset=smoke",
                "--budget=30m",
                "--seed=" + seed,
                "--results=" + results);
        if (seen[0] == 0) {
            throw new IllegalStateException("no row was slower: " + said.toString(StandardCharsets.UTF_8));
        }
        // Whether it was stopped by it or had ended before.
        Thread.interrupted();
        return (seen[0] - begin) / 1e9;
    }
}
