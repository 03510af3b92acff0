package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.RecordSchema;
import dev.labcoat.results.history.RunScores;
import dev.labcoat.results.history.SearchArchive;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a project whose commits are built in no time: of each, the file {@code jar} names a jar of real benchmarks. */
class NightsIT {

    private static final Path ROOT = Path.of(System.getProperty("labcoat.root", ".."));
    private static final int QUIET_NIGHTS = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private int day;

    private record Ended(int status, String output) {}

    @Test
    void aSlowdownIsConfirmedBeforeItIsARegressionUntilItIsAccepted() throws IOException, InterruptedException {
        Path project = project();
        Path published = project.resolve("results");
        Revision anchor = commit(project, jar("quick.jar", 2_000));
        Ended first = night(project, 1);
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("results/history");
        assertThat(comparisons(published))
                .as("the anchor is not compared with itself")
                .isEmpty();
        assertThat(published.resolve("anchor")).hasContent(anchor.commit());
        commit(project, Path.of("quick.jar"));
        Ended second = night(project, 4);
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(second.output())
                .contains("results/history", "measured commits to detect regressions")
                .doesNotContain("results/comparisons");
        assertThat(new Archive(published.resolve("history")).files().values())
                .as("scores and ratios of a night are in one file")
                .singleElement(list(Path.class))
                .hasSize(2);
        assertThat(comparisons(published)).singleElement().satisfies(night -> {
            Run scores = RunScores.read(new Archive(published.resolve("history"))
                    .files()
                    .values()
                    .iterator()
                    .next()
                    .get(1));
            assertThat(scores.id()).isEqualTo(night.id());
            assertThat(scores.cells().get(0).good())
                    .extracting(Fork::scores)
                    .containsAll(night.rows().get(0).pairs().stream()
                            .map(pair -> pair.head().scores())
                            .toList());
        });
        Ended undecidable = labcoat(project, "nightly", "JarBenchmark", "--preset=smoke", "--budget=9s", "--detect=3%");
        assertThat(undecidable.status()).as(undecidable.output()).isEqualTo(2);
        assertThat(undecidable.output())
                .contains("noise of a pair", "no row will likely be decided")
                .doesNotContain("Recording to", "results/history");
        Ended unknownRow = labcoat(project, "accept", "HEAD", "nosuchrow");
        assertThat(unknownRow.status()).isEqualTo(2);
        assertThat(unknownRow.output()).contains("no nightly run has measured a row 'nosuchrow'");
        Ended unchanged = labcoat(project, "accept", "HEAD", "JarBenchmark.*");
        assertThat(unchanged.status()).isEqualTo(2);
        assertThat(unchanged.output())
                .contains("no nightly run found that 'JarBenchmark.*' changed with HEAD, or with any other commit");
        assertThat(published.resolve("accepted.txt")).doesNotExist();
        for (int quiet = 1; quiet < QUIET_NIGHTS; quiet++) {
            repeat(published, commit(project, Path.of("quick.jar")));
        }
        Revision before = new GitRepository(project).commit("HEAD");
        Revision slow = commit(project, jar("slow.jar", 40_000));
        Revision head = commit(project, Path.of("slow.jar"));

        Ended regression = night(project, 8);

        assertThat(regression.status()).as(regression.output()).isEqualTo(1);
        assertThat(regression.output())
                .contains(
                        "Confirming what " + head.label() + " changed",
                        "Searching the commit that made 1 row slower, from " + before.label() + " to " + head.label(),
                        "REGRESSION, confirmed in lockstep: JarBenchmark",
                        "x as fast since " + slow.label() + " (Day");
        assertThat(comparisons(published)).extracting(NightsIT::sides).contains(before.label() + " " + head.label());
        assertThat(regression.output())
                .as("the confirming comparison is the first step of the search")
                .contains("against " + before.label())
                .doesNotContain(": " + head.label() + " against " + before.label())
                .contains("since " + slow.label() + " (Day");
        assertThat(regression.output())
                .contains(
                        "Checking that a known slowdown is found",
                        "Checking that nothing is found where nothing changed");
        assertThat(regression.output()).contains("Finding out why: ", "flame graph: ");
        assertThat(searches(published)).singleElement().satisfies(search -> {
            assertThat(search.culprits()).singleElement().satisfies(culprit -> {
                assertThat(culprit.commit().commit()).isEqualTo(slow.commit());
                assertThat(culprit.after().commit()).isEqualTo(before.commit());
            });
        });
        assertThat(Files.readString(published.resolve("README.md")))
                .contains(
                        "REGRESSION",
                        "since " + slow.label(),
                        " CPU time (async, ",
                        " in org.openjdk.jmh.infra.Blackhole.consumeCPU",
                        "### Compared with " + anchor.label(),
                        "### Scores, preset smoke",
                        "| " + anchor.label() + " |",
                        " " + head.label() + " |");

        assertThat(Files.readString(published.resolve("site/index.html"))).contains("Regressions", slow.label());

        try (Stream<Path> files = Files.walk(published)) {
            assertThat(files.filter(file -> file.toString().endsWith("-difference.html")
                            || file.toString().matches(".*/site/data/.*/comparisons/[^/]+/\\d+\\.html")))
                    .as("recorded, published, and on the site")
                    .hasSize(3);
        }

        checkSchema(published.resolve("history"), RecordSchema.EXPERIMENT);
        assertThat(published.resolve("comparisons")).doesNotExist();
        checkSchema(published.resolve("searches"), RecordSchema.SEARCH);

        assertThat(labcoat(project, "accept", slow.commit(), "JarBenchmark.*").status())
                .isZero();
        Ended accepted = night(project, 4);
        assertThat(accepted.status()).as(accepted.output()).isZero();
        assertThat(accepted.output()).contains("accepted: JarBenchmark").doesNotContain("REGRESSION", "Confirming");
    }

