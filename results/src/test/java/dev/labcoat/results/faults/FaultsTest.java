package dev.labcoat.results.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short slice of what {@code results/faults.sh} does at length. */
class FaultsTest {

    private static final long SEED = 20;

    @Test
    void nothingIsLostOrLetInThroughDamagedFiles() throws IOException {
        assertThat(Mutations.run(40, SEED).faults()).isEmpty();
    }

    @Test
    void nothingAStrangerWritesCommandsATerminalOrAPage() throws IOException {
        assertThat(HostileTexts.run(1_000).faults()).isEmpty();
    }

    @Test
    void nothingIsLeftOfCommandsThatAreKilled() throws IOException {
        assertThat(Kills.run(2, SEED).faults()).isEmpty();
    }

    @Test
    void nothingIsLostWhenTheDiskIsFull() throws IOException {
        List<String> own = isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-rm");
        assumeTrue(succeeds(own), "no file systems of one's own here");
        List<String> command = new ArrayList<>(own);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Faults.class.getName(),
                "disk",
                "4",
                "1"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean succeeds(List<String> own) throws IOException {
        List<String> command = new ArrayList<>(own);
        command.add("true");
        return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    }
}
