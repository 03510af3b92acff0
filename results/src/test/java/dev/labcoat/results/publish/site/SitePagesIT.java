package dev.labcoat.results.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.labcoat.results.Samples;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.RunScores;
import dev.labcoat.results.model.FlameGraph;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.report.ComparisonPage;
import dev.labcoat.results.publish.report.ComparisonSamples;
import dev.labcoat.results.publish.report.ComparisonSummary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The site in a browser, from the disk. */
class SitePagesIT {

    private static final int RUNS = 60;
    private static final GeneratedHistory HISTORY = new GeneratedHistory(RUNS, 40);

    @TempDir
    static Path temporary;

    private static HttpServer commits;
    private static Path site;
    private static Path siteOfNights;
    private static Path largeSite;
    private static Chromium browser;

    @BeforeAll
    static void makeTheSite() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.onPath();
        assumeTrue(
                program.isPresent(),
                "no Chromium on the PATH: install one to test the site, such as Debian's chromium");
        commits = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commits.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        commits.start();

        Path history = temporary.resolve("history");
        HISTORY.write(history);
        site = temporary.resolve("site of labcoat");
        try (Stream<Path> files = Files.list(history)) {
            SortedMap<String, List<Path>> runs =
                    new TreeMap<>(Map.of("machine-1", files.sorted().toList()));
            String pattern = "http://127.0.0.1:" + commits.getAddress().getPort() + "/{commit}";
            assertThat(new Site(site, "labcoat", new CommitLinks(pattern))
                            .update(runs, RunScores::readWithMetrics, List.of(), SampleNights.SOURCES))
                    .isEmpty();
        }
        siteOfNights = temporary.resolve("nights");
        SampleNights.write(temporary.resolve("published"));
        Path ofNewest = Files.createDirectories(
                temporary.resolve("published").resolve(Samples.MACHINE.key()).resolve("11"));
        Files.writeString(
                ofNewest.resolve(FlameGraph.of(1, "SortBenchmark.sort", 0).fileName()), "<title>Flames</title>");
        new Site(siteOfNights, "labcoat", new CommitLinks(""))
                .update(
                        new Archive(temporary.resolve("published")).files(),
                        RunScores::readWithMetrics,
                        SampleNights.trends(Optional.of(Verdict.SLOWER), false).machines(),
                        SampleNights.SOURCES);
        largeSite = temporary.resolve("large");
        LargeSuite.write(temporary.resolve("large-history"));
        SortedMap<String, List<Path>> large = new TreeMap<>();
        for (String machine : LargeSuite.MACHINES) {
            try (Stream<Path> files =
                    Files.list(temporary.resolve("large-history").resolve(machine))) {
                large.put(machine, files.sorted().toList());
            }
        }
        new Site(largeSite, "large", new CommitLinks(""))
                .update(large, RunScores::readWithMetrics, List.of(), SampleNights.SOURCES);
        browser = Chromium.start(program.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (commits != null) {
            commits.stop(0);
        }
    }

