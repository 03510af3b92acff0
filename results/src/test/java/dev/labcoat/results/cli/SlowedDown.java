package dev.labcoat.results.cli;

import dev.labcoat.results.CompiledJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Two JMH jars of which one has one more method, that is called by one of several others and takes a known share of the time.
 *
 * @param base the jar without it
 * @param head the jar with it
 */
record SlowedDown(Path base, Path head) {

    /** What is to be found. */
    static final String METHOD = "acme.Work.injected";

    /** Rounds of a method of which four are an operation. */
    private static final int ROUNDS = 500;

    private static final int METHODS = 4;

    /**
     * Builds them.
     *
     * @param folder an empty one
     * @param percent how much more work an operation has
     * @param random says which method calls the new one, and whether that works itself or has it done by one that was there before
     */
    static SlowedDown by(int percent, Random random, Path folder) throws IOException {
        int caller = random.nextInt(METHODS);
        boolean itself = random.nextBoolean();
        int rounds = METHODS * ROUNDS * percent / 100;
        return new SlowedDown(
                jar(folder.resolve("base"), -1, ""),
                jar(
                        folder.resolve("head"),
                        caller,
                        "    static long injected(long seed) {\n"
                                + (itself
                                        ? loop(rounds, "seed", "Long.rotateLeft(x, 11) * 0x2545F4914F6CDD1DL + i")
                                        : "        return spin(seed, " + rounds + ");\n")
                                + "    }\n"));
    }

    private static Path jar(Path folder, int caller, String more) throws IOException {
        StringBuilder work = new StringBuilder("package acme;\n\nfinal class Work {\n");
        work.append("    static long spin(long seed, int rounds) {\n")
                .append(loop("rounds", "seed", "x * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL"))
                .append("    }\n");
        for (int method = 0; method < METHODS; method++) {
            work.append(String.format(Locale.ROOT, "    static long step%d(long seed) {%n", method))
                    .append("        long own = ")
                    .append(method == caller ? "injected(seed)" : "seed")
                    .append(";\n")
                    .append("        return spin(own, ")
                    .append(ROUNDS)
                    .append(");\n    }\n");
        }
        work.append(more).append("}\n");
        StringBuilder calls = new StringBuilder("seed");
        for (int method = 0; method < METHODS; method++) {
            calls.insert(0, "Work.step" + method + "(").append(')');
        }
        Path sources = Files.createDirectories(folder.resolve("src/acme"));
        Files.writeString(sources.resolve("Work.java"), work);
        Files.writeString(sources.resolve("WorkBenchmark.java"), """
                package acme;

                import java.util.concurrent.TimeUnit;
                import org.openjdk.jmh.annotations.*;

                @State(Scope.Thread)
                @BenchmarkMode(Mode.AverageTime)
                @OutputTimeUnit(TimeUnit.NANOSECONDS)
                @Warmup(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
                @Fork(value = 1, jvmArgs = {"-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"})
                public class WorkBenchmark {
                    private long seed = 42;

                    @Benchmark
                    public long work() {
                        return seed = CALLS;
                    }
                }
                """.replace("CALLS", calls));
        return CompiledJar.of(List.of(folder.resolve("src")), Files.createDirectories(folder.resolve("built")));
    }

    private static String loop(Object rounds, String seed, String step) {
        return String.format(
                Locale.ROOT,
                "        long x = %s;%n        for (int i = 0; i < %s; i++) {%n            x = %s;%n        }%n        return x;%n",
                seed,
                rounds,
                step);
    }
}
