package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.labcoat.results.CompiledJar;
import dev.labcoat.results.Interruptible;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees: the screen of a pseudo-terminal, which {@code script} of util-linux makes, after commands that measure. */
class PseudoTerminalIT {

    private static final Path PROGRAM = Path.of("target/results.jar").toAbsolutePath();

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar " + PROGRAM;

    @TempDir
    static Path folder;

    @BeforeAll
    static void buildBenchmarks() throws IOException, InterruptedException {
        assumeTrue(isUtilLinux(), "script of util-linux makes the pseudo-terminal");
        Path source = Files.createDirectories(folder.resolve("source/demo")).resolve("SumBenchmark.java");
        Files.writeString(source, """
                package demo;

                import org.openjdk.jmh.annotations.Benchmark;
                import org.openjdk.jmh.annotations.Param;
                import org.openjdk.jmh.annotations.Scope;
                import org.openjdk.jmh.annotations.State;

                @State(Scope.Benchmark)
                public class SumBenchmark {
                    @Param({"BASELINE", "HALF", "ALL"})
                    public String step;

                    @Param("a-value-that-takes-much-of-a-line-of-a-narrow-terminal")
                    public String work;

                    @Benchmark
                    public long sumOfSomeNumbers() {
                        long sum = 0;
                        for (int i = 0; i < (step.equals("ALL") ? 1_000 : 100_000); i++) {
                            sum += i ^ sum;
                        }
                        return sum;
                    }
                }
                """);
        Path jar = CompiledJar.of(List.of(folder.resolve("source")), folder);
        Suite.Question question = new Suite.Question(
                "demo.SumBenchmark",
                "what does it take to add up numbers?",
                null,
                Map.of(),
                null,
                List.of(),
                List.of("step"),
                null,
                null,
                new Suite.Ladder("step", "BASELINE", List.of("HALF"), "ALL"));
        Suite suite = new Suite(
                "1",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer("demo", "Sums.", null, null, null, List.of(question))));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path descriptor = zip.getPath(Suite.RESOURCE);
            Files.createDirectories(descriptor.getParent());
            Files.writeString(descriptor, Json.PRETTY.writeValueAsString(suite));
        }
    }

    private static boolean isUtilLinux() throws IOException, InterruptedException {
        try {
            Process script = new ProcessBuilder("script", "--version").start();
            String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return script.waitFor() == 0 && said.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100})
    void whatIsPrintedFitsAndTheBarLeavesNothingBehind(int columns) throws IOException, InterruptedException {
        String results = " --preset smoke --jar foreign.jar --results " + columns;
        String run = sent(columns, "run --tables --commit test" + results);
        assertThat(run).contains("round 1 of ", "about ");
        check(run, columns, "SumBenchmark.sumOfSomeNumbers");
        check(sent(columns, "table --results " + columns), columns, "demo: SumBenchmark");
        check(
                sent(columns, "compare --vary step=BASELINE,ALL --pairs 1 --budget 5m" + results),
                columns,
                "step=ALL against step=BASELINE",
                "error rate:");
        check(sent(columns, "ladder --pairs 1 --budget 5m" + results), columns, "error rate:");
        check(sent(columns, "list --jar foreign.jar"), columns, "what does it take");
    }

    @Test
    void coloursAreOfTheTerminalAndCanBeSwitchedOff() throws IOException, InterruptedException {
        assertThat(sent(80, "run --budget 5 --jar foreign.jar")).contains("is not a duration");
        assertThat(sent(80, "doctor")).contains("\u001B[32mok\u001B[0m");
        assertThat(sent(80, "doctor", Map.of("NO_COLOR", "1"))).doesNotContain("\u001B[3");
    }

    @Test
    void whatDoctorFindsGoodHasNoColourOfAWarning() throws IOException, InterruptedException {
        assertThat(sent(80, "doctor").lines().filter(line -> line.contains("32mok")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\u001B[33m") || line.contains("\u001B[31m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare HEAD"})
    void ctrlCBeforeAnythingIsMeasuredIsSaidInOneLine(String command, @TempDir Path project)
            throws IOException, InterruptedException {
        String git =
                "git init -q . && git -c user.name=test -c user.email=test@localhost commit -q --allow-empty -m one";
        assertThat(new ProcessBuilder("bash", "-c", git)
                        .directory(project.toFile())
                        .start()
                        .waitFor())
                .isZero();

        Said stopped = stopped(project, JAVA + " " + command + " --build 'sleep 100' --built-jar '*.jar'", "uilding");

        assertThat(stopped.status()).as(stopped.out()).isEqualTo(130);
        assertThat(stopped.out().lines().filter(line -> line.contains("stopped")))
                .as(stopped.out())
                .singleElement()
                .asString()
                .contains("labcoat: stopped");
        assertThat(stopped.out()).doesNotContain("could not");
    }

    @Test
    void ctrlCWhileTheScriptBuildsIsNoFailureOfTheBuild(@TempDir Path checkout)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("labcoat.root", "..")).toRealPath();
        Files.copy(root.resolve("run-bench.sh"), checkout.resolve("run-bench.sh"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        for (String folder : List.of(".mvn", "fixtures/src/main", "benchmarks/src/main", "results/src/main")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        for (String module : List.of("fixtures", "benchmarks", "results")) {
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
        }
        // As a JVM ends: with a status, not of the signal.
        Files.writeString(checkout.resolve("mvnw"), """
                #!/usr/bin/env bash
                trap 'exit 130' INT
                sleep 100
                """);

        Said stopped = stopped(
                checkout,
                "JAVA_HOME=" + System.getProperty("java.home")
                        + "; export JAVA_HOME; chmod +x mvnw; exec ./run-bench.sh list",
                "building what has changed");

        assertThat(stopped.status()).as(stopped.out()).isEqualTo(130);
        assertThat(stopped.out()).contains("run-bench.sh: stopped").doesNotContain("the build failed");
    }

    /** What a command sends that is stopped by Ctrl-C once it has sent some words. */
    private static Said stopped(Path directory, String command, String once) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "stopped", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Interruptible.command("script", "-q", "-e", "-c", command, "/dev/null"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TERM", "xterm");
        Process process = builder.start();
        try {
            for (int i = 0; i < 1_200 && !Files.readString(output).contains(once); i++) {
                Thread.sleep(100);
            }
            process.getOutputStream().write(3);
            process.getOutputStream().flush();
            assertThat(process.waitFor(1, TimeUnit.MINUTES))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), Files.readString(output).replace("\r", ""), "");
    }

    private static void check(String sent, int columns, String... words) {
        Screen screen = Screen.after(sent, columns);
        assertThat(screen.wraps()).as(sent).isZero();
        assertThat(screen.lines()).noneMatch(line -> line.startsWith("[#") || line.startsWith("[."));
        assertThat(String.join("\n", screen.lines())).contains(words);
    }

    private static String sent(int columns, String arguments) throws IOException, InterruptedException {
        return sent(columns, arguments, Map.of());
    }

    /** All that a command sends to a terminal of this width. */
    private static String sent(int columns, String arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "script",
                        "-q",
                        "-c",
                        "stty cols " + columns + " rows 24; exec " + JAVA + " " + arguments,
                        "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("TERM", "xterm");
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "LABCOAT_PRESET"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String sent = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return sent;
    }
}
