package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.VersionOneFiles;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;

class LabcoatTest {

    @Test
    void helpNamesTheCommandsAndTheExitStatus() {
        assertThat(labcoat("--help").done()).contains("run", "table", "list", "import", "doctor", "Exit status");
        assertThat(labcoat("help", "run").done()).contains("--budget");
        assertThat(labcoat("--version").done()).startsWith("Labcoat ").contains("\nJDK " + Runtime.version());
    }

    @Test
    void argumentsAreCheckedWithoutDoingAnything() {
        assertThat(Said.ofCheck("doctor").done()).isEmpty();
        assertThat(Said.ofCheck("help").done()).isEmpty();
        assertThat(Said.ofCheck().done()).isEmpty();
        assertThat(Said.ofCheck("run", "--bugdet", "5m").refused()).contains("--bugdet", "--budget");
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertThat(labcoat("tabel").refused()).contains("'tabel'", "table", "What it takes: ./run-bench.sh --help");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(labcoat("run", "--bugdet=3m").refused())
                .contains("--bugdet", "--budget", "What it takes: ./run-bench.sh run --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5", "-5m", "0s", "PT5M", ""})
    void aBudgetThatIsNoTimeIsRefused(String budget) {
        assertThat(labcoat("run", "--budget=" + budget).refused())
                .contains("'" + budget + "' is not a duration", "90s, 20m or 1h30m");
    }

    @Test
    void anUnknownPresetIsRefusedWithThoseThereAre() {
        assertThat(labcoat("run", "--preset=huge").refused()).contains("--preset", "smoke, quick, standard or nightly");
    }

