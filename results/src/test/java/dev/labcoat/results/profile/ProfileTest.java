package dev.labcoat.results.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a recording of this JVM. */
class ProfileTest {

    /** Until the profiler must have seen it: for a second, nearly all of it in Java. */
    private static long busy() {
        long x = 1;
        for (long end = System.nanoTime() + 1_000_000_000; System.nanoTime() < end; ) {
            for (int i = 0; i < 1_000_000; i++) {
                x = x * 0x5851F42D4C957F2DL + i;
            }
        }
        return x | 1;
    }

    private static long startsAndWarmsUp() {
        return busy();
    }

    private static long isMeasured() {
        return busy();
    }

    @Test
    void whatWasBeforeTheMeasuredPartIsLeftOut(@TempDir Path folder) throws IOException {
        Instant from;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            assertThat(startsAndWarmsUp()).isOdd();
            from = Instant.now();
            assertThat(isMeasured()).isOdd();
            recording.stop();
            recording.dump(folder.resolve("1.jfr"));
        }
        Path page = new Profile(folder, new Window(from, Instant.now()))
                .draw(3, "B.m", "B.m of this", folder)
                .get(0);

        assertThat(page).isEqualTo(folder.resolve("3-B.m-subject-1.html"));
        assertThat(Files.readString(page))
                .contains("isMeasured", "B.m of this, server process 1")
                .doesNotContain("startsAndWarmsUp");
        String whole = Files.readString(new Profile(folder, new Window(Instant.EPOCH.plusMillis(1), Instant.now()))
                .draw(4, "B.m", "all", folder)
                .get(0));
        assertThat(whole).as("it was recorded").contains("startsAndWarmsUp");
    }
}
