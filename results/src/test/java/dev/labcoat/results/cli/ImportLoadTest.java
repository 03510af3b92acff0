package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What load generators said, in the tables. */
class ImportLoadTest {

    private static final Path LOAD = Path.of("src/test/resources/load");

    @Test
    void rowsOfAllToolsStandInOneTableWithTheirNames(@TempDir Path folder) {
        String results = "--results=" + folder.resolve("results");
        String[] files = {"wrk2.txt", "h2load.txt", "k6.json", "hyperfoil.json", "combined.log", "metrics.txt"};
        String[] command = new String[files.length + 2];
        command[0] = "import";
        command[files.length + 1] = results;
        for (int i = 0; i < files.length; i++) {
            command[i + 1] = LOAD.resolve(files[i]).toString();
        }
        assertThat(Said.by(command).done()).contains("Imported 7 results");

        String table = Said.by("table", results, "--metrics=p0.50,p0.99").done();

        assertThat(table)
                .contains("wrk2", "h2load", "k6", "Hyperfoil", "access-log", "Prometheus")
                .contains("/users/{id}", "http_request_duration_seconds");
        assertThat(Said.by("table", results, "--format=csv").done()).contains("wrk2.requests", "Hyperfoil.home");
    }

    @Test
    void aStackIsOfProductionOnly(@TempDir Path folder) {
        assertThat(Said.by(
                                "import",
                                LOAD.resolve("wrk2.txt").toString(),
                                "--stack=my-server.yaml",
                                "--results=" + folder.resolve("results"))
                        .refused())
                .contains("--stack is for access logs and for Prometheus' histograms");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void whatIsCutOffIsNamedWithItsFile(@TempDir Path folder) throws IOException {
        Path cut = Files.writeString(folder.resolve("cut.txt"), "Running 30s test @ http://127.0.0.1/\n  2 threads");
        assertThat(Said.by("import", cut.toString(), "--results=" + folder.resolve("results"))
                        .refused())
                .contains(cut + ": it says no Requests/sec");
    }
}
