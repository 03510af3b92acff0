package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {

    @Test
    void whatIsUnicodeLosesNone() {
        assertThat(Letters.lost("UTF-8", "/gr\ufffdn", List.of("\ufffd"))).isEmpty();
        assertThat(Letters.lost("ANSI_X3.4-1968", "/home", List.of("import", "a.json")))
                .isEmpty();
    }

    /** A path and a folder whose letters the locale does not have, as the shell gives them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec \"$@\" \"$(printf 'gr\\303\\274n.json')\"",
                "d=$(printf 'gr\\303\\274n'); mkdir \"$d\"; cd \"$d\"; exec \"$@\" a.json"
            })
    @EnabledOnOs(OS.LINUX)
    void aPathThatTheLocaleCannotSayIsRefusedWithTheWayOut(String script, @TempDir Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder(
                "sh",
                "-c",
                script,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Labcoat.class.getName(),
                "import");
        shell.environment().put("LC_ALL", "C");
        shell.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process java =
                shell.directory(folder.toFile()).redirectErrorStream(true).start();

        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("run-bench.sh: the JVM cannot read all letters", "LC_ALL=C.UTF-8 java -jar");
        assertThat(java.waitFor()).isEqualTo(2);
    }
}
