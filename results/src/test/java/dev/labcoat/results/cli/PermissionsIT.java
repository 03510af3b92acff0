package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files and folders without permission are named, and what may be read beside them is shown. For root everything is permitted, so
 * the program is run as somebody else where the tests are root's.
 */
class PermissionsIT {

    private static final String NOBODY = "65534";

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    @TempDir
    private Path folder = Path.of("");

    private Path program = Path.of("");
    private Path first = Path.of("");
    private Path second = Path.of("");

    @BeforeEach
    void importTwo() throws IOException, InterruptedException {
        permit(folder, "rwxr-xr-x");
        program = Files.copy(Path.of("target/results.jar"), folder.resolve("program.jar"));
        first = imported("05-import-order/1.json", "first");
        second = imported("09-two-packages/two.json", "second");
        Files.createDirectories(folder.resolve("published"));
        own();
    }

    /** JUnit deletes what it may. */
    @AfterEach
    void permitAll() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                permit(one, "rwxr-xr-x");
            }
        }
    }

    @Test
    void aRunWithoutPermissionIsNamedAndTheOthersAreShown() throws Exception {
        permit(first, "---------");

        Said said = labcoat("table", "--results", folder + "/results");

        assertThat(said.out()).contains("v1.Parser", "v2.Parser");
        assertThat(said.err()).contains("left out: no permission for " + first);
    }

    @Test
    void aStoreThatMayNotBeWrittenToIsNamed() throws Exception {
        Path third = written("05-import-order/3.json", "third");
        permit(first.resolveSibling(""), "r-xr-xr-x");

        String refused = labcoat("import", third.toString(), "--results", folder + "/results")
                .refusedByJar();

        assertThat(refused).contains("no permission for " + first.resolveSibling(""));
    }

    @Test
    void aMachineWhoseFolderMayNotBeReadTakesNoOtherOffTheSite() throws Exception {
        Path machine = published(first);
        published(second);
        permit(machine, "---------");

        Said said = site();

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("left out: " + machine + " cannot be read: change its permissions");
        assertThat(said.out()).contains("The site: ");
    }

    @Test
    void aMachineWhoseFolderMayNotBeReadIsNamedWhereThereIsNoOther() throws Exception {
        Path machine = published(first);
        permit(machine, "---------");

        assertThat(site().refusedByJar()).contains(machine + " cannot be read: change its permissions");
    }

    @Test
    void whatElseIsPublishedAndMayNotBeReadIsNamed() throws Exception {
        published(first);
        Path accepted = Files.createFile(folder.resolve("published/accepted.txt"));
        Path anchor = Files.createFile(folder.resolve("published/anchor"));
        own();
        permit(accepted, "---------");
        permit(anchor, "---------");

        Said said = site();

        assertThat(said.err())
                .contains("left out: no permission for " + accepted, "left out: no permission for " + anchor)
                .doesNotContain("\tat ");
    }

    private Path written(String resource, String name) throws IOException {
        try (InputStream json = PermissionsIT.class.getResourceAsStream("/cases/" + resource)) {
            return Files.write(
                    folder.resolve(name + ".json"),
                    Objects.requireNonNull(json, resource).readAllBytes());
        }
    }

    private Path imported(String resource, String name) throws IOException {
        Path file = written(resource, name);
        Path results = folder.resolve("results");
        List<Path> before = Files.exists(results) ? list(results) : List.of();
        assertThat(Said.by("import", file.toString(), "--results", results.toString())
                        .status())
                .isZero();
        return list(results).stream()
                .filter(Files::isDirectory)
                .filter(run -> !before.contains(run))
                .findFirst()
                .orElseThrow();
    }

    /** Publishes a run; returns the folder of its machine. */
    private Path published(Path run) throws IOException, InterruptedException {
        String id = String.valueOf(run.getFileName());
        String said = labcoat("publish", id, "--results", folder + "/results", "--published", folder + "/published")
                .done();
        return Path.of(said.strip().replaceFirst("Published as ", "")).resolveSibling("");
    }

    private Said site() throws IOException, InterruptedException {
        return labcoat("site", "--published", folder + "/published");
    }

    private Said labcoat(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What was made by root becomes that of the one whom the program is run as. */
    private void own() throws IOException, InterruptedException {
        if (isRoot()) {
            Process chown = new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, folder.toString())
                    .inheritIO()
                    .start();
            assertThat(chown.waitFor()).isZero();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