    @BeforeEach
    void lookAtIt() throws IOException, InterruptedException {
        browser.look(1280, 900, "light");
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.errors()).isEmpty();
    }

    private static String text(String expression) throws IOException, InterruptedException {
        return browser.evaluate(expression).asString();
    }

    private static int number(String expression) throws IOException, InterruptedException {
        return browser.evaluate(expression).asInt();
    }

    private void openFirstPage() throws IOException, InterruptedException {
        browser.open(site.resolve("index.html").toUri().toString());
    }

    /** Opens the chart of a benchmark, with some settings behind its address. */
    private void openChart(String benchmark, String settings) throws IOException, InterruptedException {
        openChart(site, benchmark, settings);
    }

    private void openChart(Path ofSite, String benchmark, String settings) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(ofSite.resolve("data"))) {
            // Of its files the one with the shortest name has the scores.
            Path chart = files.filter(file -> file.getFileName().toString().startsWith(benchmark))
                    .filter(file -> !ofSite.relativize(file).toString().contains("/nights/"))
                    .min(Comparator.comparingInt(
                                    (Path file) -> file.getFileName().toString().length())
                            .thenComparing(file -> file))
                    .orElseThrow();
            String path = ofSite.resolve("data").relativize(chart).toString().replaceFirst("\\.js$", "");
            browser.open(ofSite.resolve("chart.html").toUri() + "#" + path + settings);
        }
        browser.await("document.body.dataset.drawn");
    }

    @Test
    void theFirstPageSaysWhatGotSlower() throws IOException, InterruptedException {
        openFirstPage();

        assertThat(text("document.body.innerText")).contains("4 of 40 rows look slower", "Thing0Benchmark.measure");
        browser.evaluate("document.querySelector('#all').open = true");
        browser.await("document.querySelector('dd a')");
        assertThat(number("document.querySelectorAll('dd a').length")).isEqualTo(4);
        assertThat(text("document.querySelector('#all').innerText")).contains("what does <b>thing</b> 0 cost?");
    }

    @Test
    void benchmarksAreFoundByTheirWords() throws IOException, InterruptedException {
        browser.open(largeSite.resolve("index.html").toUri().toString());
        browser.evaluate("document.querySelector('#query').focus()");
        browser.await("document.querySelector('script[src*=index]') && labcoat.ready()");
        double longest = 0;
        for (String query : List.of("site04", "web layer-7", "number 123", "Serve")) {
            longest = Math.max(
                    longest,
                    browser.evaluate(
                                    "(async () => { const begin = performance.now(); const query = document.querySelector('#query');"
                                            + " query.value = '" + query + "'; query.dispatchEvent(new Event('input'));"
                                            + " await new Promise(done => setTimeout(done)); document.body.offsetHeight;"
                                            + " return performance.now() - begin; })()")
                            .asDouble());
        }
        System.out.printf("the slowest of 4 searches of 500 benchmarks took %.0f ms%n", longest);
        assertThat(text("document.querySelector('#found').textContent"))
                .isEqualTo("500 of 500 benchmarks, the first 20 shown");
        browser.evaluate("const query = document.querySelector('#query'); query.value = 'number 123';"
                + " query.dispatchEvent(new Event('input'))");
        browser.await("document.querySelectorAll('#hits li').length === 1");
        assertThat(text("document.querySelector('#hits a').textContent"))
                .isEqualTo("StaticFilesOfAWebSite123Benchmark.serve");
        assertThat(number("document.querySelectorAll('#hits a').length"))
                .as("one for each machine")
                .isEqualTo(3);

        String address = text("location.href");
        browser.open(address);
        browser.await("document.querySelectorAll('#hits li').length === 1");
    }

    @Test
    void aRowThatGotSlowerLeadsToItsLine() throws IOException, InterruptedException {
        openFirstPage();
        browser.open(text("document.querySelector('tbody a').href"));
        browser.await("document.body.dataset.drawn");

        assertThat(number("document.querySelectorAll('#lines input:checked').length"))
                .isEqualTo(1);
    }

    @Test
    void aChartHasALineForEachSettingAndTellsOfARun() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");

        assertThat(text("document.title")).isEqualTo("Thing0Benchmark.measure");
        assertThat(text("document.querySelector('#question').textContent")).contains("what does <b>thing</b> 0 cost?");
        assertThat(text("document.querySelector('#about').textContent"))
                .contains("higher is better", "fileSizeBytes=1024");
        assertThat(number("document.querySelectorAll('#lines tbody tr').length"))
                .isEqualTo(10);
        assertThat(number("document.querySelectorAll('#lines input:checked').length"))
                .isEqualTo(8);
        assertThat(text("document.querySelector('#lines tbody tr').innerText")).contains("JETTY", "ops/s", "±");
        assertThat(inked("#history")).as("pixels drawn").isGreaterThan(5_000);

        hover(0.5);
        assertThat(text("document.querySelector('#readout').textContent")).contains("committed 2021-0", "measured");
        assertThat(text("document.querySelector('#lines td.at').textContent")).contains("ops/s");
    }

    @Test
    void markupInACommitIsText() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "&from=" + label(54) + "&to=" + label(59));
        browser.evaluate("document.querySelector('#runs').open = true");
        browser.await("document.querySelector('#table tbody tr')");

        assertThat(number("document.querySelectorAll('#table tbody tr').length"))
                .isEqualTo(6);
        assertThat(text("document.querySelector('#table').innerText")).contains("<script>alert('markup')</script>");
        assertThat(number("document.querySelectorAll('#table script').length")).isZero();
    }

    @Test
    void aDragZoomsAndADoubleClickShowsAllAgain() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        String before = text("document.querySelector('#history canvas').toDataURL()");
        JsonNode plot = plot();
        double y = plot.path("y").asDouble() + 50;
        browser.mouse("mousePressed", at(plot, 0.25), y, 1);
        browser.mouse("mouseMoved", at(plot, 0.4), y, 1);
        browser.mouse("mouseMoved", at(plot, 0.5), y, 1);
        browser.mouse("mouseReleased", at(plot, 0.5), y, 1);
        browser.await("location.hash.includes('from=')");

        String from = text("new URLSearchParams(location.hash.split('&').slice(1).join('&')).get('from')");
        assertThat(IntStream.rangeClosed(RUNS / 4 - 2, RUNS / 4 + 2).mapToObj(SitePagesIT::label))
                .contains(from);
        assertThat(text("document.querySelector('#history canvas').toDataURL()"))
                .isNotEqualTo(before);

        for (int click = 1; click <= 2; click++) {
            browser.mouse("mousePressed", at(plot, 0.5), y, click);
            browser.mouse("mouseReleased", at(plot, 0.5), y, click);
        }
        browser.await("!location.hash.includes('from=')");
        assertThat(text("location.href")).as("a double click opens no commit").contains("chart.html");
    }

    @Test
    void aClickOpensTheCommit() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        JsonNode plot = plot();
        double y = plot.path("y").asDouble() + 50;
        browser.mouse("mouseMoved", at(plot, 0.5), y, 0);
        browser.mouse("mousePressed", at(plot, 0.5), y, 1);
        browser.mouse("mouseReleased", at(plot, 0.5), y, 1);
        browser.await("location.pathname.match(/^\\/[0-9a-f]{40}$/)");
    }

    @Test
    void keysGoFromRunToRunAndZoom() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        browser.evaluate("document.querySelector('#history').focus()");
        browser.key("ArrowLeft");
        browser.key("ArrowLeft");
        browser.await("document.querySelector('#spoken').textContent.includes('Change number " + (RUNS - 3) + "')");
        assertThat(text("document.querySelector('#spoken').textContent")).contains("line 1", "ops/s");

        browser.key("+");
        browser.await("location.hash.includes('from=')");
        browser.key("Escape");
        browser.await("!location.hash.includes('from=')");
    }

    @Test
    void changedVersionsAndAChangedBenchmarkAreNamed() throws IOException, InterruptedException {
        openChart("Thing1Benchmark", "");

        assertThat(text("document.querySelector('#marks').innerText"))
                .contains("JDK 17.0.15 → 25.0.1", "Jetty 12.1.13 → 12.1.14", "the benchmark itself changed");
    }

    @Test
    void aParamThatIsASizeHasACurve() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        browser.evaluate("document.querySelector('#sweep').open = true");
        browser.await("document.querySelector('#curve canvas')");

        assertThat(text("document.querySelector('#sweep summary').textContent")).contains("workers");
        assertThat(inked("#curve")).as("pixels drawn").isGreaterThan(1_000);
    }

    @Test
    void theFirstPageLeadsFromARegressionToItsMark() throws IOException, InterruptedException {
        browser.open(siteOfNights.resolve("index.html").toUri().toString());
        assertThat(text("document.body.innerText"))
                .containsSubsequence("Confirmed:", "5.1 % slower", "<script>alert('markup')</script>", "Preset quick");
        browser.open(text("document.querySelector('.evidence a').href"));
        browser.await("document.body.dataset.drawn");

        assertThat(text("document.querySelector('#marks').innerText"))
                .as("the next run, for commit 8 has none")
                .isEqualTo("A 2026-03-13, 00000009: line 1: 5.1 % slower since 00000008"
                        + " “Change | 8 <script>alert('markup')</script>” (confirmed in lockstep)");
        assertThat(number("document.querySelectorAll('main script').length")).isZero();
    }

    @Test
    void aChangeIsMarkedAsLongAsItsLineIsShown() throws IOException, InterruptedException {
        openChart(siteOfNights, "SortBenchmark", "");
        browser.evaluate("window.written = []; const fillText = CanvasRenderingContext2D.prototype.fillText;"
                + " CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {"
                + " written.push(text); fillText.call(this, text, ...where); }");
        browser.evaluate("document.querySelector('#line-0').click()");
        browser.await("!document.querySelector('#marks li') && written.includes('2') && !written.includes('A')");

        browser.evaluate("document.querySelector('#line-0').click()");
        browser.await("document.querySelector('#marks li') && written.includes('A')");
        browser.evaluate("document.querySelector('#history').focus()");
        browser.key("ArrowLeft");
        browser.key("ArrowLeft");
        browser.await("document.querySelector('#spoken').textContent.includes('5.1 % slower since 00000008')");
    }

    @Test
    void aLadderIsAWaterfallAndATable() throws IOException, InterruptedException {
        openChart(siteOfNights, "StackBenchmark-request", "");
        browser.evaluate("document.querySelector('#ladder').open = true");
        browser.await("document.querySelector('#waterfalls canvas')");

        assertThat(text("document.querySelector('#ladder summary').textContent"))
                .contains("knobs");
        assertThat(text("[...document.querySelectorAll('#waterfalls tr')].map(row => "
                        + "[...row.cells].map(cell => cell.textContent).join(' | ')).join('\\n')"))
                .as("the figures of LadderNotesTest")
                .isEqualTo("""
                        knobs | score | against OLD | remark
                        OLD (line 1) | 100 ops/s ±1.3 % | 1.00x as fast |\s
                        POOL (line 2) | 200 ops/s ±0.6 % | 2.00x as fast |\s
                        INDEX (line 3) | 101 ops/s ±50 % | 1.01x as fast | cannot be told from OLD
                        multiplied | – | 2.02x as fast |\s
                        ALL (line 4) | 400 ops/s ±3.2 % | 4.00x as fast | more: they gain from one another""");
        assertThat(inked("#waterfalls")).as("pixels drawn").isGreaterThan(5_000);

        browser.evaluate("document.querySelectorAll('#lines input').forEach(box => box.click())");
        browser.await("!document.querySelector('#waterfalls canvas')");

        openChart(siteOfNights, "StackBenchmark-control", "");
        assertThat(browser.evaluate("document.querySelector('#ladder').hidden").asBoolean())
                .as("without the param there is no ladder")
                .isTrue();
    }

    @Test
    void aRegressionLeadsToItsEvidence() throws IOException, InterruptedException {
        browser.open(siteOfNights.resolve("index.html").toUri().toString());
        browser.open(text("document.querySelector('.evidence a').href"));
        browser.await("document.querySelector('#lockstep canvas')");

        assertThat(inked("#lockstep")).as("pixels drawn").isGreaterThan(1_000);
        assertThat(text("document.querySelector('#nights').innerText")).contains("00000008", "+5.2 %", "0 %");
        assertThat(text("document.querySelector('#evidence').innerText"))
                .contains(
                        "Line 1: 5.1 % slower since 00000008, confirmed in lockstep",
                        "compared in lockstep: slower, 2 pairs",
                        "The commit: 00000008",
                        "all rows of 00000009, its rounds");

        String commits = text("document.querySelector('#evidence a[href^=commits]').href");
        browser.open(text("document.querySelector('#evidence a').href"));
        assertThat(text("document.title")).startsWith("SLOWER: 1 of 1 row");
        browser.open(commits);
        browser.await("document.body.dataset.drawn");
        assertThat(text("document.querySelector('#said').textContent")).contains("00000009", "00000007", "7 of 7 rows");
    }

    @Test
    void twoCommitsStandSideBySideByAnAddressOfTheirs() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        String track = text("location.hash.split('/').slice(0, 2).join('/')");
        browser.open(site.resolve("commits.html").toUri() + track + "&base="
                + HISTORY.run(58).revision().commit() + "&head="
                + HISTORY.run(59).revision().commit());
        browser.await("document.body.dataset.drawn");

        assertThat(text("document.querySelector('#rows tbody').innerText")).contains("slower", "ops/s", "±");
        assertThat(number("document.querySelectorAll('#rows tbody tr').length")).isEqualTo(40);
        browser.evaluate("document.querySelector('#rows tbody a').click()");
        browser.await("location.pathname.endsWith('chart.html') && document.body.dataset.drawn");
        assertThat(number("document.querySelectorAll('#lines input:checked').length"))
                .isEqualTo(1);
    }

    @Test
    void anotherMetricIsChosenAndStaysInTheAddress() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        browser.evaluate("const metric = document.querySelector('#metric'); metric.value = 'subject.alloc';"
                + " metric.dispatchEvent(new Event('change'))");
        browser.await("document.querySelector('#lines tbody tr').innerText.includes('kB')");
        assertThat(text("location.hash")).contains("metric=subject.alloc");
        String address = text("location.href");
        browser.open(address);
        browser.await("document.body.dataset.drawn");
        assertThat(text("document.querySelector('#lines tbody tr').innerText")).contains("kB", "±");
        assertThat(text("document.querySelector('#history-title').textContent")).startsWith("subject.alloc");
        assertThat(inked("#history")).as("pixels drawn").isGreaterThan(5_000);
    }

    @Test
    void whatIsShownAndOpenIsKeptInTheAddress() throws IOException, InterruptedException {
        openChart(
                "Thing0Benchmark",
                "&line=fileSizeBytes%3D1024+server%3DUNDERTOW+workers%3D1&values=relative&open=runs");

        assertThat(number("document.querySelectorAll('#lines input:checked').length"))
                .isEqualTo(1);
        assertThat(text("document.querySelector('#values').value")).isEqualTo("relative");
        assertThat(browser.evaluate("document.querySelector('#runs').open").asBoolean())
                .isTrue();
        browser.await("document.querySelectorAll('#table tbody tr').length === 60");
        assertThat(text("document.querySelector('#lines input:checked').closest('tr').innerText"))
                .contains("UNDERTOW");
    }

    @Test
    void aRowLeadsToItsRoundsItsSlicesAndItsFlameGraph() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        assertThat(text("document.querySelector('#readout a[href*=rounds]').textContent"))
                .isEqualTo("rounds");
        browser.evaluate("document.querySelector('#readout a[href*=rounds]').click()");
        browser.await("document.querySelector('#rounds-of-lines circle')");
        assertThat(text("location.hash")).contains("run=" + label(59), "open=rounds");
        assertThat(number("document.querySelectorAll('#rounds-of-lines table').length"))
                .isEqualTo(8);
        assertThat(number("document.querySelectorAll('#rounds-of-lines circle').length"))
                .as("5 slices of 3 forks of 8 lines")
                .isEqualTo(120);

        openChart("Thing0Benchmark", "&open=rounds&run=" + label(3));
        browser.await("document.querySelector('#rounds-of-lines tbody tr')");
        assertThat(text("document.querySelector('#rounds-of').textContent"))
                .contains("Change number 3", "means of forks");

        openChart(siteOfNights, "SortBenchmark", "&open=rounds");
        browser.await("document.querySelector('#rounds-of-lines a')");
        assertThat(text("document.querySelector('#rounds-of-lines').innerText"))
                .contains("Line 1", "999 ns", "Flame graphs: the benchmark's JVM");
        browser.open(text("document.querySelector('#rounds-of-lines a').href"));
        assertThat(text("document.title")).isEqualTo("Flames");
    }

    @Test
    void aFingerIsToldTheValuesBesideIt() throws IOException, InterruptedException {
        browser.look(390, 900, "light");
        openChart("Thing0Benchmark", "");
        JsonNode plot = plot();
        double x = at(plot, 0.5);
        browser.touch(x, plot.path("y").asDouble() + 50);
        browser.await("!document.querySelector('#tip').hidden");
        JsonNode tip = browser.evaluate("document.querySelector('#tip').getBoundingClientRect().toJSON()");
        assertThat(text("document.querySelector('#tip').textContent")).contains("2021-0", "ops/s");
        assertThat(tip.path("left").asDouble() > x || tip.path("right").asDouble() < x)
                .as("not under the finger")
                .isTrue();
        assertThat(tip.path("left").asDouble()).isNotNegative();
        assertThat(tip.path("right").asDouble()).isLessThanOrEqualTo(390);
        browser.lift();
    }

    @Test
    void onPaperColoursAreLight() throws IOException, InterruptedException {
        browser.look(1280, 900, "dark");
        openChart("Thing0Benchmark", "");
        browser.evaluate("window.strokes = new Set(); const stroke = CanvasRenderingContext2D.prototype.stroke;"
                + " CanvasRenderingContext2D.prototype.stroke = function (...path) {"
                + " strokes.add(this.strokeStyle); stroke.apply(this, path); }");
        browser.lookAtPaper();
        browser.await("strokes.has('#0b62a8')");
        assertThat(text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(text("getComputedStyle(document.querySelector('.controls')).display"))
                .isEqualTo("none");
    }

    @Test
    void whatIsShownIsDownloaded(@TempDir Path downloads) throws IOException, InterruptedException {
        browser.downloadTo(downloads);
        openChart("Thing0Benchmark", "&from=" + label(57) + "&line=fileSizeBytes%3D1024+server%3DJETTY+workers%3D1");
        String file = text("location.hash.split('/')[2].split('&')[0]");
        for (String format : List.of("csv", "json")) {
            browser.evaluate("document.querySelector('#" + format + "').click()");
            String content = downloaded(downloads.resolve(file + "." + format));
            assertThat(content).contains(HISTORY.run(59).revision().commit(), "JETTY", "ops/s");
            if (format.equals("json")) {
                assertThat(Json.COMPACT.readTree(content).size()).isEqualTo(3);
            } else {
                assertThat(content.lines()).hasSize(4);
            }
        }
    }

    /** Its name is another until it is whole. */
    private static String downloaded(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < 500 && Files.notExists(file); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Files.readString(file);
    }

    @Test
    void aLogarithmicAxisHasRoundNumbers() throws IOException, InterruptedException {
        openChart("Thing0Benchmark", "");
        browser.evaluate("window.written = []; const fillText = CanvasRenderingContext2D.prototype.fillText;"
                + " CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {"
                + " written.push(text); fillText.call(this, text, ...where); }");
        browser.evaluate("const scale = document.querySelector('#scale'); scale.value = 'log';"
                + " scale.dispatchEvent(new Event('change'))");
        browser.await("written.some(text => text.includes('ops/s'))");
        assertThat(
                        text("written.filter(text => text.includes('ops/s')).join(' ').replaceAll(' ops/s', '').replaceAll(',', '')")
                                .split(" "))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(tick -> tick.matches("[125]0*"));
    }

    @Test
    void whatIsOpenOnTheFirstPageIsKeptInTheAddress() throws IOException, InterruptedException {
        browser.open(siteOfNights.resolve("index.html").toUri().toString());
        browser.evaluate("document.querySelector('details[id^=weeks]').open = true");
        browser.await("location.hash.includes('open=weeks-')");
        browser.open(text("location.href"));
        browser.await("document.querySelector('details[id^=weeks]').open");
    }

    @Test
    void twoMachinesStandOnOneChart() throws IOException, InterruptedException {
        openChart(largeSite, "StaticFilesOfAWebSite000Benchmark", "&with=large-2/" + LargeSuite.TRACK);

        assertThat(number("document.querySelectorAll('#lines tbody tr').length"))
                .as("two settings on each of two machines")
                .isEqualTo(4);
        assertThat(text("document.querySelector('#about').textContent")).contains(" beside ");
        browser.await("document.querySelector('#beside').value === 'large-2/" + LargeSuite.TRACK + "'");
    }

    @Test
    void eachJdkIsALineOfItsOwnIfAskedFor() throws IOException, InterruptedException {
        openChart("Thing1Benchmark", "&by=jdk");

        assertThat(text("document.querySelector('#lines').innerText")).contains("17.0.15", "25.0.1");
        assertThat(number("document.querySelectorAll('#lines tbody tr').length"))
                .isEqualTo(20);
    }

    @Test
    void anAddressCannotMakeThePageLoadAStrangersScript() throws IOException, InterruptedException {
        browser.open(site.resolve("chart.html").toUri() + "#../evil/x");
        browser.await("document.querySelector('#title').textContent === 'Nothing to show'");
        assertThat(number("document.querySelectorAll('head script').length")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1400, light", "1400, dark"})
    void pagesFitTheScreenAndItsColours(int width, String colours) throws IOException, InterruptedException {
        browser.look(width, 900, colours);
        openFirstPage();
        browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        browser.await("document.querySelector('dd a')");
        checkFit(width, colours, "index");
        browser.open(largeSite.resolve("index.html").toUri() + "#find=site04");
        browser.await("document.querySelector('#hits li')");
        checkFit(width, colours, "large");
        openChart("Thing1Benchmark", "");
        browser.evaluate("document.querySelector('#sweep').open = true");
        browser.await("document.querySelector('#curve canvas')");
        checkFit(width, colours, "chart");
        browser.open(siteOfNights.resolve("index.html").toUri().toString());
        checkFit(width, colours, "nights");
        openChart(siteOfNights, "StackBenchmark-request", "");
        browser.evaluate("document.querySelector('#ladder').open = true");
        browser.await("document.querySelector('#waterfalls canvas')");
        checkFit(width, colours, "ladder");
        openChart(siteOfNights, "SortBenchmark", "&open=anchor,runs,rounds,how");
        browser.await("document.querySelector('#lockstep canvas') && document.querySelector('#rounds-of-lines table')");
        checkFit(width, colours, "anchor");
        String track = text("location.hash.split('/').slice(0, 2).join('/')");
        browser.open(siteOfNights.resolve("commits.html").toUri() + track);
        browser.await("document.body.dataset.drawn");
        checkFit(width, colours, "commits");
        Path report = Files.writeString(
                temporary.resolve("report.html"),
                new ComparisonPage(new ComparisonSummary(ComparisonSamples.every())).html());
        browser.open(report.toUri().toString());
        checkFit(width, colours, "report");
    }

    private static void checkFit(int width, String colours, String page) throws IOException, InterruptedException {
        browser.screenshot(Files.createDirectories(Path.of("target/site-pages"))
                .resolve("%s-%d-%s.png".formatted(page, width, colours)));
        assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(text("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(colours.equals("dark") ? "rgb(22, 24, 28)" : "rgb(255, 255, 255)");
        assertThat(browser.accessibilityViolations()).as(page).isEmpty();
    }

    @Test
    void ofASingleRunTheForksAreDrawnToo(@TempDir Path folder) throws IOException, InterruptedException {
        new GeneratedHistory(1, 10).write(folder.resolve("history"));
        try (Stream<Path> files = Files.list(folder.resolve("history"))) {
            SortedMap<String, List<Path>> runs = new TreeMap<>(Map.of("machine-1", files.toList()));
            new Site(folder.resolve("site"), "labcoat", new CommitLinks(""))
                    .update(runs, RunScores::readWithMetrics, List.of(), SampleNights.SOURCES);
        }
        openChart(folder.resolve("site"), "Thing0Benchmark", "");

        assertThat(number(
                        "(() => { const canvas = document.querySelector('#history canvas'), third = Math.floor(canvas.width / 3);"
                                + " const pixels = canvas.getContext('2d').getImageData(third, 0, third, canvas.height).data;"
                                + " let coloured = 0; for (let i = 0; i < pixels.length; i += 4)"
                                + " if (pixels[i + 3] > 0 && Math.abs(pixels[i] - pixels[i + 2]) > 60) coloured++;"
                                + " return coloured; })()"))
                .as("coloured pixels in the middle of the chart")
                .isGreaterThan(100);
    }

    private static String label(int run) {
        return HISTORY.run(run).revision().label();
    }

    private static int inked(String chart) throws IOException, InterruptedException {
        return number(
                "(() => { const canvas = document.querySelector('" + chart + " canvas');"
                        + " const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                        + " let inked = 0; for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) inked++; return inked; })()");
    }

    private static JsonNode plot() throws IOException, InterruptedException {
        return browser.evaluate("document.querySelector('#history .u-over').getBoundingClientRect().toJSON()");
    }

    private static double at(JsonNode plot, double share) {
        return plot.path("x").asDouble() + share * plot.path("width").asDouble();
    }

    private static void hover(double share) throws IOException, InterruptedException {
        JsonNode plot = plot();
        browser.mouse("mouseMoved", at(plot, share), plot.path("y").asDouble() + 50, 0);
    }
}
