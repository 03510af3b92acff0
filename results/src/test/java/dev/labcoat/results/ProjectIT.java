package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A project of another build, far from any checkout of Labcoat: what its developers type, and what GitHub runs for them. */
class ProjectIT {

    private static final long PATIENCE_MINUTES = 5;
    private static final Path TOOL = Path.of(System.getProperty("labcoat.root", ".."));

    @TempDir
    private Path temporary;

    private Path project = Path.of("");

    /** What is on the PATH before all else. */
    private Path bin = Path.of("");

    @BeforeEach
    void commitTwice() throws IOException {
        bin = Files.createDirectory(temporary.resolve("bin"));
        makeJava(bin.resolve("java"));
        project = temporary.resolve("acme");
        copy(Path.of("src/test/resources/projects/maven"), project);
        Files.move(project.resolve("gitignore"), project.resolve(".gitignore"));
        // Maven comes with the project, as it mostly does.
        copy(TOOL.resolve(".mvn"), project.resolve(".mvn"));
        Files.copy(TOOL.resolve("mvnw"), project.resolve("mvnw"));
        run(Map.of(), "git", "init", "-q", "-b", "main");
        commit();
        Path work = project.resolve("src/main/java/acme/Work.java");
        Files.writeString(work, Files.readString(work).replace("1_000", "3_000"));
        commit();
    }

    /** The {@code java} that is typed: it lives too short for the better compiler to pay. What it measures, it starts by itself. */
    private static void makeJava(Path file) throws IOException {
        Files.writeString(file, """
                #!/bin/sh
                exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
                """);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aCommitIsHeldAgainstAnotherByTheActionOfGithub() throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTION_PATH",
                TOOL.toRealPath().resolve(".github/actions/compare").toString(),
                "GITHUB_STEP_SUMMARY",
                temporary.resolve("summary.md").toString(),
                "GITHUB_OUTPUT",
                temporary.resolve("output.txt").toString(),
                "RUNNER_TEMP",
                temporary.toString()));
        environment.putAll(Map.of(
                "BASE",
                "HEAD~1",
                "HEAD",
                "HEAD",
                "PROJECT",
                project.toString(),
                "ROWS",
                "",
                "PRESET",
                "smoke",
                "BUDGET",
                "5m",
                "LABCOAT_PAIRS",
                "1",
                "FAIL_ON",
                ""));

        for (JsonNode step : new YAMLMapper()
                .readTree(Files.readString(TOOL.resolve(".github/actions/compare/action.yml")))
                .path("runs")
                .path("steps")) {
            run(
                    environment,
                    "bash",
                    "-e",
                    "-o",
                    "pipefail",
                    "-c",
                    step.path("run").asString());
        }

        assertThat(temporary.resolve("summary.md")).content().contains("SumBenchmark.sum");
        assertThat(temporary.resolve("output.txt"))
                .content()
                .contains("comparison=" + temporary, "report=" + temporary);
        assertThat(temporary.resolve("labcoat/comparison.json")).content().contains("SumBenchmark.sum");
        assertThat(run(Map.of(), "git", "status", "--porcelain")).isEmpty();
    }

    @Test
    void theProgramNeedsNothingButItsJarAndTheProject() throws IOException {
        Path jar = Files.copy(TOOL.resolve("results/target/results.jar"), temporary.resolve("labcoat.jar"));

        assertThat(java(jar, "list")).contains("Building the working tree: ./mvnw", "acme.SumBenchmark");
        assertThat(java(jar, "run", "--preset", "smoke")).contains("SumBenchmark");
        assertThat(java(jar, "table", "--format", "json")).contains("\"dirty\" : false");
        assertThat(project.resolve(".labcoat/local")).isNotEmptyDirectory();
        assertThat(run(Map.of(), "git", "status", "--porcelain")).isEmpty();

        run(Map.of(), "git", "tag", "v1.2", "HEAD~1");
        Files.writeString(project.resolve("src/main/java/acme/Work.java"), "// edited\n", StandardOpenOption.APPEND);
        List<String> commands = commandsOf("projects.md", "java -jar labcoat.jar ");
        assertThat(commands).hasSizeGreaterThan(4);
        for (String command : commands) {
            assertThat(shell(command.replace("labcoat.jar", "'" + jar + "'")))
                    .as(command)
                    .isNotBlank();
        }
        assertThat(project.resolve(".labcoat/site/index.html")).exists();
    }

    /** Commands of a page of docs that are not for a checkout of Labcoat. */
    private static List<String> commandsOf(String page, String beginning) throws IOException {
        return Files.readAllLines(TOOL.resolve("docs").resolve(page)).stream()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }

    private String shell(String command) throws IOException {
        return run(Map.of("LABCOAT_PRESET", "smoke", "LABCOAT_PAIRS", "1"), "bash", "-c", command);
    }

    @Test
    void theCommitIsFoundThatMadeItSlowerAndOneThatDoesNotBuildIsNamed() throws IOException {
        Path work = project.resolve("src/main/java/acme/Work.java");
        String slow = Files.readString(work);
        run(Map.of(), "git", "reset", "-q", "--hard", "HEAD~1");
        Files.writeString(work, "no Java");
        commit();
        Files.writeString(work, slow);
        commit();
        String culprit = run(Map.of(), "git", "rev-parse", "--short=8", "HEAD").strip();
        String broken = run(Map.of(), "git", "rev-parse", "--short=8", "HEAD~1").strip();

        run(Map.of(), "git", "tag", "v1.2", "HEAD~2");
        String jar = TOOL.resolve("results/target/results.jar").toRealPath().toString();
        List<String> commands = commandsOf("bisect.md", "./run-bench.sh bisect");
        assertThat(commands).hasSize(1);
        String bisect = commands.get(0).replace("./run-bench.sh", "java -jar '" + jar + "'");

        assertThat(shell(bisect))
                .contains("left out: " + broken + ": commit " + broken + " (a commit) could not be built")
                .contains("x as fast since " + culprit + " (a commit), or since the commit before it");
        // It is known by now.
        assertThat(shell(bisect)).contains("since " + culprit).doesNotContain("Step", "Building");
    }

    private String java(Path jar, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(bin.resolve("java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), command.toArray(String[]::new));
    }

    private void commit() throws IOException {
        run(Map.of(), "git", "add", "-A");
        run(
                Map.of(),
                "git",
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "commit",
                "-q",
                "-m",
                "a commit");
    }

    private String run(Map<String, String> environment, String... command) throws IOException {
        Path output = temporary.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as(String.join(" ", command))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroy();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
