package dev.labcoat.results.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, threadMode = SEPARATE_THREAD)
class FreezerTest {

    /** A shell that guards one who works. */
    private static final List<String> TREE = List.of("bash", "-c", "tail -f /dev/null & wait");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "tells the state of processes by /proc");
    }

    private Tether tether() throws IOException {
        return Tether.start(TREE, Map.of(), folder.resolve("tmp"), folder.resolve("log"));
    }

    /** The one who works, as soon as it is there. */
    private static ProcessHandle worker(long tether) throws InterruptedException {
        while (true) {
            for (ProcessHandle process :
                    ProcessHandle.of(tether).orElseThrow().descendants().toList()) {
                if (process.info().command().orElse("").endsWith("/tail")) {
                    return process;
                }
            }
            Thread.sleep(5);
        }
    }

    private static boolean isStopped(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    }

    /** A signal takes effect as soon as its process would run again. The test's time limit ends a wait in vain. */
    private static void await(ProcessHandle process, boolean stopped) throws IOException, InterruptedException {
        while (isStopped(process) != stopped) {
            Thread.sleep(1);
        }
    }

    @Test
    void whoWorksIsStoppedAndGoesOnAndItsGuardsAreLeftAlone() throws Exception {
        try (Tether tether = tether();
                Freezer freezer = Freezer.start()) {
            ProcessHandle worker = worker(tether.pid());
            ProcessTree processes = tether.processes();

            processes.stop(freezer);
            await(worker, true);
            assertThat(isStopped(worker.parent().orElseThrow())).as("its shell").isFalse();
            assertThat(tether.await(1)).as("the command counts as ended").isFalse();

            processes.resume(freezer);
            await(worker, false);
            assertThat(tether.await(1)).as("the command counts as ended").isFalse();
        }
    }

    @Test
    void aCommandThatIsStoppedItselfDoesNotCountAsEnded() throws Exception {
        List<String> command = List.of("tail", "-f", "/dev/null");
        try (Tether tether = Tether.start(command, Map.of(), folder.resolve("tmp"), folder.resolve("log"));
                Freezer freezer = Freezer.start()) {
            ProcessHandle worker = worker(tether.pid());
            ProcessTree processes = tether.processes();

            processes.stop(freezer);
            await(worker, true);
            assertThat(tether.await(1)).isFalse();
            processes.resume(freezer);
            assertThat(tether.await(1)).isFalse();
        }
        assertThat(folder.resolve("tmp")).doesNotExist();
    }

    /** The end of this JVM does to the shell what closing does: its standard input ends. */
    @Test
    void allGoOnWhenTheFreezerIsClosed() throws Exception {
        try (Tether tether = tether()) {
            ProcessHandle worker = worker(tether.pid());
            Freezer freezer = Freezer.start();
            tether.processes().stop(freezer);
            await(worker, true);
            freezer.close();
            await(worker, false);
        }
    }

    @Test
    void aFreezerThatWasKilledIsMissedAndATetherEndsWhatItLeftStopped() throws Exception {
        ProcessHandle worker;
        try (Tether tether = tether();
                Freezer freezer = Freezer.start()) {
            worker = worker(tether.pid());
            ProcessTree processes = tether.processes();
            processes.stop(freezer);
            ProcessHandle shell = ProcessHandle.of(freezer.pid()).orElseThrow();
            shell.destroyForcibly();
            shell.onExit().join();

            assertThatThrownBy(() -> processes.resume(freezer))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is gone");
            await(worker, true);
        }
        worker.onExit().join();
    }
}
