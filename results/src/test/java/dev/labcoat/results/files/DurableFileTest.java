package dev.labcoat.results.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    private Path folder;

    @Test
    void writesAFileAndItsFolderAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("a/b/anchor");

        DurableFile.write(file, "µ\n");
        DurableFile.write(file, "±\n");

        assertThat(file).hasContent("±");
        assertThat(names(folder.resolve("a/b"))).containsExactly("anchor");
    }

    @Test
    void leavesTheOldFileAndNamesItWhenTheNewOneCannotBeWritten() throws IOException {
        Path file = DurableFile.write(folder.resolve("anchor"), "old");
        // Nothing can be written to it, whoever asks: also the superuser is refused.
        Files.createDirectory(folder.resolve(".anchor.draft"));
        Files.createFile(folder.resolve(".anchor.draft/full"));

        assertThatThrownBy(() -> DurableFile.write(file, "new"))
                .isInstanceOfSatisfying(
                        FileSystemException.class, e -> assertThat(e.getFile()).isEqualTo(file.toString()));
        assertThat(file).hasContent("old");
    }

    @Test
    void aLinkInThePlaceOfTheDraftIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createSymbolicLink(folder.resolve(".accepted.txt.draft"), precious);

        Path file = DurableFile.write(folder.resolve("accepted.txt"), "new");

        assertThat(file).hasContent("new");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void namesAFolderThatLiesInItsPlace() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("README.md"));

        assertThatThrownBy(() -> DurableFile.write(taken, "page"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(taken.toString())
                .hasMessageContaining("directory");
        assertThat(names(folder)).containsExactly("README.md");
    }

    @Test
    void isNotStoppedByAnInterrupt() throws IOException {
        Path file = folder.resolve("README.md");
        Thread.currentThread().interrupt();
        try {
            DurableFile.write(file, "page");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(file).hasContent("page");
    }

    @Test
    void copiesAFileAsItWritesOne() throws IOException {
        Path built = Files.writeString(folder.resolve("built.jar"), "jar");
        Path kept = folder.resolve("builds/kept.jar");

        assertThat(DurableFile.copy(built, kept)).hasContent("jar");
        assertThat(names(folder.resolve("builds"))).containsExactly("kept.jar");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
