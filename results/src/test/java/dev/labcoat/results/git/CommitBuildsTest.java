package dev.labcoat.results.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects of any build tool: here cp, of which each commit has another version. */
class CommitBuildsTest {

    private static final String YAML = """
            build: mkdir -p out && cp source.txt "out/app-$(cat version.txt)-jmh.jar" && echo built
            jar: out/*-jmh.jar
            """;

    @TempDir
    private Path temporary;

    private Path root = Path.of("");

    @BeforeEach
    void commitTwice() throws IOException, InterruptedException {
        root = Files.createDirectories(temporary.toRealPath().resolve("a project"));
        git("init", "-q", "-b", "main");
        commit("labcoat.yaml", YAML);
        commit("version.txt", "1.0");
        commit("source.txt", "first");
        commit("version.txt", "1.1");
        commit("source.txt", "second");
    }

    @Test
    void eachCommitIsBuiltAsTheFileSaysAndOnce() throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();

        assertThat(Files.readString(builds(root).jar(revision("HEAD"), said::add)))
                .isEqualTo("second");
        assertThat(Files.readString(builds(root).jar(revision("HEAD~2"), said::add)))
                .isEqualTo("first");
        assertThat(Files.readString(builds(root).jar(revision("HEAD"), said::add)))
                .isEqualTo("second");

        assertThat(said).hasSize(2);
        assertThat(new GitRepository(root, List.of(root.resolve(".labcoat")))
                        .head()
                        .dirty())
                .isFalse();
        try (Stream<Path> left = Files.list(root.resolve(".labcoat/local/builds"))) {
            assertThat(left.filter(file -> !file.toString().endsWith(".jar"))).isEmpty();
        }
    }

    @Test
    void theWorkingTreeIsBuiltWhereItIs() throws IOException, InterruptedException {
        Files.writeString(root.resolve("source.txt"), "changed");

        Path jar = builds(root).workingTree(said -> assertThat(said).contains("working tree"));

        assertThat(jar).isEqualTo(root.resolve("out/app-1.1-jmh.jar")).hasContent("changed");
    }

    @Test
    void aProjectMayLieBelowTheRootOfItsRepository() throws IOException, InterruptedException {
        commit("part/labcoat.yaml", "build: cp ../source.txt benchmarks.jar\njar: benchmarks.jar\n");
        Path below = Files.createDirectories(root.resolve("part/src/main"));

        assertThat(Project.around(below, temporary).root()).isEqualTo(root.resolve("part"));
        assertThat(Files.readString(builds(below).jar(revision("HEAD"), said -> {})))
                .isEqualTo("second");
    }

    @Test
    void whatDoesNotBuildSaysWhereItsReasonIs() throws IOException, InterruptedException {
        commit("labcoat.yaml", "build: echo no compiler; exit 3\njar: out/*.jar\n");

        assertThatThrownBy(() -> builds(root).jar(revision("HEAD"), said -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("could not be built")
                .hasMessageContaining("status 3");
        try (Stream<Path> logs = Files.list(root.resolve(".labcoat/local/builds"))) {
            assertThat(logs.filter(file -> file.toString().endsWith(".log")))
                    .singleElement()
                    .satisfies(log -> assertThat(log).hasContent("no compiler"));
        }
    }

    @Test
    void aBuildHasOneJar() throws IOException, InterruptedException {
        commit("labcoat.yaml", "build: mkdir out; cp source.txt out/a.jar; cp source.txt out/b.jar\njar: out/*.jar\n");
        assertThatThrownBy(() -> builds(root).jar(revision("HEAD"), said -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was built, but which jar is meant by out/*.jar")
                .hasMessageContaining("a.jar")
                .hasMessageContaining("b.jar");

        commit("labcoat.yaml", "build: 'true'\njar: out/*.jar\n");
        assertThatThrownBy(() -> builds(root).jar(revision("HEAD"), said -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was built, but there is no out/*.jar");
    }

    @Test
    void elsewhereItIsTheOtherProject() {
        Project project = Project.around(temporary, root);

        assertThat(project).isEqualTo(Project.around(root, temporary));
        assertThat(project.jarName()).isEqualTo("*-jmh.jar");
    }

    @Test
    void whoSaysNothingIsToldWhatToSay() throws IOException {
        Files.delete(root.resolve("labcoat.yaml"));
        Project project = Project.around(root, root);

        assertThatThrownBy(project::buildCommand)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Write a labcoat.yaml")
                .hasMessageContaining("--build");
        assertThat(project.built("make", "out.jar").buildCommand()).isEqualTo("make");
    }

    @ParameterizedTest
    @ValueSource(strings = {"biuld: make\n", "- build\n", "build: [a, b]\n", "build: 'open\n", ""})
    void aFileThatSaysSomethingElseIsRefused(String yaml) throws IOException {
        Files.writeString(root.resolve("labcoat.yaml"), yaml);

        assertThatThrownBy(() -> Project.around(root, root))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(root.resolve("labcoat.yaml").toString())
                .hasMessageContaining("./gradlew jmhJar");
    }

    private CommitBuilds builds(Path folder) {
        Project project = Project.around(folder, temporary);
        return new CommitBuilds(
                new GitRepository(project.root()), project, root.resolve(".labcoat/local/builds"), Jvm.current());
    }

    private Revision revision(String name) {
        return new GitRepository(root).commit(name);
    }

    private void commit(String file, String text) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
        git("add", file);
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "change " + file);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
