package dev.labcoat.results.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmTest {

    @Test
    void theJdkOfThisProgramWillDo() {
        Jvm current = Jvm.current();
        assertThat(Jvm.in(current.home()).version()).isEqualTo(current.version());
        assertThat(current.java()).isExecutable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "21-ea", "25.0.3"})
    void jdksFrom17OnWillDo(String version, @TempDir Path folder) throws IOException {
        assertThat(Jvm.in(jdk(folder, "JAVA_VERSION=\"" + version + "\"\n")))
                .isEqualTo(new Jvm(folder.toAbsolutePath(), version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16.0.2"})
    void olderJdksAreRefused(String version, @TempDir Path folder) throws IOException {
        Path home = jdk(folder, "JAVA_VERSION=\"" + version + "\"\n");
        assertThatThrownBy(() -> Jvm.in(home))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(home + " is JDK " + version)
                .hasMessageContaining("17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "IMPLEMENTOR=\"Nobody\"",
                "JAVA_VERSION=\"\"",
                "JAVA_VERSION=\"latest\"",
                "JAVA_VERSION=\"99999999999\"",
                "JAVA_VERSION=\"1.\""
            })
    void aReleaseFileThatNamesNoVersionIsRefused(String release, @TempDir Path folder) throws IOException {
        Path home = jdk(folder, release);
        assertThatThrownBy(() -> Jvm.in(home))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(home.toString());
    }

    @Test
    void aFolderWithoutReleaseFileIsRefused(@TempDir Path folder) throws IOException {
        Path home = jdk(folder, "");
        Files.delete(home.resolve("release"));
        assertThatThrownBy(() -> Jvm.in(home))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'release'");
    }

    @Test
    void aFolderWithoutJavaIsNoJdk(@TempDir Path folder) {
        assertThatThrownBy(() -> Jvm.in(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder + " is not a JDK")
                .hasMessageContaining("JAVA_HOME");
    }

    private static Path jdk(Path home, String release) throws IOException {
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
