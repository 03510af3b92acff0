package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.CompiledJar;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Jars that other projects build: real forks of them, each with what has gone wrong with such a jar. */
class ForeignJarsIT {

    private static final List<String> CASES = List.of(
            "01-param-with-comma",
            "13-param-not-ascii",
            "17-much-output",
            "21-stray-thread",
            "22-budget-and-slow-operation",
            "32-foreign-jar-on-a-busy-machine");

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path jar;

    @BeforeAll
    static void build() throws IOException, URISyntaxException {
        List<Path> sources = new ArrayList<>();
        for (String name : CASES) {
            sources.add(Path.of(Objects.requireNonNull(ForeignJarsIT.class.getResource("/cases/" + name + "/src"), name)
                    .toURI()));
        }
        jar = CompiledJar.of(sources, folder);
    }

    @Test
    void valuesOfParamsAreWhatTheyAre(@TempDir Path results) throws IOException {
        Run run = run(results, "Comma|Word");

        assertThat(run.cells().stream().map(cell -> cell.id().params().values()).collect(Collectors.toList()))
                .usingElementComparator((one, other) -> List.copyOf(one).equals(List.copyOf(other)) ? 0 : 1)
                .contains(List.of("x,y"), List.of("z"), List.of("\t;"), List.of("stra\u00dfe"), List.of("\u6f22"));
        assertThat(run.cells())
                .hasSize(6)
                .allSatisfy(cell ->
                        assertThat(cell.good()).as(cell.errors().toString()).hasSize(1));
    }

    @Test
    void aMetricOfJmhsProfilersGetsAVerdictOfItsOwn(@TempDir Path results, @TempDir Path own) throws IOException {
        Path sources = Files.createDirectories(own.resolve("src/acme"));
        Files.writeString(sources.resolve("Allocation.java"), """
                package acme;
                import org.openjdk.jmh.annotations.*;

                @State(Scope.Benchmark)
                public class Allocation {
                    @Param("1000") public int bytes;
                    @Benchmark public byte[] array() { return new byte[bytes]; }
                }
                """);
        Path allocating = CompiledJar.of(List.of(own.resolve("src")), Files.createDirectories(own.resolve("jar")));
        Said compared = Said.by(
                "compare",
                "--jar=" + allocating,
                "--vary=bytes=1000,2000",
                "--preset=smoke",
                "--pairs=2",
                "--judge=gc.alloc.rate.norm",
                "--json",
                "--results=" + results,
                "--",
                "-prof",
                "gc");

        assertThat(compared.status()).as(compared.err()).isZero();
        JsonNode metric = Json.COMPACT
                .readTree(compared.out())
                .path("rows")
                .path(0)
                .path("metrics")
                .path(0);
        assertThat(metric.path("metric").asString("")).isEqualTo("gc.alloc.rate.norm");
        assertThat(metric.path("unit").asString("")).isEqualTo("B/op");
        assertThat(metric.path("better").asString("")).isEqualTo("lower");
        assertThat(metric.path("timesAsMuch").asDouble()).isBetween(1.9, 2.1);
        assertThat(metric.path("pairs").asInt()).isEqualTo(2);
    }

    @Test
    void argumentsOfJmhFlagsWithBlanksAndTheDirectoryReachTheFork(@TempDir Path results, @TempDir Path directory)
            throws IOException {
        Run run = run(
                results,
                "Comma",
                "-p",
                "value=x,y",
                "--flags=-Xmx64m '-Dname=a b' -Xlog:gc:gc.log",
                "--directory=" + directory,
                "--",
                "-prof",
                "gc",
                "-wi",
                "2",
                "-i",
                "3");

        Cell cell = run.cells().get(0);
        assertThat(run.cells()).hasSize(1);
        Fork fork = cell.good().get(0);
        assertThat(fork.scores()).hasSize(3);
        assertThat(fork.metrics().keySet()).anyMatch(name -> name.endsWith("gc.alloc.rate.norm"));
        assertThat(Objects.requireNonNull(cell.id().launch()).flags()).contains("-Xmx64m", "-Dname=a b");
        assertThat(directory.resolve("gc.log")).isNotEmptyFile();
        assertThat(run.environment().flags()).contains("\"-Dname=a b\"", "-prof gc", "directory: " + directory);
        assertThat(Files.readString(results.resolve(run.id()).resolve("forks/1-0.json")))
                .contains("-Dname=a b");
    }

    @Test
    void aFailureHasItsReasonHoweverMuchWasWritten(@TempDir Path results) throws IOException {
        Said said = said(results, "Loud", "-p", "lines=300000");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("FAILED: the reason (java.lang.IllegalStateException)", "all ", " MB of it");
    }

    @Test
    void aThreadThatIsLeftKeepsNobodyWaitingForLong(@TempDir Path results) throws IOException {
        Run run = run(results, "Stray");

        Fork fork = run.cells().get(0).good().get(0);
        assertThat(fork.marks()).contains("stray-threads");
        assertThat(fork.seconds()).as("JMH waits for 30 s").isLessThan(25);
    }

    @Test
    void aPairThatDoesNotFitIsGivenUpWithItsNameAndTheTimeItTakes(@TempDir Path results) {
        Said said = Said.by(
                "compare",
                "--jar=" + jar,
                "--rows=Nap",
                "--head-flags=-Dq=1",
                "--preset=smoke",
                "--budget=20s",
                "--results=" + results);

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("Nap.nap: one round of forks of it takes at least", "--budget");
    }

    @Test
    void workOfOthersIsAMark(@TempDir Path results) throws IOException, InterruptedException {
        List<Process> others = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                others.add(new ProcessBuilder("timeout", "60", "sh", "-c", "while :; do :; done").start());
            }
            Run run = run(results, "Busy");

            assertThat(run.cells().get(0).good().get(0).marks()).contains("disturbed");
            assertThat(run.environment().loadBefore())
                    .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        } finally {
            others.forEach(Process::destroy);
            for (Process other : others) {
                other.waitFor();
            }
        }
    }

    private static Said said(Path results, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--jar=" + jar, "--preset=smoke", "--results=" + results));
        arguments.addAll(List.of(more));
        return Said.by(arguments.toArray(String[]::new));
    }

    private static Run run(Path results, String... more) throws IOException {
        Said said = said(results, more);
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        return new ExperimentStore(results).readAll(problem -> {}).get(0);
    }
}