    /** Each shard works in a clone of its own, as on a machine of its own. */
    @Test
    void theShardsOfANightPublishOneNight() throws IOException, InterruptedException {
        Path project = project();
        Revision anchor = commit(project, jar("quick.jar", 2_000));
        Ended first = shard(project, 1);
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("Shard 1/2 has 1 of 2 rows", "Published as");
        Ended other = shard(project, 2);
        assertThat(other.status()).as(other.output()).isZero();
        assertThat(scores(project)).as("of the anchor").isEqualTo(Set.of("JarBenchmark", "SpinBenchmark"));
        Revision head = commit(project, Path.of("quick.jar"));
        Path clone = temporary.resolve("clone");
        Ended copied = run(temporary, List.of("cp", "-r", project.toString(), clone.toString()));
        assertThat(copied.status()).as(copied.output()).isZero();

        Ended here = shard(project, 1);
        assertThat(here.status()).as(here.output()).isZero();
        assertThat(here.output()).contains(anchor.label() + " is the baseline", "This is shard 1/2", "rebuild");
        assertThat(labcoat(project, "rebuild").status()).isZero();
        assertThat(project.resolve("results/README.md"))
                .content(StandardCharsets.UTF_8)
                .contains("- not measured, shard 2/2 of the night is missing: ");
        Ended there = shard(clone, 2);
        assertThat(there.status()).as(there.output()).isZero();
        Ended gathered = run(
                clone,
                List.of(
                        "cp",
                        "-r",
                        "results/history",
                        project.resolve("results").toString()));
        assertThat(gathered.status()).as(gathered.output()).isZero();
        Ended rebuilt = labcoat(project, "rebuild");
        assertThat(rebuilt.status()).as(rebuilt.output()).isZero();

        assertThat(scores(project)).as("of the newest commit").isEqualTo(Set.of("JarBenchmark", "SpinBenchmark"));
        assertThat(comparisons(project.resolve("results")))
                .allSatisfy(shard -> assertThat(sides(shard)).isEqualTo(anchor.label() + " " + head.label()))
                .extracting(shard -> Objects.requireNonNull(shard.sharding()).name())
                .containsExactly("shard 1/2", "shard 2/2");
        assertThat(project.resolve("results/README.md"))
                .content(StandardCharsets.UTF_8)
                .contains("### Compared with " + anchor.label())
                .doesNotContain("is missing");
        Ended merged = labcoat(
                project,
                "merge",
                recorded(project, "shard-1-of-2-comparison").toString(),
                recorded(clone, "shard-2-of-2-comparison").toString());
        assertThat(merged.output()).contains("Merged into", "JarBenchmark", "SpinBenchmark");
        assertThat(merged.status()).as(merged.output()).isZero();
    }

    private Ended shard(Path project, int number) throws IOException, InterruptedException {
        return labcoat(
                project,
                "nightly",
                "JarBenchmark|SpinBenchmark.spin",
                "--preset=smoke",
                "--budget=5m",
                "--pairs=1",
                "--shard=" + number + "/2");
    }

