package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.VersionOneFiles;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;
import tools.jackson.databind.node.ObjectNode;

/** A file that is damaged is named, and what is whole beside it is shown all the same. */
class DamagedFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "cell-without-mode,mode is missing",
        "cell-without-version,version is missing",
        "cell-without-id,id is missing"
    })
    void aPublishedRunWithAGapIsLeftOutOfTheSite(String name, String why) throws IOException {
        Path whole = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Path damaged = whole.resolveSibling("20260102T000000Z-bbb2-20261125T020815Z-bbb2.json");
        Files.write(damaged, resource("history/" + name + ".json"));

        assertLeftOutOfTheSite(damaged, why);
    }

    @Test
    void aLinkToNothingIsLeftOutOfTheSite() throws IOException {
        Path whole = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Path link =
                Files.createSymbolicLink(whole.resolveSibling("20260102T000000Z-a-b.json"), folder.resolve("nothing"));

        assertLeftOutOfTheSite(link, "a link to what is not there");
    }

    @Test
    void aLinkToADeviceIsLeftOutOfTheSite() throws IOException {
        Path whole = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Path link = Files.createSymbolicLink(whole.resolveSibling("20260102T000000Z-a-b.json"), Path.of("/dev/zero"));

        assertLeftOutOfTheSite(link, "not a regular file");
    }

    @Test
    void aPublishedRunUnderAnotherNameIsNotCountedTwice() throws IOException {
        Path published = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Path copy = Files.copy(published, published.resolveSibling("20260102T000000Z-a-b.json"));

        assertLeftOutOfTheSite(copy, "another name");
    }

    @Test
    void aMachineOfWhichNothingCanBeReadTakesNoOtherOffTheSite() throws IOException {
        new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Path damaged =
                Files.createDirectories(folder.resolve("history/damaged")).resolve("20260102T000000Z-a-b.json");
        Files.writeString(damaged, "{");

        assertLeftOutOfTheSite(damaged, "is not a recorded experiment");
    }

    @Test
    void whatWasPublishedAndIsDamagedIsNeverChanged() throws IOException {
        Archive archive = new Archive(folder.resolve("history"));
        Path published = archive.publish(Experiment.of(Samples.head()));
        Files.writeString(published, Files.readString(published).substring(0, 300));

        assertThatThrownBy(() -> archive.publish(Experiment.of(Samples.head())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(published + " is there with other results of that run");
    }

    @Test
    void theFileIsNamedThatIsALinkToNothingAndNotItsFolder() throws IOException {
        Path run = new ExperimentStore(folder)
                .create(Experiment.of(Samples.head()))
                .path();
        Files.deleteIfExists(run.resolve("experiment.json"));
        Path link = Files.createSymbolicLink(run.resolve("experiment.json"), folder.resolve("nothing"));

        Said said = labcoat("table", "--results=" + folder);

        assertThat(said.err())
                .contains("left out: " + link + " is a link to what is not there. What was measured is in ")
                .contains(": delete " + link);
    }

    private void assertLeftOutOfTheSite(Path damaged, String why) {
        Said said = labcoat("site", "--published=" + folder);

        assertThat(said.status()).as(said.err()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("run-bench.sh: left out: " + damaged)
                .contains(why)
                .doesNotContain("\tat ");
        assertThat(folder.resolve("site/index.html")).content().contains("bbbbbbbb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"NaN\"", "\"Infinity\"", "null", "\"many\""})
    void aComparisonWithASliceThatIsNoNumberIsLeftOut(String score) throws IOException {
        new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        Files.writeString(folder.resolve("anchor"), Nights.commit(0).commit());
        Path published = VersionOneFiles.publish(folder.resolve("comparisons"), Nights.night(1, 0));
        ObjectNode json = (ObjectNode) Json.COMPACT.readTree(Files.readString(published));
        ObjectNode fork = (ObjectNode) json.at("/rows/0/pairs/0/head");
        fork.putArray("scores").add(Json.COMPACT.readTree(score));
        ((ObjectNode) json.at("/rows/0/pairs/0/base")).putArray("scores").add(1);
        Files.writeString(published, json.toString());

        assertLeftOutOfTheSite(published, "is not a recorded comparison");
    }

    @ParameterizedTest
    @CsvSource({
        "forks-without-mode.jsonl,20261125T020407Z-k1,forks.jsonl",
        "run-extreme-date.json,20261125T020815Z-bbb2,run.json"
    })
    void aRecordedRunWithAGapIsLeftOutOfTheTable(String name, String id, String file) throws IOException {
        new ExperimentStore(folder).create(Experiment.of(Samples.head()));
        Path run = Files.createDirectory(folder.resolve(id));
        Files.write(run.resolve(file), resource("local/" + name));

        Said said = labcoat("table", "--results=" + folder);

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("Labcoat bbbbbbbb");
        assertThat(said.err()).startsWith("run-bench.sh: left out: " + run).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "a/b", "/tmp/a", "..", ""})
    void anIdThatLeadsElsewhereIsRefused(String id) throws IOException {
        new ExperimentStore(folder).create(Experiment.of(Samples.head()));
        Path run = Files.createDirectory(folder.resolve("run")).resolve("run.json");
        ObjectNode json = (ObjectNode) Json.COMPACT.readTree(Json.COMPACT.writeValueAsString(Samples.parent()));
        Files.writeString(run, json.put("id", id).toString());

        assertThat(labcoat("table", "--results=" + folder).err())
                .startsWith("run-bench.sh: left out: " + run)
                .contains("'" + id + "' is not an id");
    }

    @Test
    void aCopiedRunFolderIsNotCountedTwice() throws IOException {
        Path run = new ExperimentStore(folder)
                .create(Experiment.of(Samples.head()))
                .path();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(run.resolve("rounds.jsonl"), copy.resolve("rounds.jsonl"));

        assertThat(labcoat("table", "--results=" + folder).err())
                .startsWith("run-bench.sh: left out: " + copy + " holds "
                        + Samples.head().id());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e300, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
    void aForkOfATimeThatCannotBeIsRefused(double seconds) throws IOException {
        ExperimentFolder recorded = new ExperimentStore(folder).create(Experiment.of(Samples.head()));
        recorded.finish(Samples.ENVIRONMENT, 0);
        Path run = recorded.path().resolve("experiment.json");
        ObjectNode json = (ObjectNode) Json.COMPACT.readTree(Files.readString(run));
        ObjectNode fork = (ObjectNode) Json.COMPACT.valueToTree(Samples.fork(1, "ops/s"));
        ((ObjectNode) json.at("/rounds/0/results/0")).set("fork", fork.put("seconds", seconds));
        Files.writeString(run, json.toString());

        assertThat(labcoat("table", "--results=" + folder).err())
                .contains(run + " is not a recorded experiment: rounds[0].results[0].fork: seconds is not 0 to ");
    }

    @ParameterizedTest
    @CsvSource({
        "fork-without-iterations,it has no iterations",
        "iteration-is-text,the score of an iteration is not a number"
    })
    void aForkWithoutAUsableScoreIsNotCounted(String name, String why) throws IOException {
        Path file = Files.write(folder.resolve("jmh.json"), resource(name + ".json"));
        String results = "--results=" + folder.resolve("results");
        assertThat(labcoat("import", file.toString(), results).status()).isZero();

        Said said = labcoat("table", results);

        assertThat(said.out()).contains("1 failed", "FAILED D.m: " + why);
    }

    @Test
    void aListInPlaceOfATextIsRefused() throws IOException {
        String json = new String(resource("iteration-is-text.json"), StandardCharsets.UTF_8);
        Path file = Files.writeString(
                folder.resolve("jmh.json"), json.replace("\"threads\": 1", "\"params\": {\"a\": [1]}"));

        assertRefused(
                labcoat("import", file.toString(), "--results=" + folder.resolve("results")),
                file + " is not a JMH result file");
    }

    @Test
    void aLayerThatIsNoneIsNamed() throws IOException {
        Path jar = new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                .file(
                        "META-INF/labcoat/suite.json",
                        new String(resource("suite-null-layer.json"), StandardCharsets.UTF_8))
                .write(folder.resolve("any.jar"));

        assertRefused(
                labcoat("list", "--jar=" + jar),
                jar + " has a broken META-INF/labcoat/suite.json: one of the layers is missing");
    }

    @Test
    void aListOfBenchmarksThatIsCutOffIsNamed() throws IOException {
        Path jar = new JmhJars()
                .file("META-INF/BenchmarkList", new String(resource("BenchmarkList-truncated"), StandardCharsets.UTF_8))
                .write(folder.resolve("any.jar"));

        assertRefused(labcoat("list", "--jar=" + jar), jar + " has a list of benchmarks that JMH 1.37 cannot read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json", "jmh"})
    void nothingImportedCommandsATerminal(String format) throws IOException {
        Path file = Files.write(folder.resolve("\u001b[31mred\u0007.json"), resource("hostile.json"));
        String results = "--results=" + folder.resolve("results");

        assertPlain(labcoat("import", file.toString(), "--commit=\u001b[31m\n\u202e", results));
        assertPlain(labcoat("table", "--format=" + format, results));
        assertPlain(labcoat("table", "\u001b]0;title\u0007", results));
        assertPlain(labcoat("import", file + "\u009b", results));
    }

    @Test
    void nothingImportedCommandsATerminalThroughTheSite() throws IOException {
        Path file = Files.write(folder.resolve("jmh.json"), resource("hostile.json"));
        String results = "--results=" + folder.resolve("results");
        labcoat("import", file.toString(), "--commit=\u001b[31m\0", results);
        assertPlain(labcoat("publish", results, "--published=" + folder));
        assertPlain(labcoat("site", "--published=" + folder));

        assertPlain(new Said(0, Files.readString(folder.resolve("site/index.html")), ""));
    }

    private static void assertPlain(Said said) {
        assertThat(said.out() + said.err())
                .isNotEmpty()
                .doesNotContain("\tat ")
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n\t\r]]|\r(?!\n)|[\u0080-\u009f\u202a-\u202e\u2066-\u2069]");
    }

    private static void assertRefused(Said said, String why) {
        assertThat(said.status()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).startsWith("run-bench.sh: " + why).doesNotContain("\tat ");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DamagedFilesTest.class.getResourceAsStream("/reliability/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static Said labcoat(String... arguments) {
        return Said.by(arguments);
    }
}
