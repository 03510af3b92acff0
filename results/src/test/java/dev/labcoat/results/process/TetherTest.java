package dev.labcoat.results.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A named pipe tells whether a process lives: reading it ends when everybody who has it open for writing is gone. So these
 * tests need not look at the clock; should a process be left, they hang, and fail by their time limit.
 */
@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class TetherTest {

    /** Says who started it, and stays alive by way of a child. */
    private static final String SLEEPER = "exec >\"$1\"; echo some > \"$2/file\"; echo $PPID; sleep 600 & wait";

    @Test
    void theCommandRunsAndItsFolderIsGoneAfterwards(@TempDir Path folder) throws Exception {
        Path temporary = folder.resolve("tmp");
        Path log = folder.resolve("log");
        String script = "echo some > \"$1/file\"; cat \"$1/file\"; echo words >&2";
        try (Tether tether = Tether.start(bash(script, temporary), Map.of(), temporary, log)) {
            assertThat(tether.await()).isZero();
        }
        assertThat(log).hasContent("some\nwords\n");
        assertThat(temporary).doesNotExist();
    }

    @Test
    void theCommandRunsInTheFolderThatIsAskedFor(@TempDir Path folder) throws Exception {
        Path directory = Files.createDirectory(folder.resolve("a folder"));
        Path log = folder.resolve("log");
        try (Tether tether = Tether.start(List.of("pwd", "-P"), Map.of(), folder.resolve("tmp"), log, directory)) {
            assertThat(tether.await()).isZero();
        }
        assertThat(log).hasContent(directory.toRealPath() + "\n");
    }

    @Test
    void flagsForEveryJvmDoNotReachTheCommand(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        List<String> outer = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EnvironmentOfChild.class.getName(),
                folder.resolve("inner").toString(),
                log.toString());
        ProcessBuilder builder = new ProcessBuilder(outer).inheritIO();
        builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", "-Xshare:auto", "_JAVA_OPTIONS", "-Xshare:auto"));
        builder.environment().putAll(Map.of("JDK_JAVA_OPTIONS", "-Xshare:auto", "KEPT", "1"));
        assertThat(builder.start().waitFor()).isZero();

        assertThat(log).content().contains("KEPT=1").doesNotContain("-Xshare");
    }

    @Test
    void theExitStatusIsPassedOn(@TempDir Path folder) throws Exception {
        try (Tether tether = Tether.start(bash("exit 3"), Map.of(), folder.resolve("tmp"), folder.resolve("log"))) {
            assertThat(tether.await()).isEqualTo(3);
        }
    }

    @Test
    void theCommandHasNothingToRead(@TempDir Path folder) throws Exception {
        try (Tether tether = Tether.start(List.of("cat"), Map.of(), folder.resolve("tmp"), folder.resolve("log"))) {
            assertThat(tether.await()).isZero();
        }
    }

    @Test
    void whatTheCommandLeftBehindEndsWithIt(@TempDir Path folder) throws Exception {
        Path pipe = pipe(folder);
        String script = "exec >\"$1\"; echo started; sleep 600 & exit 0";
        try (Tether tether = Tether.start(bash(script, pipe), Map.of(), folder.resolve("tmp"), folder.resolve("log"));
                BufferedReader alive = Files.newBufferedReader(pipe)) {
            assertThat(alive.readLine()).isEqualTo("started");
            assertThat(tether.await()).isZero();
            assertThat(alive.readLine()).as("end of the pipe").isNull();
        }
    }

    @Test
    void closingEndsAllThatTheCommandStarted(@TempDir Path folder) throws Exception {
        try (Sleeper sleeper = Sleeper.in(folder)) {
            sleeper.tether().close();
            sleeper.assertGone();
        }
    }

    @Test
    void allThatTheCommandStartedEndsEvenWhenTheShellBetweenWasKilled(@TempDir Path folder) throws Exception {
        try (Sleeper sleeper = Sleeper.in(folder)) {
            sleeper.shell().destroyForcibly();
            sleeper.tether().close();
            sleeper.assertGone();
        }
    }

    @Test
    void allThatTheCommandStartedEndsEvenWhenOneOfThoseWhoWatchWasKilled(@TempDir Path folder) throws Exception {
        try (Sleeper sleeper = Sleeper.in(folder)) {
            sleeper.watching().get(0).destroyForcibly();
            sleeper.shell().destroyForcibly();
            sleeper.tether().close();
            sleeper.assertGone();
        }
    }

    @Test
    void whatNobodyWatchesAnyMoreIsFoundByItsFolder(@TempDir Path folder) throws Exception {
        try (Sleeper sleeper = Sleeper.in(folder)) {
            List<ProcessHandle> watching = sleeper.watching();
            sleeper.shell().destroyForcibly();
            watching.forEach(ProcessHandle::destroyForcibly);
            Strays.end(folder.resolve("other"));
            assertThat(sleeper.alive().ready()).isFalse();
            Strays.end(sleeper.temporary());
            assertThat(sleeper.alive().readLine()).as("end of the pipe").isNull();
            sleeper.tether().close();
            assertThat(sleeper.temporary()).doesNotExist();
        }
    }

    /** Who stops a service, or a job of a build server, sends it to all processes at once. */
    @Test
    void aPlainKillOfTheShellEndsNothingForTheParentSaysWhatIsToEnd(@TempDir Path folder) throws Exception {
        try (Sleeper sleeper = Sleeper.in(folder)) {
            sleeper.watching().forEach(ProcessHandle::destroy);
            sleeper.shell().destroy();
            assertThat(sleeper.tether().await(1)).isFalse();
            assertThat(sleeper.watching()).hasSize(2);
            sleeper.tether().close();
            sleeper.assertGone();
        }
    }

    @Test
    void theCommandItselfCanBeEndedByAPlainKill(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        try (Tether tether = Tether.start(bash("kill -TERM $$; exit 0"), Map.of(), folder.resolve("tmp"), log)) {
            assertThat(tether.await()).isEqualTo(128 + 15);
        }
    }

    /** Such as by Ctrl-C, which reaches it as soon as it is there. */
    @Test
    void aShellThatIsEndedAsItBeginsLeavesNothing(@TempDir Path folder) throws Exception {
        for (int micros = 0; micros < 20_000; micros += 500) {
            Path temporary = folder.resolve("tmp");
            Path done = folder.resolve("done");
            Tether tether =
                    Tether.start(bash("sleep 600; echo > \"$1\"", done), Map.of(), temporary, folder.resolve("log"));
            TimeUnit.MICROSECONDS.sleep(micros);
            ProcessHandle.of(tether.pid()).ifPresent(ProcessHandle::destroyForcibly);
            tether.close();
            assertThat(temporary).doesNotExist();
            assertThat(done).doesNotExist();
        }
    }

    /**
     * A command that stays until it is ended.
     *
     * @param alive the pipe, which ends when it is gone
     * @param shell that started it, and watches over it
     */
    private record Sleeper(Tether tether, Path temporary, BufferedReader alive, ProcessHandle shell)
            implements AutoCloseable {

        static Sleeper in(Path folder) throws IOException, InterruptedException {
            Path pipe = pipe(folder);
            Path temporary = folder.resolve("tmp");
            Tether tether = Tether.start(bash(SLEEPER, pipe, temporary), Map.of(), temporary, folder.resolve("log"));
            BufferedReader alive = Files.newBufferedReader(pipe);
            String shell = alive.readLine();
            assertThat(shell).matches("\\d+");
            return new Sleeper(
                    tether,
                    temporary,
                    alive,
                    ProcessHandle.of(Long.parseLong(shell)).orElseThrow());
        }

        /** Those who end it should the shell be killed. */
        List<ProcessHandle> watching() {
            List<ProcessHandle> watching = shell.children()
                    .filter(child -> child.info().commandLine().orElse("").contains("tether.sh FOLDER"))
                    .toList();
            assertThat(watching).isNotEmpty();
            return watching;
        }

        void assertGone() throws IOException {
            assertThat(alive.readLine()).as("end of the pipe").isNull();
            assertThat(temporary).doesNotExist();
        }

        @Override
        public void close() throws IOException {
            alive.close();
        }
    }

    private static List<String> bash(String script, Path... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private static Path pipe(Path folder) throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }
}
