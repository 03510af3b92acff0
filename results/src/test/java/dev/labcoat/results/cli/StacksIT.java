package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that files declare, from the command line on, with the jar that measures them. */
class StacksIT {

    private static final String HOME = "user.home";

    private static final String SERVER = """
            const http = require('http')
            http.createServer((request, response) => response.end('Hello, World!')).listen(+process.argv[2], '127.0.0.1')
            """;

    private static final String FILE = """
            start: node {here}/server.js {port} {workers}
            request: /
            expect: Hello, World!
            versions: node --version
            knobs: {workers: [1, 2], log: [on, off]}
            ladder: {WORKERS: {workers: 2}, LOG: {log: off}}
            """;

    private final String home = System.getProperty(HOME);

    @TempDir
    private Path temporary;

    private Path stack;

    @BeforeEach
    void aServerOfOnesOwn() throws IOException {
        System.setProperty(HOME, temporary.toString());
        Path folder = Files.createDirectory(temporary.resolve("my servers"));
        Files.writeString(folder.resolve("server.js"), SERVER);
        stack = Files.writeString(folder.resolve("my-server.yaml"), FILE);
    }

    @AfterEach
    void nothingIsLeft() {
        System.setProperty(HOME, home);
        assertThat(ProcessHandle.allProcesses()
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(temporary.toString())))
                .isEmpty();
    }

    private Path results() {
        return temporary.resolve("results");
    }

    private Said labcoat(String command, String... arguments) {
        Path root = Path.of(System.getProperty("labcoat.root", ".."));
        List<String> all = new ArrayList<>(List.of(
                command,
                "--jar=" + root.resolve("benchmarks/target/benchmarks.jar"),
                "--results=" + results(),
                "--preset=smoke"));
        all.addAll(List.of(arguments));
        return Said.by(all.toArray(String[]::new));
    }

    @Test
    void aServerOfOnesOwnIsMeasuredBesideOneThatRunsAlready() throws IOException {
        HttpServer running = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        running.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        running.start();
        String url = "http://127.0.0.1:" + running.getAddress().getPort() + "/";
        try {
            Said said = labcoat("run", "--commit=test", "--stack=" + stack, "--stack-url=" + url);
            assertThat(said.status()).as(said.out() + said.err()).isZero();
        } finally {
            running.stop(0);
        }
        Run run = new ExperimentStore(results()).readAll(message -> {}).get(0);
        assertThat(run.suite().libraries().get("my-server.yaml")).matches("[0-9a-f]{12}");
        assertThat(run.suite().libraries().get("my-server")).startsWith("node v");
        assertThat(run.cells())
                .extracting(cell -> cell.id().params().getOrDefault("stack", "control"))
                .containsExactly("control", "my-server", url);
        Cell own = run.cells().get(1);
        assertThat(own.id().params()).containsEntry("step", "BASELINE");
        assertThat(own.metric("subject.cpu").orElseThrow().mean()).isPositive();
        Cell other = run.cells().get(2);
        assertThat(other.good()).as(String.valueOf(other.errors())).isNotEmpty();
        assertThat(other.metric("subject.cpu")).isEmpty();
        assertProductionStandsBeside();
    }

    private void assertProductionStandsBeside() throws IOException {
        Path log = Files.writeString(
                temporary.resolve("access.log"),
                IntStream.range(0, 20)
                        .mapToObj(second -> String.format(
                                Locale.ROOT,
                                "10.0.0.1 - - [10/Mar/2026:13:55:%02d +0000] \"GET / HTTP/1.1\" 200 2 \"-\" \"-\" 9.5%n",
                                second))
                        .collect(Collectors.joining()));
        System.setProperty(
                "labcoat.home",
                Path.of(System.getProperty("labcoat.root", ".."))
                        .toAbsolutePath()
                        .toString());
        try {
            String results = "--results=" + results();
            Said imported = Said.by("import", log.toString(), "--stack=" + stack, results);
            assertThat(imported.status()).as(imported.err()).isZero();
            assertThat(imported.out()).contains("Imported 1 result").doesNotContain("there is no row");
            assertThat(Said.by("table", results).done())
                    .contains("Production beside the bench: my-server, run", "GET / (access-log) beside ownStack")
                    .containsPattern("p99 \\d+x as long as on the bench");
        } finally {
            System.clearProperty("labcoat.home");
        }
    }

    @Test
    void aKnobIsTurned() {
        Said said = labcoat("compare", "--stack=" + stack, "--vary", "workers=1,3", "--pairs=1", "--budget=5m");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("workers=1 is the baseline", "workers=3", "OwnStackBenchmark");
    }

    /** Wherever it can run at all: what else is installed is a matter of the machine. */
    @Test
    void ourClientIsHeldAgainstOthersAndReloadsAreCounted() {
        Path root = Path.of(System.getProperty("labcoat.root", "..")).toAbsolutePath();
        System.setProperty("labcoat.home", root.toString());
        try {
            Said checked = Said.by("cross-check", stack.toString(), "--rounds=1", "--seconds=1");
            assertThat(checked.done()).contains("BASELINE  our client", "our client, new connections", "requests/s");
            assertThat(Said.by("cross-check", stack.toString(), "--rounds=0").refused())
                    .contains("from 1 to");
            assertThat(Said.by("cross-check", stack.toString(), "-p", "workers=2")
                            .refused())
                    .contains("-p is for rows of the suite");
            assertThat(Said.by("cross-check", "StaticFileBenchmark", "server=JETTY")
                            .refused())
                    .contains("params in place of steps");
            assertThat(Said.by("cross-check", "serving").refused()).contains("'serving' finds ", "-p NAME=VALUE");
            assertThat(Said.by("cross-check", "LoggerCallBenchmark").refused())
                    .contains("no server that answers HTTP is under it", "StaticFileBenchmark");
            Said row = Said.by("cross-check", "StaticFileBenchmark", "-p", "server=JETTY", "--rounds=1", "--seconds=1");
            assertThat(row.done())
                    .startsWith("StaticFileBenchmark.staticFile connections=32 fileCache=true fileSizeBytes=1024"
                            + " server=JETTY")
                    .contains("StaticFileBenchmark.staticFile client=our client");
            assertThat(Said.by("reload", stack.toString()).refused())
                    .contains("does not say by which signal it reads its configuration anew");
        } finally {
            System.clearProperty("labcoat.home");
        }
    }

    @Test
    void whatCannotBeMeasuredIsSaidBeforeAnythingIs() throws IOException {
        Path wrong = Files.writeString(temporary.resolve("wrong.yaml"), FILE + "strat: x\n");
        assertThat(labcoat("run", "--stack=" + wrong).refused()).contains("wrong.yaml:7:1: unknown key \"strat\"");
        assertThat(labcoat("run", "--stack=none").refused()).contains("there is no stack \"none\"; shipped are apache");
        assertThat(labcoat("run", "--stack=" + stack, "-p", "step=woerkers=2").refused())
                .contains("there is no step or knob for \"woerkers=2\"");
        assertThat(labcoat("compare", "--stack=" + stack, "--vary", "woerkers=1,2")
                        .refused())
                .contains("there is no step or knob for \"woerkers=1\"");
        assertThat(labcoat("compare", "--stack=" + stack).refused()).contains("--vary");
        assertThat(labcoat("compare", "--base-stack=" + stack).refused()).contains("--head-stack");
        assertThat(labcoat("run", "serving", "--stack=" + stack).refused()).contains("leave out serving");
        assertThat(labcoat("run", "--stack-url=http://203.0.113.9/").refused())
                .contains("203.0.113.9 is another machine", "--yes-load 203.0.113.9");
        assertThat(labcoat("run", "--stack-url=http://127.0.0.1:1/").refused()).contains("http://127.0.0.1:1/");
        Files.writeString(wrong, "start: no-such-server {port}\nrequest: /\nexpect: x\ninstall: get it\n");
        assertThat(labcoat("run", "--stack=" + wrong).refused())
                .contains("needs no-such-server, which is not on the PATH: get it");
        Files.writeString(wrong, "start: node {port}\nrequest: /\nexpect: x\nknobs: {a: [b]}\nladder: {A: {a: c}}\n");
        assertThat(labcoat("ladder", "--stack=" + wrong).refused())
                .contains("declares no ladder of two steps or more", "compare --stack");
        assertThat(new ExperimentStore(results()).readAll(message -> {})).isEmpty();
    }

    @Test
    void aFileInARepositoryRunsNothingBeforeItIsTrusted() throws IOException {
        Path marker = temporary.resolve("ran");
        Path repository = Files.createDirectory(temporary.resolve("cloned"));
        Files.createDirectory(repository.resolve(".git"));
        Path file = Files.writeString(
                repository.resolve("theirs.yaml"),
                "start: no-such-server {port}\nversions: touch " + marker + "\nrequest: /\nexpect: x\n");

        assertThat(labcoat("run", "--stack=" + file).refused())
                .contains("not trusted so far", repository.toString(), "touch " + marker, "no-such-server", "--trust");
        assertThat(marker).doesNotExist();

        Said trusted = labcoat("run", "--stack=" + file, "--trust");
        assertThat(trusted.out()).contains("trusted from now on: " + repository);
        assertThat(trusted.err()).contains("needs no-such-server");
        assertThat(labcoat("run", "--stack=" + file).refused()).contains("needs no-such-server");
    }
}
