package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {

    @Test
    void itIsThereUntilItIsClosed(@TempDir Path run) throws IOException {
        Path folder = run.resolve("shared");
        try (SharedFolder shared = SharedFolder.open(folder)) {
            assertThat(shared.flag()).isEqualTo("-Dlabcoat.run.folder=" + folder);
            Files.createDirectories(folder.resolve("data"));
            Files.writeString(folder.resolve("data/file"), "left by a fork");
        }
        assertThat(folder).doesNotExist();
    }
}
