package dev.labcoat.results.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRepositoriesTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path foreign;
    private TrustedRepositories trusted;

    @BeforeEach
    void twoRepositories() throws IOException {
        folder = temporary.toRealPath();
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.createDirectory(own.resolve(".git"));
        foreign = Files.createDirectories(folder.resolve("foreign repository"));
        Files.createDirectory(foreign.resolve(".git"));
        Files.createDirectory(foreign.resolve("inner"));
        trusted = new TrustedRepositories(folder.resolve("config").resolve("trusted"), own);
    }

    @Test
    void whatIsInNoRepositoryOrInOursIsTrusted() throws IOException {
        assertThat(trusted.untrusted(folder.resolve("my.yaml"))).isEmpty();
        assertThat(trusted.untrusted(folder.resolve("own/inner/my.yaml"))).isEmpty();
    }

    @Test
    void anotherRepositoryIsTrustedOnceThatWasSaid() throws IOException {
        Path file = foreign.resolve("inner/my.yaml");
        assertThat(trusted.untrusted(file)).contains(foreign);
        trusted.trust(foreign);
        assertThat(trusted.untrusted(file)).isEmpty();
        assertThat(trusted.list()).hasContent(foreign + "\n");
    }

    @Test
    void aWorkTreeWhoseGitIsAFileIsARepositoryAndALinkLeadsIntoIt() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve(".git"), "gitdir: elsewhere");
        Path file = Files.writeString(tree.resolve("my.yaml"), "");
        assertThat(trusted.untrusted(file)).contains(tree);
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
        assertThat(trusted.untrusted(link)).contains(tree);
    }

    @Test
    void aListThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("config"), "a file");
        assertThatThrownBy(() -> trusted.trust(foreign))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(trusted.list().toString());
    }
}