    @Test
    void aJarWithoutBenchmarksIsRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        Path results = folder.resolve("results");
        for (String command : List.of("run", "list")) {
            assertThat(labcoat(command, "--jar", text.toString()).refused()).contains(text + " is not a jar");
            assertThat(labcoat(command, "--jar", folder + "/none.jar").refused())
                    .contains("there is no jar at " + folder + "/none.jar");
        }
        assertThat(results).doesNotExist();
    }

    @Test
    void stepsThatALadderDoesNotHaveAreNamed(@TempDir Path folder) throws IOException {
        Suite.Question question = new Suite.Question(
                "demo.B",
                "what?",
                null,
                Map.of(),
                null,
                List.of(),
                List.of("knobs"),
                null,
                null,
                new Suite.Ladder("knobs", "OLD", List.of("POOL", "INDEX"), "ALL"));
        Path jar = new JmhJars()
                .benchmark("demo.B", "get", Mode.AverageTime, Map.of("knobs", List.of("OLD", "POOL", "INDEX", "ALL")))
                .suite(new Suite(
                        "",
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(new Suite.Layer("demo", "", true, null, null, List.of(question)))))
                .write(folder.resolve("ladder.jar"));

        assertThat(labcoat("ladder", "--jar=" + jar, "-p", "knobs=POOL,DNS", "--results=" + folder.resolve("r"))
                        .refused())
                .contains("-p knobs=DNS is no step of the ladder of demo.B; it has OLD, POOL, INDEX, ALL");
        assertThat(labcoat("ladder", "--jar=" + jar, "-p", "knobs=OLD", "--results=" + folder.resolve("r"))
                        .refused())
                .contains("choose another one too");
    }

    @Test
    void aJarWithoutLaddersIsRefusedWithAnotherWay(@TempDir Path folder) throws IOException {
        String results = "--results=" + folder.resolve("results");
        assertThat(labcoat("ladder", "--jar=" + jar(folder), results).refused())
                .contains("no ladder", "declares none", "compare --vary");
        assertThat(labcoat("ladder", "nothing-like-it", "--jar=" + jar(folder), results)
                        .refused())
                .contains("'nothing-like-it'");
    }

    @Test
    void whatCannotBeChosenLeavesNoRunBehind(@TempDir Path folder) throws IOException {
        Path jar = jar(folder);
        Path results = folder.resolve("results");
        String[] run = {"run", "--commit=test", "--jar=" + jar, "--results=" + results};

        assertThat(labcoat(with(run, "nothing-like-it")).refused()).contains("'nothing-like-it'", "serving");
        assertThat(labcoat(with(run, "-p", "sise=3")).refused()).contains("'sise'", "server");
        assertThat(labcoat(with(run, "--resume")).refused()).contains("nothing to resume");
        assertThat(labcoat(with(run, "--jvm=" + folder)).refused()).contains(folder + " is not a JDK");
        assertThat(new ExperimentStore(results).readAll(message -> {})).isEmpty();
    }

    @Test
    void aRunGoesOnOnlyAsItWasBegun(@TempDir Path folder) throws IOException {
        Path jar = jar(folder);
        Path results = folder.resolve("results");
        JmhJar benchmarks = JmhJar.open(jar);
        Environment begun = new Environment(
                System.getProperty("java.version"), "", "-Dx=1; environment: TOKEN", "performance", 0, 0, 0);
        new ExperimentStore(results)
                .create(Experiment.of(new Run(
                        Run.SCHEMA_VERSION,
                        "begun",
                        Revision.named("test", Instant.EPOCH),
                        Instant.EPOCH,
                        1,
                        "smoke",
                        jar.getFileName().toString(),
                        benchmarks.hash(),
                        benchmarks.suite(),
                        Host.machine(),
                        begun,
                        List.of(Cell.planned(
                                new CellId("demo.FileBenchmark.get", new TreeMap<>(), "thrpt", 1), "version")))));

        String[] resume = {
            "run", "--resume", "--flags=-Dx=2", "--directory=" + folder, "--jar=" + jar, "--results=" + results
        };
        String refused = labcoat(with(resume, "--env=TOKEN=secret")).refused();
        assertThat(refused)
                .as("another value is another environment")
                .isNotEqualTo(labcoat(with(resume, "--env=TOKEN=other")).refused());
        assertThat(refused)
                .contains("begun with -Dx=1; environment: TOKEN", "-Dx=2; directory: " + folder, "or begin a new run")
                .doesNotContain("secret");
    }

    @Test
    void listIsAPageOfQuestionsAndShowsMoreOfWhatIsNamed(@TempDir Path folder) throws IOException {
        String jar = jar(folder).toString();
        assertThat(labcoat("list", "--jar", jar).done()).isEqualToNormalizingNewlines("""
                        serving: What serving costs.
                          FileBenchmark               what does a file cost?
                        Methods and params, also of a layer: ./run-bench.sh list FileBenchmark
                        """);
        for (String name : List.of("serving", "FileBench")) {
            assertThat(labcoat("list", name, "--jar", jar).done()).isEqualToNormalizingNewlines("""
                        serving: What serving costs.
                          demo.FileBenchmark: what does a file cost?
                            get [thrpt]
                              file = (give it with -p)
                              server = JETTY, UNDERTOW
                        """);
        }
        assertThat(labcoat("list", "nothing", "--jar", jar).refused()).contains("'nothing'", "serving");
    }

    @Test
    void questionsOfTheListGoOnInTheirColumn(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(out, true, StandardCharsets.UTF_8);
        Display narrow = new Display(true, 48, false);
        Labcoat.execute(narrow, screen, screen, "list", "--jar", jar(folder).toString());

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("""
                  FileBenchmark               what does a file
                                              cost?
                """);
    }

    @Test
    void argumentsAreCheckedBeforeAnythingIsBuilt(@TempDir Path folder) {
        for (String command : List.of("run", "list", "ladder")) {
            assertThat(labcoat(command, "a(", "--jar=no.jar").refused()).contains("'a(' is not a regular expression");
        }
        assertThat(labcoat("compare", "HEAD", "--rows=a(", "--results=" + folder)
                        .refused())
                .contains("'a(' is not a regular expression");
        assertThat(labcoat("compare", "HEAD", "no-such-commit", "--results=" + folder)
                        .refused())
                .contains("no-such-commit")
                .doesNotContain("Building");
    }

    @Test
    void completionsAndTheManualPageNameAllCommands() {
        assertThat(labcoat("completion", "zsh").done()).contains("_picocli_run-bench_compare", "--detect");
        assertThat(labcoat("completion", "fish").refused()).contains("choose bash or zsh");
        assertThat(labcoat("man").done())
                .startsWith(".TH RUN-BENCH.SH 1\n")
                .contains(".SS compare\n.nf\n", "\\-\\-detect")
                .doesNotContain("\n  -");
    }

    @Test
    void anImportedFileIsShownInEveryFormat(@TempDir Path folder) throws IOException {
        Path file = sample(folder, "throughput.json");
        String results = "--results=" + folder.resolve("results");

        assertThat(labcoat("import", file.toString(), "--commit=abc", results).done())
                .contains("Imported 1 result as run", "./run-bench.sh table ");

        assertThat(labcoat("table", results).done())
                .startsWith("Labcoat abc: imported from throughput.json, preset imported\n")
                .contains("rawLoopback", "93,779 ops/s", "disturbed, warming");
        assertThat(labcoat("table", "abc", "--format=markdown", results).done())
                .startsWith("## Labcoat abc")
                .contains("| rawLoopback ");
        assertThat(labcoat("table", "--format=csv", results).done())
                .startsWith("commit,dirty,machine,")
                .contains("abc,false,abc-unknown-", ",32,1024,thrpt,1,93779.03681273761,,ops/s,1,");
        assertThat(Json.COMPACT
                        .readTree(labcoat("table", "--format=JSON", results).done())
                        .path(0)
                        .path("score")
                        .asDouble())
                .isEqualTo(93779.03681273761);
    }

    @Test
    void anImportedFileIsFoundByTheIdOfItsRun(@TempDir Path folder) throws IOException {
        String results = "--results=" + folder.resolve("results");
        String said = labcoat("import", sample(folder, "sample.json").toString(), results)
                .done();
        String run = said.substring(said.lastIndexOf(' ')).trim();

        assertThat(labcoat("table", run, results).done())
                .startsWith("Labcoat imported-")
                .contains("log sample");
    }

    @Test
    void aFileIsImportedOnce(@TempDir Path folder) throws IOException {
        Path file = sample(folder, "throughput.json");
        String results = "--results=" + folder.resolve("results");
        labcoat("import", file.toString(), results).done();

        assertThat(labcoat("import", file.toString(), results).refused())
                .contains(file + " was imported before, as run ");
        assertThat(new ExperimentStore(folder.resolve("results")).readAll(message -> {}))
                .hasSize(1);
    }

    @Test
    void aBrokenFileIsNotImported(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "[{\"benchmark\": ");
        Path results = folder.resolve("results");

        assertThat(labcoat("import", file.toString(), "--results=" + results).refused())
                .contains(file + " is not JSON, or only a part of it");
        assertThat(labcoat("import", folder + "/none.json", "--results=" + results)
                        .refused())
                .contains("there is no file " + folder + "/none.json");
        assertThat(labcoat("import").refused()).contains("FILE is missing");
        assertThat(results).doesNotExist();
    }

    @Test
    void aTableWithoutRunsSaysHowToMakeOne(@TempDir Path folder) {
        assertThat(labcoat("table", "--results=" + folder).refused())
                .contains("no runs in " + folder, "make one with ./run-bench.sh");
    }

    @Test
    void aTableOfAnUnknownCommitSaysWhatToDo(@TempDir Path folder) throws IOException {
        new ExperimentStore(folder).create(Experiment.of(Samples.head()));

        for (String name : List.of("no-such-commit", "^HEAD", "ffffffff")) {
            assertThat(labcoat("table", name, "--results=" + folder).refused())
                    .contains("no run of " + name, folder.toString(), "leave the commit out");
        }
        assertThat(labcoat("table", "--preset=nightly", "--results=" + folder).refused())
                .contains("with preset nightly");
    }

    @Test
    void aCommitIsFoundByTheBeginningOfItsId(@TempDir Path folder) throws IOException {
        ExperimentStore store = new ExperimentStore(folder);
        store.create(Experiment.of(Samples.parent()));
        store.create(Experiment.of(Samples.head()));

        assertThat(labcoat("table", "aaaa", "--results=" + folder).done()).startsWith("Labcoat aaaaaaaa: Serve files");
        assertThat(labcoat("table", "--results=" + folder).done()).startsWith("Labcoat bbbbbbbb: ");
    }

    @Test
    void anUnreadableRunIsNamedAndTheTableShownAllTheSame(@TempDir Path folder) throws IOException {
        new ExperimentStore(folder).create(Experiment.of(Samples.head()));
        Path broken = Files.createDirectory(folder.resolve("broken")).resolve("run.json");
        Files.writeString(broken, "null");

        Said said = labcoat("table", "--results=" + folder);

        assertThat(said.status()).isZero();
        assertThat(said.out()).startsWith("Labcoat bbbbbbbb");
        assertThat(said.err()).startsWith("run-bench.sh: left out: " + broken);
    }

    @Test
    void aResultsFolderThatIsAFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("results"), "");

        assertThat(labcoat("table", "--results=" + file).refused()).contains(file + " is not a folder");
    }

    @Test
    void theSiteIsMadeOfTheHistoryAndABrokenFileIsNamed(@TempDir Path folder) throws IOException {
        Path whole = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        String[] site = {"site", "--published=" + folder, "--out=" + folder.resolve("site")};
        assertThat(labcoat(site).done()).contains("index.html");
        assertThat(folder.resolve("site/index.html")).content().contains("bbbbbbbb");

        Path broken = Files.writeString(whole.resolveSibling("20260305T000000Z-2.json"), "{\"id\":");
        Said said = labcoat(site);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).startsWith("run-bench.sh: left out: ").contains(broken.toString());
    }

    @Test
    void theSiteShowsWhatTheNightsFoundOnceAnAnchorIsPinned(@TempDir Path folder) throws IOException {
        new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        VersionOneFiles.publish(folder.resolve("comparisons"), Nights.night(1, 0));
        String[] site = {"site", "--published=" + folder};
        assertThat(labcoat(site).done())
                .contains(folder.resolve("site/index.html").toString());
        assertThat(folder.resolve("site/index.html")).content().doesNotContain("compared with the anchor");

        Files.writeString(folder.resolve("anchor"), Nights.commit(0).commit() + "\n");
        labcoat(site).done();
        assertThat(folder.resolve("site/index.html"))
                .content()
                .contains("measured commits to detect regressions", "1 row was");

        Path broken = folder.resolve("comparisons/" + Samples.MACHINE.key() + "/20260305T000000Z-broken.json");
        Files.writeString(broken, "{\"id\":");
        Said said = labcoat(site);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).startsWith("run-bench.sh: left out: ").contains(broken.toString());
        assertThat(folder.resolve("site/index.html")).content().contains("measured commits to detect regressions");
    }

    @Test
    void aRecordedRunIsPublishedOnceAndForAll(@TempDir Path folder) throws IOException {
        new ExperimentStore(folder.resolve("local"))
                .create(Experiment.of(Samples.head()))
                .finish(Samples.head().environment(), 0);
        String[] publish = {"publish", "--results=" + folder.resolve("local"), "--published=" + folder};

        String said = labcoat(publish).done();
        assertThat(said).contains("Published as ", Samples.MACHINE.key());
        assertThat(labcoat(publish).done()).isEqualTo(said);
    }

    @Test
    void aRecordedComparisonBecomesACommentAndABrokenOneNone(@TempDir Path folder) throws IOException {
        assertThat(labcoat("comment", folder + "/none.json").refused())
                .contains("there is no " + folder + "/none.json");
        Path broken = Files.writeString(folder.resolve("comparison.json"), "{");
        assertThat(labcoat("comment", broken.toString()).refused()).contains(broken + " is not a comparison");
    }

    @Test
    void aSiteOfNothingIsRefused(@TempDir Path folder) {
        assertThat(labcoat("site", "--published=" + folder.resolve("none"), "--out=" + folder.resolve("site"))
                        .refused())
                .contains("none");
    }

    private static Said labcoat(String... arguments) {
        return Said.by(arguments);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static Path jar(Path folder) throws IOException {
        return new JmhJars()
                .suite(Samples.SUITE)
                .benchmark(
                        "demo.FileBenchmark",
                        "get",
                        Mode.Throughput,
                        Map.of("server", List.of("JETTY", "UNDERTOW"), "file", List.of("")))
                .write(folder.resolve("any.jar"));
    }

    private static Path sample(Path folder, String name) throws IOException {
        try (InputStream in = LabcoatTest.class.getResourceAsStream("/jmh/" + name)) {
            return Files.write(
                    folder.resolve(name), Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare",
                "compare HEAD --base-jar a.jar",
                "compare HEAD HEAD --head-jar b.jar",
                "compare --base-jar a.jar",
                "compare --vary threads=1",
                "compare --vary threads=1,1",
                "compare --vary threads",
                "compare HEAD --head-jvm /nowhere",
                "compare --vary a=1,2 --head-flags -Xint",
                "compare --jar no.jar --vary a=1,2",
                "compare HEAD --fail-on sluggish",
                "compare HEAD --budget soon",
                "compare no-such-commit",
                "compare a b c"
            })
    void aComparisonThatMakesNoSenseIsRefused(String line, @TempDir Path folder) {
        String[] arguments = (line + " --results " + folder).split(" ", -1);
        assertThat(labcoat(arguments).refused()).isNotBlank();
    }
}
