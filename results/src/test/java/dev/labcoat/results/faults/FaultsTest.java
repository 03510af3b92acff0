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
import org.junit.jupiter.api.io.TempDir;

/** A short slice of what {@code results/faults.sh} does at length, in a folder that is in no project. */
class FaultsTest {

    private static final String SEED = "20";

    @TempDir
    private Path folder = Path.of("");

    /** All in one program, which knows its classes after the first. */
    @Test
    void nothingIsLostLetInOrLeftBehind() throws IOException {
        assertNoFaults(List.of(), "mutations", "34", "hostile", "2500", "kills", "2");
    }

    @Test
    void nothingIsLostWhenTheDiskIsFull() throws IOException {
        List<String> own = isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-rm");
        assumeTrue(succeeds(own), "no file systems of one's own here");
        assertNoFaults(own, "disk", "2");
    }

    private void assertNoFaults(List<String> prefix, String... kinds) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlabcoat.root="
                        + Path.of(System.getProperty("labcoat.root", "..")).toRealPath(),
                "-cp",
                System.getProperty("java.class.path"),
                Faults.class.getName()));
        command.addAll(List.of(kinds));
        command.add(SEED);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
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
