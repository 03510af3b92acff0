package dev.labcoat.results.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    @Test
    void aShellsLimitIsRaisedIfThisUserMayAndCanBeTakenBack() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/limits")));
        Process shell = new ProcessBuilder("bash", "-c", "ulimit -Sn 100; ulimit -Hn 200; echo; read -r").start();
        try {
            assertThat(shell.getInputStream().read()).isEqualTo('\n');
            OpenFiles found = OpenFiles.of(shell.toHandle()).orElseThrow();
            assertThat(found).isEqualTo(new OpenFiles(shell.pid(), "100", "200"));
            assertThat(found.good()).isFalse();
            assertThat(found.undo()).isEqualTo("prlimit --pid " + shell.pid() + " --nofile=100:200");

            String refusal = "";
            try {
                found.raise();
            } catch (IOException e) {
                refusal = String.valueOf(e.getMessage());
            }

            assertThat(OpenFiles.of(shell.toHandle()).orElseThrow().good())
                    .as(refusal)
                    .isEqualTo(refusal.isEmpty());
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void noLimitIsEnough() {
        assertThat(new OpenFiles(1, "100", "unlimited").good()).isTrue();
        assertThat(new OpenFiles(1, "100", "8192").good()).isTrue();
        assertThat(new OpenFiles(1, "100", "8191").good()).isFalse();
    }
}
