package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.cli.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The workflows of GitHub Actions, where code of strangers meets the rights of the repository. */
class WorkflowsTest {

    private static final Path FOLDER = Path.of("../.github/workflows");

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereAreSeven() throws IOException {
        assertThat(all())
                .extracting(file -> Objects.toString(file.getFileName()))
                .containsExactly(
                        "benchmark.yml",
                        "ci.yml",
                        "comment.yml",
                        "compare-project.yml",
                        "compare.yml",
                        "nightly.yml",
                        "release.yml");
    }

    @ParameterizedTest
    @MethodSource("all")
    void actionsArePinnedAndSayTheirVersion(Path file) throws IOException {
        List<String> uses = Files.readAllLines(file).stream()
                .filter(line -> line.contains("uses:"))
                .toList();
        assertThat(uses)
                .hasSize((int) steps(file).filter(step -> step.has("uses")).count())
                .allMatch(line -> line.matches(" *(- )?uses: actions/[a-z/-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+")
                        // Of this repository, at the commit that was checked out.
                        || line.strip().matches("uses: \\./\\.labcoat/tool/\\.github/actions/(compare|merge)"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void rightsAreDeclared(Path file) throws IOException {
        assertThat(read(file).path("permissions").isObject()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noWorkflowRunsCodeOfAPullRequestWithTheRightsOfTheRepository(Path file) throws IOException {
        assertThat(read(file).path("on").has("pull_request_target")).isFalse();
        assertThat(Files.readString(file)).doesNotContain("secrets.");
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsPastedIntoAScript(Path file) throws IOException {
        assertThat(steps(file).map(step -> step.path("run").asString(""))).noneMatch(script -> script.contains("${{"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void scriptsAreBash(Path file) throws IOException, InterruptedException {
        for (JsonNode step : steps(file).toList()) {
            Process bash = new ProcessBuilder(
                            "bash", "-n", "-c", step.path("run").asString(""))
                    .inheritIO()
                    .start();
            assertThat(bash.waitFor()).as(step.toString()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare.yml", "compare-project.yml"})
    void comparingMayOnlyRead(String file) throws IOException {
        JsonNode compare = read(FOLDER.resolve(file));
        assertThat(compare.path("permissions").properties())
                .isNotEmpty()
                .allSatisfy(right -> assertThat(right.getValue().asString()).isEqualTo("read"));
        assertThat(compare.path("jobs").values()).noneMatch(job -> job.has("permissions"));
    }

    @Test
    void commentingChecksOutABranchOfLabcoat() throws IOException {
        assertThat(steps(FOLDER.resolve("comment.yml"))
                        .filter(step -> step.path("uses").asString("").startsWith("actions/checkout@"))
                        .map(step -> step.path("with")))
                .singleElement()
                .satisfies(with -> {
                    assertThat(with.path("repository").asString())
                            .isEqualTo("${{ inputs.labcoat || github.repository }}");
                    assertThat(with.path("ref").asString())
                            .isEqualTo("${{ inputs.labcoat-ref || github.event.repository.default_branch }}");
                });
    }

    /** With stubs of GitHub's program and of ours, which tell what they were asked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | --method POST repos/acme/app/issues/42/comments",
                "[{\"id\": 5, \"user\": {\"login\": \"github-actions[bot]\"}, \"body\": \"<!-- labcoat comparison -->\"}]"
                        + " | --method PATCH repos/acme/app/issues/comments/5",
                "[{\"id\": 5, \"user\": {\"login\": \"stranger\"}, \"body\": \"<!-- labcoat comparison -->\"}]"
                        + " | --method POST repos/acme/app/issues/42/comments"
            })
    void oneCommentIsMadeAndKeptUpToDateInWhicheverRepository(String comments, String asked, @TempDir Path folder)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("pulls.json"), "[{\"number\": 42, \"head\": {\"sha\": \"abc\"}}]");
        Files.writeString(folder.resolve("comments.json"), comments);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("artifact.zip")))) {
            zip.putNextEntry(new ZipEntry("comparison.json"));
            zip.write("the comparison".getBytes(StandardCharsets.UTF_8));
        }
        executable(folder.resolve("gh"), """
                #!/usr/bin/env bash
                printf '%s\\n' "$*" >>calls
                case "$*" in
                  *repos/acme/app/pulls*head=fork:branch*) cat pulls.json ;;
                  *artifacts?name=comparison) echo '{"artifacts": [{"id": 7, "size_in_bytes": 100}]}' ;;
                  *artifacts/7/zip) cat artifact.zip ;;
                  *--paginate*) cat comments.json ;;
                esac
                """);
        executable(folder.resolve("run-bench.sh"), "#!/usr/bin/env bash\necho \"$1 of $(cat \"$2\")\"\n");
        Map<String, String> environment = Map.of(
                "PATH", folder + ":" + System.getenv("PATH"),
                "RUNNER_TEMP", folder.toString(),
                "GITHUB_OUTPUT", folder.resolve("output").toString(),
                "GITHUB_REPOSITORY", "acme/app",
                "RUN", "9",
                "RUN_URL", "https://example.org/9",
                "HEAD_OWNER", "fork",
                "HEAD_BRANCH", "branch",
                "HEAD_SHA", "abc",
                "NUMBER", "42");
        for (JsonNode step : steps(FOLDER.resolve("comment.yml"))
                .filter(one -> one.has("run"))
                .toList()) {
            assertThat(status(step, folder, environment))
                    .as(step.path("name").asString())
                    .isZero();
        }

        assertThat(folder.resolve("output")).hasContent("number=42\nfound=true");
        assertThat(folder.resolve("calls")).content().contains(asked).containsOnlyOnce("--method P");
        assertThat(folder.resolve("comment.md"))
                .content()
                .startsWith("<!-- labcoat comparison -->\ncomment of the comparison\n")
                .contains("https://example.org/9", "at abc");
    }

    /** Runs a step as GitHub does, with what is in the folder before other programs. */
    private static int status(JsonNode step, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder(
                        "bash", "-e", "-o", "pipefail", "-c", step.path("run").asString())
                .directory(folder.toFile())
                .inheritIO();
        bash.environment().putAll(environment);
        return bash.start().waitFor();
    }

    private static JsonNode step(String workflow, String name) throws IOException {
        return steps(FOLDER.resolve(workflow))
                .filter(step -> step.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment(Path folder, String... more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "RUNNER_TEMP",
                folder.toString(),
                "GITHUB_REPOSITORY",
                "acme/app",
                "NUMBER",
                "42"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static final String OPEN_ISSUE =
            "{\"key\": \"k1\", \"open\": true, \"title\": \"Regression: a\", \"body\": \"new $(false) `false`\"}";
    private static final String CLOSED_ISSUE =
            "{\"key\": \"k1\", \"open\": false, \"title\": \"Regression: a\", \"body\": \"Made up for\"}";

    private static String knownIssue(String author, String body) {
        return "[{\"number\": 5, \"user\": {\"login\": \"" + author
                + "\"}, \"body\": \"<!-- labcoat regression k1 -->\\r\\n" + body + "\"}]";
    }

    @Test
    void anIssueIsOpenedOnceKeptUpToDateAndClosed(@TempDir Path folder) throws IOException, InterruptedException {
        String bot = "github-actions[bot]";
        String own = "new $(false) `false`";
        assertThat(askedOfIssues(folder, OPEN_ISSUE, "[]"))
                .containsExactly("api --silent --method POST repos/acme/app/issues -f title=Regression: a -F body=@"
                        + folder + "/body.md");
        assertThat(folder.resolve("body.md"))
                .as("text stays text")
                .hasContent("<!-- labcoat regression k1 -->\n" + own);
        assertThat(askedOfIssues(folder, OPEN_ISSUE, knownIssue(bot, own)))
                .as("it says that already")
                .isEmpty();
        assertThat(askedOfIssues(folder, OPEN_ISSUE, knownIssue(bot, "old")))
                .containsExactly("api --silent --method PATCH repos/acme/app/issues/5 -F body=@" + folder + "/body.md");
        assertThat(askedOfIssues(folder, OPEN_ISSUE, knownIssue("stranger", own)))
                .as("who only writes as we do is not us")
                .singleElement()
                .asString()
                .contains("--method POST repos/acme/app/issues ");
        assertThat(askedOfIssues(folder, CLOSED_ISSUE, knownIssue(bot, own)))
                .containsExactly(
                        "api --silent --method POST repos/acme/app/issues/5/comments -F body=@" + folder + "/body.md",
                        "api --silent --method PATCH repos/acme/app/issues/5 -f state=closed");
        assertThat(askedOfIssues(folder, CLOSED_ISSUE, "[]"))
                .as("closed before")
                .isEmpty();
    }

    @Test
    void whatTheShardsOfANightHavePublishedIsPutIntoOneTree(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path shard = Files.createDirectory(folder.resolve("shard"));
        Path publishing = Files.createDirectory(folder.resolve("publishing"));
        for (String night : List.of("1", "2 of two")) {
            Path published = Files.createDirectories(shard.resolve("results/history/machine"));
            Files.writeString(published.resolve("night-" + night + ".json"), night);
            Files.writeString(
                    Files.createDirectories(shard.resolve("results/local")).resolve("recorded"), "");
            Files.writeString(shard.resolve(".gitignore"), "results/local/\n");
            assertThat(new ProcessBuilder("git", "init", "-q")
                            .directory(shard.toFile())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(status(step("nightly.yml", "Take what is new"), shard, Map.of()))
                    .isZero();
            Path taken = Files.createDirectories(publishing.resolve("nights/night-" + night.charAt(0)));
            Files.move(shard.resolve("night.tar"), taken.resolve("night.tar"));
            Files.delete(published.resolve("night-" + night + ".json"));
        }
        executable(publishing.resolve("run-bench.sh"), "#!/usr/bin/env bash\necho \"$*\" >asked\n");

        assertThat(status(step("nightly.yml", "Put together"), publishing, Map.of()))
                .isZero();

        assertThat(publishing.resolve("asked")).hasContent("rebuild");
        assertThat(publishing.resolve("results/history/machine/night-1.json")).hasContent("1");
        assertThat(publishing.resolve("results/history/machine/night-2 of two.json"))
                .hasContent("2 of two");
        assertThat(publishing.resolve("results/local")).doesNotExist();
        assertThat(publishing.resolve("nights"))
                .as("nothing of it is committed")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"1, '[\"1/1\"]'", "3, '[\"1/3\",\"2/3\",\"3/3\"]'"})
    void aNightHasAsManyShardsAsTheRepositorySays(String shards, String numbers, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        JsonNode count = steps(FOLDER.resolve("nightly.yml")).findFirst().orElseThrow();
        assertThat(status(count, folder, Map.of("SHARDS", shards, "GITHUB_OUTPUT", output.toString())))
                .isZero();
        assertThat(output).hasContent("numbers=" + numbers);
    }

    /** What the step of the nightly workflow asks of GitHub, but for what it reads. */
    private static List<String> askedOfIssues(Path folder, String ours, String open)
            throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("calls"));
        Files.writeString(folder.resolve("ours.json"), "[" + ours + "]");
        Files.writeString(folder.resolve("known.json"), open);
        executable(folder.resolve("run-bench.sh"), "#!/usr/bin/env bash\ncat ours.json\n");
        executable(folder.resolve("gh"), """
                #!/usr/bin/env bash
                case "$*" in
                  *--paginate*) cat known.json ;;
                  *) printf '%s\n' "$*" >>calls ;;
                esac
                """);
        assertThat(status(step("nightly.yml", "Tell of regressions"), folder, environment(folder)))
                .isZero();
        return Files.exists(folder.resolve("calls")) ? Files.readAllLines(folder.resolve("calls")) : List.of();
    }

    @ParameterizedTest
    @CsvSource({
        // Who may write; whether there is a run; its status; what is asked.
        "write, 9, completed, 0, reactions -f content=+1;runs/9/rerun",
        "admin, 9, in_progress, 0, runs/9/cancel;reactions -f content=+1;runs/9/rerun",
        "read, 9, completed, 1, reactions -f content=-1",
        "none, 9, completed, 1, reactions -f content=-1",
        "write, '', completed, 1, reactions -f content=-1"
    })
    void whoMayWriteStartsTheComparisonAgain(
            String permission, String run, String status, int exit, String asked, @TempDir Path folder)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("status"), status);
        executable(folder.resolve("sleep"), "#!/usr/bin/env bash\n");
        executable(folder.resolve("gh"), """
                #!/usr/bin/env bash
                case "$*" in
                  *--method*) printf '%s\n' "$*" >>calls ;;&
                  */cancel) echo completed >status ;;
                  *--method*) ;;
                  *collaborators/somebody/permission) echo '{"permission": "PERMISSION"}' ;;
                  *pulls/42) echo '{"head": {"sha": "abc"}}' ;;
                  *compare.yml/runs*head_sha=abc) echo '{"workflow_runs": [RUN]}' ;;
                  *runs/9) printf '{"status": "%s"}' "$(cat status)" ;;
                  *) exit 1 ;;
                esac
                """.replace("PERMISSION", permission)
                .replace("RUN", run.isEmpty() ? "" : "{\"id\": " + run + "}"));

        assertThat(status(
                        step("benchmark.yml", "Start the comparison again"),
                        folder,
                        environment(folder, "COMMENT", "7", "ASKED_BY", "somebody")))
                .isEqualTo(exit);

        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        List<String> expected = List.of(asked.split(";"));
        assertThat(calls).hasSameSizeAs(expected);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i)).endsWith(expected.get(i));
        }
    }

    @Test
    void theRowsAreThoseOfTheNewestCommentThatWasSaidYesTo(@TempDir Path folder)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("comments.json"), """
                [{"id": 1, "body": "/benchmark Old.*"},
                 {"id": 2, "body": "/benchmark Sort.*  $(touch pwned) 'Tls|Proxy'\\r\\nand thanks"},
                 {"id": 3, "body": "/benchmark Stranger.*"},
                 {"id": 4, "body": "looks good"}]
                """);
        executable(folder.resolve("gh"), """
                #!/usr/bin/env bash
                case "$*" in
                  *--paginate*issues/42/comments) cat comments.json ;;
                  *comments/3/reactions*) echo '[{"user": {"login": "stranger"}}]' ;;
                  *comments/[12]/reactions*) echo '[{"user": {"login": "github-actions[bot]"}}]' ;;
                  *) exit 1 ;;
                esac
                """);
        executable(folder.resolve("git"), "#!/usr/bin/env bash\necho base\n");
        executable(folder.resolve("run-bench.sh"), "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >>calls\n");

        assertThat(status(step("compare.yml", "Find out which rows are asked for"), folder, environment(folder)))
                .isZero();
        assertThat(status(step("compare.yml", "Compare"), folder, environment(folder, "LONG", "false", "BASE", "main")))
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("calls")))
                .contains("--rows=Sort.*,$(touch,pwned),'Tls|Proxy'", "quick");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void withoutSuchACommentTheHeadlineRowsAreCompared(@TempDir Path folder) throws IOException, InterruptedException {
        executable(folder.resolve("git"), "#!/usr/bin/env bash\necho base\n");
        executable(folder.resolve("run-bench.sh"), "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >>calls\n");

        assertThat(status(step("compare.yml", "Compare"), folder, environment(folder, "LONG", "false", "BASE", "main")))
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("calls")))
                .startsWith("compare", "base", "--preset")
                .noneMatch(argument -> argument.startsWith("--rows"));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "merge"})
    void theActionIsBashIntoWhichNothingIsPasted(String action) throws IOException {
        JsonNode runs =
                read(Path.of("../.github/actions", action, "action.yml")).path("runs");

        assertThat(runs.path("using").asString()).isEqualTo("composite");
        assertThat(runs.path("steps").valueStream()).isNotEmpty().allSatisfy(step -> {
            assertThat(step.path("shell").asString()).isEqualTo("bash");
            assertThat(step.path("run").asString()).isNotEmpty().doesNotContain("${{");
        });
    }

    @Test
    void theWorkflowForOthersHandsOnWhatTheActionTakes() throws IOException {
        JsonNode inputs = read(Path.of("../.github/actions/compare/action.yml")).path("inputs");
        JsonNode handedOn = steps(FOLDER.resolve("compare-project.yml"))
                .filter(step -> step.path("uses").asString("").startsWith("./"))
                .findFirst()
                .orElseThrow()
                .path("with");

        assertThat(inputs.propertyNames()).containsAll(handedOn.propertyNames());
    }

    @ParameterizedTest
    @CsvSource({"1, [1]", "3, '[1,2,3]'"})
    void asManyShardsAreMadeAsAreAskedFor(String shards, String numbers, @TempDir Path folder)
            throws IOException, InterruptedException {
        String script = read(FOLDER.resolve("compare-project.yml"))
                .path("jobs")
                .path("shards")
                .path("steps")
                .path(0)
                .path("run")
                .asString();
        Path output = folder.resolve("output");

        assertThat(bash(script, folder, Map.of("SHARDS", shards, "GITHUB_OUTPUT", output.toString())))
                .isZero();

        assertThat(output).hasContent("numbers=" + numbers);
        assertThat(bash(script, folder, Map.of("SHARDS", "8; rm -rf /", "GITHUB_OUTPUT", output.toString())))
                .isEqualTo(1);
    }

    /** With a stub of the program, which tells what it was asked. */
    @Test
    void eachPodOfTheIndexedJobMeasuresAShardThatTheProgramTakes(@TempDir Path folder)
            throws IOException, InterruptedException {
        JsonNode job = read(Path.of("../docs/example/shards-job.yaml"));
        JsonNode spec = job.path("spec");
        JsonNode pod = spec.path("template").path("spec");
        JsonNode container = pod.path("containers").path(0);
        assertThat(job.path("apiVersion").asString()).isEqualTo("batch/v1");
        assertThat(job.path("kind").asString()).isEqualTo("Job");
        assertThat(spec.path("completionMode").asString()).isEqualTo("Indexed");
        assertThat(pod.path("restartPolicy").asString())
                .as("Jobs take no other than Never and OnFailure, and backoffLimitPerIndex none but Never")
                .isEqualTo("Never");
        JsonNode resources = container.path("resources");
        assertThat(resources.path("requests").propertyNames()).contains("cpu", "memory");
        assertThat(resources.path("requests")).as("Guaranteed").isEqualTo(resources.path("limits"));
        assertThat(resources.path("limits").path("cpu").asString()).matches("[1-9]\\d*");
        assertThat(pod.path("volumes").valueStream().map(volume -> volume.path("name")))
                .containsAll(container
                        .path("volumeMounts")
                        .valueStream()
                        .map(mount -> mount.path("name"))
                        .toList());
        int shards = spec.path("completions").asInt();
        assertThat(spec.path("parallelism").asInt()).isEqualTo(shards);
        Map<String, String> environment = new HashMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asString(), variable.path("value").asString()));
        assertThat(environment).containsEntry("SHARDS", String.valueOf(shards));
        assertThat(container.path("command").valueStream().map(JsonNode::asString))
                .containsExactly("bash", "-c");
        executable(folder.resolve("run-bench.sh"), "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >asked\n");
        environment.put("JOB_COMPLETION_INDEX", String.valueOf(shards - 1));

        assertThat(bash(container.path("args").path(0).asString(), folder, environment))
                .isZero();

        List<String> asked = Files.readAllLines(folder.resolve("asked"));
        assertThat(asked).containsSubsequence("compare", "main", "--shard", "8/8", "--results", "/results/shard-7");
        assertThat(Said.ofCheck(asked.toArray(String[]::new)).status()).isZero();
    }

    private static int bash(String script, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        bash.environment().putAll(environment);
        return bash.start().waitFor();
    }

    private static Stream<JsonNode> steps(Path file) throws IOException {
        return read(file)
                .path("jobs")
                .valueStream()
                .flatMap(job -> job.path("steps").valueStream());
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(file));
    }
}
