package dev.labcoat.results.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.StackRuns;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.FlameGraphFiles;
import dev.labcoat.results.history.RunScores;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.FlameGraph;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Trends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    private static final CommitLinks LINKS = new CommitLinks("https://git.example.org/project/commit/{commit}");
    private static final GeneratedHistory HISTORY = new GeneratedHistory(30, 20);

    @TempDir
    Path temporary;

    @Test
    void whatGotSlowerStandsFirst() throws IOException {
        HISTORY.write(temporary.resolve("history/m"));
        update(temporary.resolve("site"));

        assertThat(text("site/index.html"))
                .contains("2 of 20 rows look slower", "Thing0Benchmark.measure", "% slower")
                .contains("href=\"https://git.example.org/project/commit/");
    }

    @Test
    void aLayerOfALargeSuiteHasACardWithItsAnswerAndASparklineOnASmallPage() throws IOException {
        LargeSuite.write(temporary.resolve("history"));
        update(temporary.resolve("site"));

        assertThat(text("site/index.html"))
                .containsSubsequence(
                        "<h4>layer-0</h4>",
                        "Files, served in the way number 0.",
                        "StaticFilesOfAWebSite000: way=NEW is 4.0x as fast as BASELINE (",
                        "<polyline points=",
                        "newest 9 runs",
                        "42 benchmarks",
                        "<h4>layer-1</h4>",
                        "500 benchmarks, by layer");
        assertThat(text("site/data/index.js"))
                .contains("{\"name\":\"StaticFilesOfAWebSite000Benchmark.serve\",\"layer\":\"layer-0\"")
                .contains("\"tracks\":[0,1,2]");
        long size = 0;
        for (String file : List.of("index.html", "site.css", "common.js", "front.js")) {
            size += Files.size(temporary.resolve("site").resolve(file));
        }
        assertThat(size).as("bytes of the first page").isLessThan(100_000);
    }

    @Test
    void dataIsShownAsText() throws IOException {
        CellId id = Samples.id("demo.<b>Bench</b>.\"><script>alert(1)</script>", "thrpt", 1, "<i>name", "</td>");
        write(
                "m",
                "1",
                Samples.run("1", Samples.head().revision(), 0, new Cell(id, "v", List.of(failed("<img src=x>")))));
        update(temporary.resolve("site"));

        assertThat(text("site/index.html"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "fewer &lt;copies&gt;", "&lt;img src=x&gt;")
                .doesNotContain("<script>", "<img", "<copies>", "<i>name", "</td>\"");
        assertThat(files("site/data")).allMatch(name -> name.matches("[A-Za-z0-9./-]+"));
    }

    @Test
    void productionStandsBesideTheBench() throws IOException {
        write("bench", "1", StackRuns.bench("bench", "1f"));
        update(temporary.resolve("site"));
        assertThat(text("site/index.html")).doesNotContain("Production beside the bench");
        write("shop", "1", StackRuns.production("imported", "1f", StackRuns.REQUEST, "combined.log"));
        update(temporary.resolve("site"));
        update(temporary.resolve("new"));

        assertThat(text("site/index.html"))
                .contains("<a href=\"#production\">Production beside the bench</a>")
                .containsSubsequence(
                        "<h3>Production beside the bench: my-server, run imported",
                        "<th scope=\"row\">GET /users/{id} (access-log)</th><td>production</td>",
                        "<th scope=\"row\">ownStack step=BASELINE</th><td>bench</td>",
                        "x as long as on the bench",
                        "so this is no verdict")
                .isEqualTo(text("new/index.html"));
    }

    private static Fork failed(String error) {
        return Fork.failed(error, 1);
    }

    @Test
    void addingARunMakesWhatMakingItAllAnewMakes() throws IOException {
        Path history = temporary.resolve("history/m");
        HISTORY.write(history);
        update(temporary.resolve("grown"));
        HISTORY.write(history, HISTORY.commits());
        update(temporary.resolve("grown"));
        update(temporary.resolve("new"));

        assertThat(contents("grown")).isEqualTo(contents("new"));
        assertThat(contents("new")).isNotEmpty();
    }

    @Test
    void anOlderCommitMeasuredLaterIsPutInItsPlace() throws IOException {
        Path history = temporary.resolve("history/m");
        HISTORY.write(history);
        Path missing = list(history).get(3);
        Files.move(missing, temporary.resolve("later.json"));
        update(temporary.resolve("grown"));
        Files.move(temporary.resolve("later.json"), missing);
        update(temporary.resolve("grown"));
        update(temporary.resolve("new"));

        assertThat(contents("grown")).isEqualTo(contents("new"));
    }

    @Test
    void whoIsKilledHalfwayBeginsAnew() throws IOException {
        HISTORY.write(temporary.resolve("history/m"));
        update(temporary.resolve("site"));
        Map<String, String> whole = contents("site");
        Files.delete(temporary.resolve("site/data/m/state.json"));
        update(temporary.resolve("site"));
        assertThat(contents("site")).isEqualTo(whole);

        Files.writeString(temporary.resolve("site/data/m/state.json"), "{\"layout\":");
        update(temporary.resolve("site"));
        assertThat(contents("site")).isEqualTo(whole);
    }

    @Test
    void aBrokenFileIsNamedEachTimeAndTheOthersAreShown() throws IOException {
        HISTORY.write(temporary.resolve("history/m"));
        Files.writeString(temporary.resolve("history/m/20210105-broken.json"), "{");

        assertThat(update(temporary.resolve("site"))).singleElement().asString().contains("broken.json");
        assertThat(update(temporary.resolve("site"))).singleElement().asString().contains("broken.json");
        assertThat(text("site/index.html")).contains("of 30 runs");

        Path mended = temporary.resolve("history/m/20210105-broken.json");
        Path readable = list(temporary.resolve("history/m")).get(0);
        Files.delete(mended);
        write("m", "20210105-broken", RunScores.read(readable));
        assertThat(update(temporary.resolve("site"))).isEmpty();
        assertThat(text("site/index.html")).contains("of 31 runs");
    }

    @Test
    void machinesAndPresetsAreApartAndAMachineThatIsGoneIsRemoved() throws IOException {
        write("a", "1", Samples.parent());
        write("b", "1", Samples.parent());
        update(temporary.resolve("site"));
        assertThat(files("site/data")).anyMatch(name -> name.contains("/a/")).anyMatch(name -> name.contains("/b/"));

        Files.delete(temporary.resolve("history/b/1.json"));
        Files.delete(temporary.resolve("history/b"));
        update(temporary.resolve("site"));
        assertThat(files("site/data")).noneMatch(name -> name.contains("/b/"));
    }

    @Test
    void aRowThatFailsIsNamedUntilItIsNoMoreTried() throws IOException {
        CellId id = Samples.id("gone");
        Cell failed = new Cell(id, "v", List.of(Fork.failed("port in use", 1)));
        Cell other = new Cell(Samples.id("get"), "v", List.of(Samples.fork(1, "ops/s")));
        write("m", "1", Samples.run("1", Samples.revision("a", 0), 0, failed, other));
        update(temporary.resolve("site"));
        assertThat(text("site/index.html")).contains("port in use");

        write("m", "2", Samples.run("2", Samples.revision("b", 9), 9, other));
        update(temporary.resolve("site"));
        assertThat(text("site/index.html")).doesNotContain("port in use");
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws IOException {
        write("m", "1", Samples.parent());
        Path precious = Files.createDirectories(temporary.resolve("mine/data/precious"));

        assertThatThrownBy(() -> update(temporary.resolve("mine")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--out");
        assertThat(precious).exists();
    }

    @Test
    void versionsThatChangedAndAChangedBenchmarkAreToldToTheChart() throws IOException {
        HISTORY.write(temporary.resolve("history/m"));
        update(temporary.resolve("site"));

        Map<String, String> contents = contents("site");
        assertThat(contents.get("runs.js")).contains("JDK 17.0.15 → 25.0.1", "Jetty 12.1.13 → 12.1.14");
        String changed = contents.entrySet().stream()
                .filter(file -> file.getKey().matches("Thing1Benchmark-[^-]*-[^-]*-[^-]*\\.js"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        assertThat(changed).contains("[[0,0,").contains("[[0,1,");
    }

    @Test
    void theNewestRunsHaveTheirSlices() throws IOException {
        HISTORY.write(temporary.resolve("history/m"));
        update(temporary.resolve("site"));

        List<String> slices = files("site/data").stream()
                .filter(name -> name.contains("/slices/"))
                .toList();
        assertThat(slices).hasSize(Track.MOST_SLICED).anyMatch(name -> name.contains("0000001d"));
        String newest = slices.stream()
                .filter(name -> name.contains("0000001d"))
                .findFirst()
                .orElseThrow();
        assertThat(text("site/data" + newest))
                .startsWith("labcoat.slices({\"run\":\"")
                .contains("\"line\":0,\"forks\":[{\"round\":null,\"scores\":[");
    }

    @Test
    void aFlameGraphThatWasPublishedLaterStandsWithItsLine() throws IOException {
        Archive archive = new Archive(temporary.resolve("history"));
        Path record = archive.publish(Experiment.of(Samples.head()));
        update(temporary.resolve("site"));
        assertThat(files("site/data")).noneMatch(name -> name.contains("flame-graphs"));

        CellId first = Samples.head().cells().get(0).id();
        Path profiles = Files.createDirectories(temporary.resolve("profiles"));
        Path page = profiles.resolve(FlameGraph.of(1, first.shortName(), 2).fileName());
        Files.writeString(page, "<html>");
        archive.publish(Experiment.of(Samples.head()), List.of(page));
        archive.publish(Experiment.of(Samples.head()), List.of(page));
        update(temporary.resolve("site"));

        assertThat(FlameGraphFiles.of(record)).hasSize(1);
        assertThat(archive.misplaced()).isEmpty();
        assertThat(files("site/data"))
                .filteredOn(name -> name.contains("/flame-graphs/"))
                .singleElement()
                .asString()
                .endsWith("-1-subject-2.html");
        assertThat(contents("site").get("runs.js"))
                .contains("\"flameGraphs\":[{\"chart\":\"", "\"line\":0,\"process\":\"server process 2\"");
    }

    @Test
    void theReportBehindARegressionLeadsToItsFlameGraph() throws IOException {
        SampleNights.write(temporary.resolve("history"));
        Path graph = Files.writeString(temporary.resolve("1-SortBenchmark.sort-difference.html"), "<title>D</title>");

        new Site(temporary.resolve("site"), "labcoat", LINKS)
                .update(
                        runs(),
                        RunScores::readWithMetrics,
                        SampleNights.trends(Optional.of(Verdict.SLOWER), false).machines(),
                        new SampleNights.Sources(Map.of(1, graph)));

        Path comparisons =
                list(temporary
                                .resolve("site/data")
                                .resolve(Samples.MACHINE.key())
                                .resolve("comparisons"))
                        .stream()
                        .filter(file -> file.toString().endsWith(".html"))
                        .findFirst()
                        .orElseThrow();
        String folder = comparisons.getFileName().toString().replace(".html", "");
        assertThat(Files.readString(comparisons))
                .contains(
                        "an operation takes 5.0 % more CPU time (async, 1500 and 1500 samples): <a href=\"" + folder
                                + "/1.html\">flame graph</a>",
                        "<li>5.0 % in demo.Work.extra (new), called by demo.Work.run</li>");
        assertThat(comparisons.resolveSibling(folder).resolve("1.html")).hasContent("<title>D</title>");
    }

    @Test
    void whatTheNightsSayStandsBeforeTheHints() throws IOException {
        SampleNights.write(temporary.resolve("history"));
        update(temporary.resolve("site"), SampleNights.trends(Optional.of(Verdict.SLOWER), false));

        assertThat(text("site/index.html"))
                .containsSubsequence(
                        "Confirmed:",
                        "SortBenchmark.sort</a> <small>words=100</small>: <strong>5.1 % slower</strong> since",
                        "<code>00000008</code></a> “Change | 8 &lt;script&gt;",
                        "confirmed in lockstep",
                        "1 row was",
                        "<code>0000000b</code>",
                        "Preset quick")
                .contains("<tr><th scope=\"row\">2026-03-09</th><td>1</td><td>0</td></tr>")
                .doesNotContain("No confirmed regressions", "<script>");
        assertThat(text("site/feed.xml"))
                .containsSubsequence(
                        "<entry>",
                        "<title>SortBenchmark.sort words=100: 5.1 % slower since 00000008 (Change | 8 &lt;script&gt;",
                        "<updated>2026-03-12T05:06:07Z</updated>",
                        "href=\"chart.html#" + Samples.MACHINE.key() + "/quick-",
                        "/SortBenchmark-sort-avgt-",
                        "&amp;line=words%3D100&amp;open=anchor\"",
                        "confirmed in lockstep, on Test CPU 3000")
                .doesNotContain("<script>");

        update(temporary.resolve("site"), SampleNights.trends(Optional.empty(), false));
        assertThat(text("site/index.html"))
                .contains("Slower, but not confirmed:", "; not confirmed yet")
                .doesNotContain("Confirmed:");

        update(temporary.resolve("site"), SampleNights.trends(Optional.of(Verdict.SLOWER), true));
        assertThat(text("site/index.html"))
                .contains("Slower, and accepted:", "; accepted")
                .doesNotContain("Confirmed:");
    }

    @Test
    void nightsInWhichNothingGotSlowerSaySo() throws IOException {
        Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> false);
        trends.add(Nights.night(1, 0));
        update(temporary.resolve("site"), trends);
        assertThat(text("site/index.html")).contains("measured commits to detect regressions");

        for (int commit = 1; commit < 6; commit++) {
            trends.add(Nights.night(commit, 0));
        }
        trends.add(Nights.apart(6, Verdict.NOT_COMPARABLE, "the benchmark itself changed"));
        update(temporary.resolve("site"), trends);

        assertThat(text("site/index.html"))
                .as("of a machine without runs, too")
                .contains("Test CPU 3000, 4 CPUs")
                .containsSubsequence(
                        "No confirmed regressions", "1 row was", "<code>00000005</code>", "1 row has no figure");
    }

    @Test
    void changesAreWrittenAnewEachTimeAndRunsAreNot() throws IOException {
        SampleNights.write(temporary.resolve("history"));
        Path data = temporary.resolve("site/data").resolve(Samples.MACHINE.key());
        update(temporary.resolve("site"), SampleNights.trends(Optional.empty(), false));
        assertThat(data.resolve("changes.js"))
                .content()
                .contains(
                        "\"setting\":{\"params\":{\"words\":\"100\"},\"threads\":1}",
                        "5.1 % slower",
                        "not confirmed yet");

        String state = Files.readString(data.resolve("state.json"));
        Files.delete(data.resolve("changes.js"));
        update(temporary.resolve("site"), SampleNights.NONE);
        assertThat(data.resolve("changes.js")).hasContent("labcoat.changes({});");
        assertThat(data.resolve("state.json")).hasContent(state);
    }

    @Test
    void anAddressWithoutAPlaceForTheCommitIsRefused() {
        for (String pattern : List.of("https://example.org/", "javascript:alert('{commit}')", "{commit}")) {
            assertThatThrownBy(() -> new CommitLinks(pattern))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(pattern)
                    .hasMessageContaining("commit/{commit}");
        }
    }

    private List<String> update(Path site) throws IOException {
        return update(site, SampleNights.NONE);
    }

    private List<String> update(Path site, Trends trends) throws IOException {
        return new Site(site, "labcoat", LINKS)
                .update(runs(), RunScores::readWithMetrics, trends.machines(), SampleNights.SOURCES);
    }

    private SortedMap<String, List<Path>> runs() throws IOException {
        SortedMap<String, List<Path>> runs = new TreeMap<>();
        for (Path machine : list(temporary.resolve("history"))) {
            runs.put(machine.getFileName().toString(), list(machine));
        }
        return runs;
    }

    private void write(String machine, String name, Run run) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("history").resolve(machine));
        Files.write(folder.resolve(name + ".json"), Json.COMPACT.writeValueAsBytes(run));
    }

    private static List<Path> list(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(temporary.resolve(file));
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(temporary.resolve(folder))) {
            List<String> names = new ArrayList<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add("/" + temporary.resolve(folder).relativize(file)));
            return names;
        }
    }

    /** The site's files by their names, but for what each machine's folder remembers of the history's files. */
    private Map<String, String> contents(String site) throws IOException {
        try (Stream<Path> files = Files.walk(temporary.resolve(site))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), SiteTest::textOf, (a, b) -> a + b, TreeMap::new));
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