    private static Path recorded(Path project, String label) throws IOException {
        try (Stream<Path> folders = Files.list(project.resolve("results/local"))) {
            return folders.filter(folder -> folder.toString().endsWith(label))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The classes of which the newest commit has scores. */
    private static Set<String> scores(Path project) throws IOException {
        Archive history = new Archive(project.resolve("results/history"));
        List<Path> files = history.files().values().iterator().next();
        return history
                .newest(files, 1, unreadable -> {
                    throw new AssertionError(unreadable);
                })
                .stream()
                .flatMap(run -> run.cells().stream())
                .filter(cell -> cell.score().isPresent())
                .map(cell -> cell.id().benchmark().replaceAll(".*\\.(\\w+)\\.\\w+", "$1"))
                .collect(Collectors.toSet());
    }

    /** A project of which nothing but Maven's wrapper is needed, and of that no more than that it makes a jar. */
    private Path project() throws IOException, InterruptedException {
        Path project = Files.createDirectory(temporary.resolve("project"));
        Files.writeString(project.resolve("mvnw"), """
                #!/bin/sh
                cd "$(dirname "$0")" && mkdir -p benchmarks/target && cp "$(cat jar)" benchmarks/target/benchmarks.jar
                """);
        assertThat(project.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        Files.writeString(project.resolve("labcoat.yaml"), """
                build: ./mvnw
                jar: benchmarks/target/benchmarks.jar
                results: results
                """);
        Files.writeString(project.resolve(".gitignore"), "results\n");
        git(project, "init", "-q", "-b", "main");
        return project;
    }

    /** Our jar of benchmarks with known costs, with another cost. */
    private Path jar(String name, int tokens) throws IOException {
        Path jar = temporary.resolve(name);
        Files.copy(ROOT.resolve("benchmarks/target/benchmarks-calibration.jar"), jar);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.writeString(
                    content.getPath("dev/labcoat/benchmarks/calibration/tokens.txt"), Integer.toString(tokens));
        }
        return jar;
    }

    /** A commit of the next day, from which this jar is built. */
    private Revision commit(Path project, Path jar) throws IOException, InterruptedException {
        day++;
        Files.writeString(
                project.resolve("jar"), temporary.resolve(jar).toAbsolutePath().toString());
        Files.writeString(project.resolve("day"), Integer.toString(day));
        git(project, "add", "-A");
        git(project, "commit", "-q", "-m", "Day " + day);
        return new GitRepository(project).commit("HEAD");
    }

    /** Publishes the first night that was compared with the anchor once more, as that of another commit. */
    private static void repeat(Path published, Revision head) throws IOException {
        Comparison night = comparisons(published).get(0);
        Variant variant = night.variants().get(1);
        Variant other = new Variant(
                head.label(), variant.jarName(), variant.jar(), head, variant.jdk(), variant.jvm(), variant.flags());
        new Archive(published.resolve("history"))
                .publish(Experiment.of(new Comparison(
                        night.schemaVersion(),
                        night.id() + "-of-" + head.label(),
                        night.startedAt(),
                        night.seed(),
                        night.preset(),
                        night.slices(),
                        night.sliceMillis(),
                        night.suite(),
                        List.of(night.baseline(), other),
                        night.machine(),
                        night.environment(),
                        night.rows(),
                        night.seconds())));
    }

    private static void checkSchema(Path folder, RecordSchema schema) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // Flame graphs are no records.
            List<Path> published = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("-difference.html"))
                    .toList();
            assertThat(published)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(schema.problem(Json.COMPACT.readTree(file)))
                            .as(file.toString())
                            .isEmpty());
        }
    }

    private static List<Comparison> comparisons(Path published) throws IOException {
        List<Comparison> all = new ArrayList<>();
        new Archive(published.resolve("history")).forEachComparison(all::add, unreadable -> {
            throw new AssertionError(unreadable);
        });
        return all;
    }

    private static List<Search> searches(Path published) throws IOException {
        List<Search> all = new ArrayList<>();
        new SearchArchive(published.resolve("searches")).forEach(all::add, unreadable -> {
            throw new AssertionError(unreadable);
        });
        return all;
    }

    private static String sides(Comparison comparison) {
        return comparison.variants().stream()
                .flatMap(variant -> Stream.ofNullable(variant.revision()))
                .map(Revision::label)
                .collect(Collectors.joining(" "));
    }

    /** Has more time than it needs, on a busy machine too: what ends it is the number of pairs. */
    private Ended night(Path project, int pairs) throws IOException, InterruptedException {
        return labcoat(project, "nightly", "JarBenchmark", "--preset=smoke", "--budget=10m", "--pairs=" + pairs);
    }

    private Ended labcoat(Path project, String... arguments) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlabcoat.home=" + project,
                "-jar",
                ROOT.resolve("results/target/results.jar").toRealPath().toString());
        return run(
                project, Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }

    private void git(Path project, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(
                project,
                Stream.concat(
                                Stream.of("git", "-c", "user.name=test", "-c", "user.email=test@localhost"),
                                Stream.of(arguments))
                        .toList());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private Ended run(Path project, List<String> command) throws IOException, InterruptedException {
        Path output = temporary.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("GIT_COMMITTER_DATE", "2026-01-%02dT12:00:00Z".formatted(Math.max(1, day))));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(10, TimeUnit.MINUTES))
                .as("ended: " + command)
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
