package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.machine.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLoadLogTest {

    @Test
    void whatAJvmLoadsFromFilesIsReadAndTheLogIsGone(@TempDir Path folder) throws IOException, InterruptedException {
        Path files = folder.resolve("1-0");
        Files.writeString(folder.resolve("1-01-7.classes"), "acme.Other source: file:/other.jar\n");
        Files.writeString(
                folder.resolve("Hello.java"), "class Hello { public static void main(String[] arguments) {} }");
        run(Jvm.current().home().resolve("bin/javac").toString(), "Hello.java", folder);
        run(
                Jvm.current().java().toString(),
                ClassLoadLog.flag(files).orElseThrow(),
                "-cp",
                folder.toString(),
                "Hello",
                folder);

        Set<String> classes = ClassLoadLog.take(files);

        assertThat(classes).containsExactly("Hello");
        assertThat(folder.resolve("1-01-7.classes")).exists();
        assertThat(ClassLoadLog.take(files)).isEmpty();
    }

    /** The last of the arguments is the folder. */
    private static void run(Object... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder();
        for (int i = 0; i < command.length - 1; i++) {
            builder.command().add(command[i].toString());
        }
        builder.directory(((Path) command[command.length - 1]).toFile()).inheritIO();
        assertThat(builder.start().waitFor()).isZero();
    }

    @Test
    void aFolderThatSuchAFlagCannotNameGetsNone() {
        assertThat(ClassLoadLog.flag(Path.of("/tmp/lab coat/1-0"))).isEmpty();
        assertThat(ClassLoadLog.flag(Path.of("/tmp/50%/1-0"))).isEmpty();
    }
}
