package dev.labcoat.results.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsAFileAlsoThroughALink() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "µ");
        Path link = Files.createSymbolicLink(folder.resolve("b"), file);

        assertThat(RegularFile.text(link)).isEqualTo("µ");
        assertThat(RegularFile.bytes(file)).isEqualTo("µ".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesALinkToADevice() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("/dev/zero"));

        assertThatThrownBy(() -> RegularFile.bytes(link))
                .isInstanceOf(BadInputException.class)
                .hasMessage(link + " is not a regular file: put one in its place, or delete it");
    }

    @Test
    void doesNotWaitForANamedPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> RegularFile.bytes(pipe))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> RegularFile.bytes(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void namesALinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("gone"));

        assertThatThrownBy(() -> RegularFile.bytes(link))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(link.toString());
    }

    @Test
    void refusesWhatIsLongerThanAllowedAndNothingShorter() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1234");

        assertThat(RegularFile.bytes(file, 4)).hasSize(4);
        assertThatThrownBy(() -> RegularFile.bytes(file, 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " has more than 3 bytes");
    }
}
