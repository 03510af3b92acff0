package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Checkout.Ended;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.history.RecordSchema;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code run-bench.sh} in a fresh checkout: what is recorded, and what can go wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunBenchIT {

    private static final Map<String, String> SMOKE = Map.of("LABCOAT_PRESET", "smoke");
    private static final String[] ONE_CELL = {
        "./run-bench.sh", "run", "StaticFile.*raw", "-p", "connections=1", "-p", "fileSizeBytes=1024"
    };

    /** Of this working tree: what runs benchmarks builds no tests. */
    private static final String CALIBRATION = Path.of(
                    System.getProperty("labcoat.root", ".."), "benchmarks/target/benchmarks-calibration.jar")
            .toAbsolutePath()
            .normalize()
            .toString();

    @TempDir
    static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void checkOut() throws IOException {
        checkout = Checkout.in(Files.createDirectory(temporary.resolve("lab coat")));
        checkout.takeOverBuild();
    }

    @Test
    @Order(1)
    void aDirtyTreeIsRecordedAsDirtyAndStaleBytecodeIsNeverRun() throws IOException {
        Checkout edited = Checkout.in(Files.createDirectory(temporary.resolve("edited")));
        edited.takeOverBuild();
        assertThat(edited.run(SMOKE, "./run-bench.sh", "list").output()).doesNotContain("building");
        Path site = edited.folder().resolve("fixtures/src/main/java/dev/labcoat/fixtures/http/Site.java");
        String good = Files.readString(site);
        Files.writeString(site, "no Java", StandardOpenOption.TRUNCATE_EXISTING);
        Ended mistyped = edited.run(SMOKE, "./run-bench.sh", "run", "--preset", "smok");
        assertThat(mistyped.status()).isEqualTo(2);
        assertThat(mistyped.output())
                .as("before anything is built")
                .contains("'smok'")
                .doesNotContain("building");
        Ended broken = edited.run(SMOKE, "./run-bench.sh", "list");
        assertThat(broken.status()).isEqualTo(2);
        assertThat(broken.output()).contains("Site.java", "the build failed");

        Files.writeString(site, good + "// edited\n");
        Path program = edited.folder().resolve("results/target/results.jar");
        FileTime built = Files.getLastModifiedTime(program);
        Path results = temporary.resolve("dirty");
        List<String> command = new ArrayList<>(List.of(ONE_CELL));
        command.addAll(List.of("--results", results.toString()));
        Ended measured = edited.run(SMOKE, command.toArray(String[]::new));
        assertThat(measured.status()).as(measured.output()).isZero();
        assertThat(measured.output()).contains("building what has changed");
        assertThat(onlyRun(results).revision().diffHash()).isNotNull();
        assertThat(Files.getLastModifiedTime(program))
                .as("of sources that are as they were")
                .isEqualTo(built);
    }

    @Test
    @Order(2)
    void aRunIsOnDiskWithRawDataCostsAndCircumstances() throws IOException {
        Path results = temporary.resolve("recorded");
        Ended ended =
                smoke(results, "run", "StaticFileBenchmark.staticFile", "-p", "server=jetty", "-p", "fileCache=true");
        assertThat(ended.status()).as(ended.output()).isZero();

        assertThat(RecordSchema.EXPERIMENT.problem(Json.COMPACT.readTree(recorded(results, "experiment.json"))))
                .isEmpty();
        Run run = onlyRun(results);
        assertThat(run.revision().commit()).matches("[0-9a-f]{40}");
        assertThat(run.revision().dirty()).isFalse();
        assertThat(run.environment().jdk()).isEqualTo(System.getProperty("java.version"));
        assertThat(run.suite().libraries()).containsKeys("Jetty", "Undertow");
        Cell cell = run.cells().get(0);
        assertThat(cell.id().params()).containsEntry("server", "JETTY");
        Fork fork = cell.forks().get(0);
        assertThat(fork.scores()).hasSize(1).allMatch(score -> score > 0);
        assertThat(fork.unit()).isEqualTo("ops/s");
        assertThat(fork.metrics())
                .containsKeys("subject.cpu", "subject.alloc", "client.utilisation", "service.p999", "errors");
        assertThat(cell.metric("subject.cpu").orElseThrow().mean()).isPositive();
        assertThat(cell.metric("errors").orElseThrow().mean()).isZero();
        assertThat(fork.seconds()).isGreaterThan(fork.measuredSeconds());
        assertThat(jmhResult(results))
                .as("the flags of JMH's own process are not the fork's")
                .contains("\"jvmArgs\"", "-Xmx64m")
                .doesNotContain("TieredStopAtLevel");
    }

    private static String jmhResult(Path results) throws IOException {
        try (Stream<Path> files = Files.walk(results)) {
            return text(
                    files.filter(file -> file.endsWith("1-0.json")).findFirst().orElseThrow());
        }
    }

    @Test
    @Order(3)
    void aFailingRowIsNamedAndTheOthersGoOn() throws IOException {
        Path results = temporary.resolve("failing");
        Path damaged = Files.writeString(temporary.resolve("damaged.p12"), "no keys");
        Ended ended = smoke(
                results,
                "run",
                "WorkerThreads.*platform",
                "Tls.*AtServer",
                "-p",
                "server=UNDERTOW",
                "-p",
                "work=WAIT",
                "-p",
                "workerThreads=0,4",
                "-p",
                "engine=JDK",
                "-p",
                "reuse=CONNECTION",
                "-p",
                "keyStore=" + damaged + ",generated");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("FAILED", "workerThreads must be at least 1, not 0", "cannot use the key store " + damaged);
        assertThat(onlyRun(results).cells())
                .extracting(cell -> cell.good().size())
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    @Order(4)
    void ctrlCPrintsTheTableAndResumeGoesOnWhereItStopped() throws IOException, InterruptedException {
        Path results = temporary.resolve("stopped");
        Path output = temporary.resolve("stopped.txt");
        Process process = start(results, output);
        await(() -> text(output).contains("1/4"));
        signal("-INT", process.pid());

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(text(output)).isEqualTo(130);
        assertThat(text(output)).contains("score", "not run", "--resume");
        assertThat(checkout.leftovers()).isEmpty();
        int before = forks(onlyRun(results));
        assertThat(before).isBetween(1, 3);

        Ended resumed = smoke(results, "run", "--resume");

        assertThat(resumed.status()).as(resumed.output()).isZero();
        assertThat(forks(onlyRun(results))).isEqualTo(4);
        assertThat(smoke(results, "run", "--resume"))
                .satisfies(nothingLeft -> assertThat(nothingLeft.status()).isEqualTo(2))
                .satisfies(nothingLeft -> assertThat(nothingLeft.output()).contains("nothing to resume"));
    }

    @Test
    @Order(5)
    void kill9LosesNoMoreThanTheForkInFlightAndLeavesNothingBehind() throws IOException, InterruptedException {
        Path results = temporary.resolve("killed");
        Path output = temporary.resolve("killed.txt");
        Process process = start(results, output);
        await(() -> text(output).contains("1/4")
                && checkout.leftovers().stream().anyMatch(line -> line.contains("ChildMain")));
        signal("-KILL", process.pid());
        process.waitFor();

        await(() -> checkout.leftovers().isEmpty());
        try (Stream<Path> files = Files.walk(results)) {
            assertThat(files.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(forks(onlyRun(results))).isBetween(1, 3);
    }

    @Test
    @Order(6)
    void whatTheMachineLacksIsSaidInOneLine() throws IOException {
        Ended noJdk = checkout.run(Map.of("JAVA_HOME", temporary.toString()), "./run-bench.sh", "list");
        assertThat(noJdk.status()).isEqualTo(2);
        assertThat(noJdk.output()).contains("JAVA_HOME is " + temporary).hasLineCount(1);

        Path old = temporary.resolve("jdk8");
        Files.createDirectories(old.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            assertThat(Files.createFile(old.resolve("bin").resolve(tool))
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        Ended oldJdk = checkout.run(Map.of("JAVA_HOME", old.toString()), "./run-bench.sh", "list");
        assertThat(oldJdk.status()).isEqualTo(2);
        assertThat(oldJdk.output()).contains("JDK 8", "17").hasLineCount(1);

        Path file = Files.writeString(temporary.resolve("file"), "");
        Ended noFolder = smoke(file.resolve("results"), ONE_CELL[1], ONE_CELL[2]);
        assertThat(noFolder.status()).isEqualTo(2);
        assertThat(noFolder.output()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    @Order(7)
    void aSlowdownIsFoundAndTheGateSaysNo() throws IOException {
        Path markdown = temporary.resolve("report.md");
        Ended ended = smoke(
                temporary.resolve("slower"),
                "compare",
                "--jar",
                CALIBRATION,
                "--rows",
                "SpinBenchmark",
                "--vary",
                "tokens=2000,200000",
                "--budget",
                "5m",
                "--fail-on",
                "slower",
                "--markdown",
                markdown.toString());

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("SLOWER: 1 of 1 row got slower.", "tokens=200000 against tokens=2000");
        assertThat(Files.readString(markdown)).startsWith("### SLOWER: 1 of 1 row");
        Path recorded = recorded(temporary.resolve("slower"), "experiment.json");
        assertThat(smoke(temporary, "comment", recorded.toString()).output()).isEqualTo(Files.readString(markdown));
    }

    @Test
    @Order(8)
    void aCommitIsBuiltOnceAndHeldAgainstTheWorkingTree() throws IOException {
        Path results = temporary.resolve("commits");
        String[] compare = {
            "compare",
            "HEAD",
            "--rows",
            "StaticFile.*raw",
            "-p",
            "connections=1",
            "-p",
            "fileSizeBytes=1024",
            "--pairs",
            "1"
        };
        Ended first = smoke(results, compare);
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("Building ", "against HEAD ", "rawLoopback");
        assertThat(checkout.run(Map.of(), "git", "worktree", "list").output()).hasLineCount(1);

        List<String> json = new ArrayList<>(List.of(compare));
        json.add("--json");
        Ended second = smoke(results, json.toArray(String[]::new));
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(second.output()).doesNotContain("Building ").contains("\"timesAsFast\"");
    }

    @Test
    @Order(9)
    void aComparisonThatIsStoppedSaysWhatItKnows() throws IOException, InterruptedException {
        Path output = temporary.resolve("comparison.txt");
        Process process = startComparison(temporary.resolve("comparison"), output);
        await(() -> checkout.leftovers().stream().anyMatch(line -> line.contains("ForkedMain")));
        signal("-INT", process.pid());

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(text(output)).isEqualTo(130);
        assertThat(text(output))
                .contains("UNDECIDED: 1 was stopped.", "error rate:")
                .doesNotContain("fitted into the time");
        assertThat(checkout.leftovers()).isEmpty();
    }

    @Test
    @Order(10)
    void aComparisonThatIsKilledLeavesNothingBehind() throws IOException, InterruptedException {
        Path output = temporary.resolve("killed-comparison.txt");
        Process process = startComparison(temporary.resolve("killed-comparison"), output);
        await(() -> checkout.leftovers().stream().anyMatch(line -> line.contains("ForkedMain")));
        signal("-KILL", process.pid());
        process.waitFor();

        await(() -> checkout.leftovers().isEmpty());
    }

    /** One row that takes long, to be stopped in the middle. */
    private static Process startComparison(Path results, Path output) throws IOException {
        return checkout.start(
                output,
                Map.of("LABCOAT_PRESET", "quick"),
                "./run-bench.sh",
                "compare",
                "--jar",
                CALIBRATION,
                "--rows",
                "SpinBenchmark",
                "--vary",
                "tokens=2000,2001",
                "--budget",
                "5m",
                "--results",
                results.toString());
    }

    @Test
    @Order(11)
    void aFirstNightIsPublishedAndShownOnAPage() throws IOException {
        Path published = temporary.resolve("published");
        // Where the commit was built before.
        Ended night = smoke(
                temporary.resolve("commits"),
                "nightly",
                "StaticFile.*raw",
                "-p",
                "connections=1",
                "-p",
                "fileSizeBytes=1024",
                "--budget",
                "60s",
                "--published",
                published.toString());
        assertThat(night.status()).as(night.output()).isZero();
        assertThat(night.output())
                .contains("The anchor from now on", "published/history")
                .doesNotContain("Building ", "published/comparisons");
        String anchor = Files.readString(published.resolve("anchor")).strip();
        assertThat(anchor).matches("[0-9a-f]{40}");
        Path page = published.resolve("README.md");
        String written = Files.readString(page);
        assertThat(written).contains("StaticFileBenchmark.rawLoopback", anchor.substring(0, 8));

        Files.delete(page);
        assertThat(smoke(published, "rebuild", "--published", published.toString())
                        .status())
                .isZero();
        assertThat(page).hasContent(written);

        assertThat(accept(published, "nosuchcommit", "raw").output()).contains("git knows no commit 'nosuchcommit'");
        assertThat(accept(published, "nosuchcommit", "raw").status()).isEqualTo(2);
        assertThat(published.resolve("accepted.txt")).doesNotExist();
    }

    private static Ended accept(Path published, String commit, String row) throws IOException {
        return smoke(published, "accept", commit, row, "--published", published.toString());
    }

    private static Ended smoke(Path results, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("./run-bench.sh"));
        command.addAll(List.of(arguments));
        if (List.of("run", "compare", "nightly").contains(arguments[0])) {
            command.addAll(List.of("--results", results.toString()));
        }
        return checkout.run(SMOKE, command.toArray(String[]::new));
    }

    /** Four cells, to be stopped in the middle. */
    private static Process start(Path results, Path output) throws IOException {
        return checkout.start(
                output,
                SMOKE,
                "./run-bench.sh",
                "run",
                "StaticFile.*raw",
                "-p",
                "connections=1,2,3,4",
                "-p",
                "fileSizeBytes=1024",
                "--results",
                results.toString());
    }

    private static Run onlyRun(Path results) throws IOException {
        List<Run> runs = new ExperimentStore(results).readAll(unreadable -> {
            throw new AssertionError(unreadable);
        });
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private static Path recorded(Path results, String name) throws IOException {
        try (Stream<Path> files = Files.find(
                results, 2, (file, attributes) -> file.getFileName().toString().equals(name))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static int forks(Run run) {
        return run.cells().stream().mapToInt(cell -> cell.good().size()).sum();
    }

    private static void signal(String signal, long pid) throws IOException {
        assertThat(checkout.run(Map.of(), "kill", signal, Long.toString(pid)).status())
                .isZero();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
