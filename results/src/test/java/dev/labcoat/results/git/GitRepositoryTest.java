package dev.labcoat.results.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoryTest {

    @Test
    void aCleanTreeIsItsCommit(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05+02:00");

        Revision head = new GitRepository(folder).head();

        assertThat(head)
                .isEqualTo(new Revision(
                        git(folder, "rev-parse", "HEAD").trim(),
                        Instant.parse("2026-01-02T01:04:05Z"),
                        "first",
                        null,
                        "main",
                        null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org/group/project.git",
                "https://user:secret@git.example.org/group/project",
                "ssh://git@git.example.org:2222/group/project.git",
                "git@git.example.org:group/project.git"
            })
    void theWebAddressFollowsFromOrigin(String origin, @TempDir Path folder) throws Exception {
        git(folder, "init", "-q");
        git(folder, "remote", "add", "origin", origin);

        assertThat(new GitRepository(folder).webAddress()).contains("https://git.example.org/group/project");
    }

    @Test
    void aRepositoryFromADiskHasNoWebAddress(@TempDir Path folder) throws Exception {
        git(folder, "init", "-q");
        assertThat(new GitRepository(folder).webAddress()).isEmpty();
        for (String origin : List.of("/srv/project.git", "file:///srv/project.git", "../project")) {
            git(folder, "config", "remote.origin.url", origin);
            assertThat(new GitRepository(folder).webAddress()).as(origin).isEmpty();
        }
    }

    @Test
    void aCommitKnowsItsParent(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        String first = git(folder, "rev-parse", "HEAD").trim();
        commit(folder, "second", "2026-01-03T03:04:05Z");

        GitRepository repository = new GitRepository(folder);

        assertThat(repository.head().parent()).isEqualTo(first);
        assertThat(repository.commit("HEAD~1").commit()).isEqualTo(first);
        assertThat(repository.commit(first.substring(0, 8)).subject()).isEqualTo("first");
        assertThat(repository.commit("main").subject()).isEqualTo("second");
    }

    @Test
    void whatIsNoSourceMakesNoTreeDifferAndNoCommitTheNewest(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        String first = git(folder, "rev-parse", "HEAD").trim();
        Path results = Files.createDirectories(folder.resolve("results/history"));
        Files.writeString(results.resolve("run.json"), "{}");
        git(folder, "add", ".");
        git(folder, "commit", "-q", "-m", "published");
        String published = git(folder, "rev-parse", "HEAD").trim();
        Files.writeString(results.resolve("next.json"), "{}");
        GitRepository all = new GitRepository(folder);
        GitRepository sources = new GitRepository(folder, List.of(results, Path.of("/elsewhere")));

        assertThat(all.newest().commit()).isEqualTo(published);
        assertThat(all.head().dirty()).isTrue();
        assertThat(sources.newest().commit()).isEqualTo(first);
        assertThat(sources.head().dirty()).isFalse();
        assertThat(new GitRepository(folder, List.of(folder)).newest().commit()).isEqualTo(published);

        Files.writeString(folder.resolve("source.txt"), "new");
        assertThat(sources.head().dirty()).isTrue();
        commit(folder, "second", "2026-01-04T03:04:05Z");
        assertThat(sources.newest().subject()).isEqualTo("second");
        assertThat(sources.newest().parent())
                .as("the commit before that changes sources")
                .isEqualTo(first);
        assertThat(all.newest().parent()).isEqualTo(published);
    }

    @Test
    void aTagIsTheCommitItIsOn(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        git(folder, "tag", "-a", "-m", "annotated", "v1");

        GitRepository repository = new GitRepository(folder);

        assertThat(repository.commit("v1").commit()).isEqualTo(repository.head().commit());
    }

    @Test
    void anEditedFileMakesTheTreeDirty(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        GitRepository repository = new GitRepository(folder);
        String clean = repository.head().commit();

        Files.writeString(folder.resolve("file.txt"), "edited");
        Revision edited = repository.head();
        Files.writeString(folder.resolve("file.txt"), "edited again");
        Revision editedAgain = repository.head();
        Files.writeString(folder.resolve("file.txt"), "edited");

        assertThat(edited.dirty()).isTrue();
        assertThat(edited.commit()).isEqualTo(clean);
        assertThat(editedAgain.diffHash()).isNotEqualTo(edited.diffHash());
        assertThat(repository.head()).isEqualTo(edited);
        assertThat(repository.commit("HEAD").dirty()).isFalse();
    }

    @Test
    void whatAnUnknownFileHoldsIsPartOfTheDifference(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        Path inside = Files.createDirectory(folder.resolve("new folder"));
        GitRepository fromBelow = new GitRepository(inside);

        Files.writeString(inside.resolve("new file.txt"), "one");
        Revision one = fromBelow.head();
        Files.writeString(inside.resolve("new file.txt"), "two");
        Revision two = fromBelow.head();

        assertThat(one.dirty()).isTrue();
        assertThat(two.diffHash()).isNotEqualTo(one.diffHash());
        assertThat(new GitRepository(folder).head()).isEqualTo(two);
    }

    @Test
    void ignoredFilesDoNotMakeTheTreeDirty(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        commit(folder, "first", "2026-01-02T03:04:05Z");
        Files.writeString(Files.createDirectory(folder.resolve("target")).resolve("a.class"), "bytes");

        assertThat(new GitRepository(folder).head().dirty()).isFalse();
    }

    @Test
    void aDetachedHeadHasNoBranch(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        git(folder, "checkout", "-q", "--detach");

        assertThat(new GitRepository(folder).head().branch()).isNull();
    }

    @Test
    void noRepositorySaysWhatToDo(@TempDir Path folder) {
        assertThatThrownBy(() -> new GitRepository(folder).head())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder + " is not in a git repository")
                .hasMessageContaining("--commit");
    }

    @Test
    void aShallowCloneSaysHowToGetTheRest(@TempDir Path folder) throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        commit(whole, "first", "2026-01-02T03:04:05Z");
        commit(whole, "second", "2026-01-03T03:04:05Z");
        git(folder, "clone", "-q", "--depth", "1", "file://" + whole, "shallow");

        assertThatThrownBy(() -> new GitRepository(folder.resolve("shallow")).commit("HEAD~1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("git fetch --unshallow");
        assertThat(new GitRepository(folder.resolve("shallow")).head().subject())
                .isEqualTo("second");
    }

    @Test
    void aRepositoryOfAnotherOwnerIsRefusedInGitsOwnWords(@TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");
        UserPrincipal nobody =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try {
            Files.setOwner(folder, nobody);
            Files.setOwner(folder.resolve(".git"), nobody);
        } catch (FileSystemException e) {
            Assumptions.abort("only root can give a folder away");
        }

        assertThatThrownBy(() -> new GitRepository(folder).head())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dubious ownership")
                .hasMessageContaining("safe.directory");
        assertThatThrownBy(() -> GitRepository.around(folder)).isInstanceOf(BadInputException.class);
    }

    @Test
    void theRepositoryAroundAFolderIsFoundOrThereIsNone(@TempDir Path folder) throws Exception {
        assertThat(GitRepository.around(folder)).isEmpty();
        commit(folder, "first", "2026-01-02T03:04:05Z");
        Path inside = Files.createDirectories(folder.resolve("build/libs"));

        assertThat(GitRepository.around(inside).orElseThrow().head().subject()).isEqualTo("first");
    }

    @Test
    void whoIsInterruptedIsToldSoAndNotOfGit(@TempDir Path folder) throws Exception {
        git(folder, "init", "-q", "-b", "main");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new GitRepository(folder).head())
                .isInstanceOf(BadInputException.class)
                .hasMessage("stopped")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRepositoryWithoutACommitSaysWhatToDo(@TempDir Path folder) throws Exception {
        git(folder, "init", "-q", "-b", "main");

        assertThatThrownBy(() -> new GitRepository(folder).head())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("make a first commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-branch", "--output=stolen", "-p", "^HEAD", "HEAD:file.txt", "", "a b"})
    void whatIsNoCommitIsRefusedByItsName(String name, @TempDir Path folder) throws Exception {
        commit(folder, "first", "2026-01-02T03:04:05Z");

        assertThatThrownBy(() -> new GitRepository(folder).commit(name))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'" + name + "'");
        assertThat(folder.resolve("stolen")).doesNotExist();
    }

    @Test
    void aLineOfCommitsIsThatOfFirstParents(@TempDir Path folder) throws Exception {
        for (String subject : List.of("first", "second", "third")) {
            commit(folder, subject, "2026-01-02T03:04:05Z");
        }
        git(folder, "checkout", "-q", "-b", "branch", "HEAD~1");
        commit(folder, "beside", "2026-01-03T03:04:05Z");
        git(folder, "checkout", "-q", "main");
        git(folder, "merge", "-q", "--no-ff", "-X", "theirs", "-m", "merge", "branch");
        commit(folder, "last", "2026-01-04T03:04:05Z");
        GitRepository repository = new GitRepository(folder);

        List<String> line = repository.line("HEAD~4", "main");

        assertThat(line)
                .extracting(commit -> repository.commit(commit).subject())
                .containsExactly("first", "second", "third", "merge", "last");
        assertThat(repository.parents(line.get(3))).hasSize(2);
        assertThat(repository.parents(line.get(0))).isEmpty();
        assertThatThrownBy(() -> repository.line("main", "main")).hasMessageContaining("one commit");
        assertThatThrownBy(() -> repository.line("main", "main~2"))
                .hasMessageContaining("the earlier commit comes first");
        assertThatThrownBy(() -> repository.line("main~2", "branch"))
                .hasMessageContaining("both come from " + line.get(1).substring(0, 8));
        assertThatThrownBy(() -> repository.line("branch", "main"))
                .hasMessageContaining("with the merge " + line.get(3).substring(0, 8));
    }

    private static void commit(Path folder, String subject, String when) throws IOException, InterruptedException {
        if (Files.notExists(folder.resolve(".git"))) {
            git(folder, "init", "-q", "-b", "main");
        }
        Files.writeString(folder.resolve("file.txt"), subject);
        git(folder, "add", ".");
        git(folder, Map.of("GIT_COMMITTER_DATE", when), "commit", "-q", "-m", subject);
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        return git(folder, Map.of(), arguments);
    }

    private static String git(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of("-c", "user.name=Test", "-c", "user.email=test@example.org"));
        command.addAll(List.of("-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
