package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JMH result files of other projects: what differs in anything that the file says is another row, in every table and export. */
class ForeignResultsTest {

    @ParameterizedTest
    @CsvSource({"flags, -XX:+UseZGC", "vms, Eclipse OpenJ9 VM"})
    void whatRanInAnotherWayIsAnotherRowAndSaysInWhatItDiffers(String file, String difference, @TempDir Path results)
            throws IOException {
        imported(results, "02-same-row-two-flag-sets/" + file);

        String table = table(results, "text");
        assertThat(table).contains("4.00 µs", "8.00 µs", difference).doesNotContain("6.00 µs");
        assertThat(json(results, "json")).hasSize(2);
        assertThat(json(results, "bmf")).hasSize(2);
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(table(results, "csv")).contains("jvm:", difference);
    }

    @Test
    void aUnitIsConverted(@TempDir Path results) throws IOException {
        imported(results, "02-same-row-two-flag-sets/units");

        assertThat(table(results, "text")).contains("3.00 µs", "ns/op").doesNotContain("1.50 ms");
    }

    @Test
    void entriesOfWhichTheFileSaysNothingDifferentAreNumberedAndNamed(@TempDir Path results) throws IOException {
        assertThat(imported(results, "02-same-row-two-flag-sets/no-difference"))
                .contains("Warning", "more than one entry of C.x");

        assertThat(json(results, "bmf")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown"})
    void classesOfOneNameHaveAsMuchOfTheirPackageAsPartsThem(String format, @TempDir Path results) throws IOException {
        imported(results, "09-two-packages/two");

        assertThat(table(results, format)).contains("v1.Parser", "v2.Parser");
    }

    @Test
    void anotherJvmIsNotHeldAgainstThisOne(@TempDir Path results) throws IOException {
        imported(results, "16-other-jvm-same-version/a", "--commit=a", "--machine=m");
        imported(results, "16-other-jvm-same-version/b", "--commit=b", "--machine=m");
        assertThat(table(results, "text")).contains("15.0 µs").doesNotContain("slower");

        Path same = results.resolve("same");
        imported(same, "16-other-jvm-same-version/a", "--commit=a", "--machine=m");
        imported(same, "16-other-jvm-same-version/b", "--commit=a", "--machine=m");
        assertThat(table(same, "text")).contains("10.0 µs", "15.0 µs", "OpenJ9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "long"})
    void noKeySpellsAnotherAndNoneIsTooLong(String file, @TempDir Path results) throws IOException {
        imported(results, "19-keys-that-spell-each-other/" + file);

        assertThat(json(results, "bmf").propertyNames())
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(1_024));
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .doesNotHaveDuplicates()
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(1_024));
        assertThat(table(results, "text").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(250));
    }

    @Test
    void aTimeIsATimeWhateverTheModeSays(@TempDir Path results) throws IOException {
        imported(results, "24-mode-and-unit-contradict/odd");

        assertThat(json(results, "bmf").findValue("latency").path("value").asDouble())
                .isEqualTo(10_100);
        assertThat(json(results, "customBiggerIsBetter")).isEmpty();
        assertThat(json(results, "customSmallerIsBetter")).hasSize(1);
    }

    @Test
    void nothingOfAFileIsSentToTheTerminalUnseen(@TempDir Path results) throws IOException {
        imported(results, "29-terminal-escapes/esc");

        assertThat(table(results, "text"))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]")
                .contains("one\\ntwo");
        assertThat(json(results, "json").findValuesAsString("t")).contains("one\ntwo", "\u202egnp");
    }

    @Test
    void theJdkIsThatOfEachEntry(@TempDir Path results) throws IOException {
        imported(results, "30-jdk-of-each-entry/two");

        assertThat(json(results, "jmh").findValuesAsString("jdkVersion")).containsExactly("17.0.13", "21.0.5");
        assertThat(table(results, "text")).contains("JDK 17.0.13, 21.0.5");
    }

    @Test
    void theOrderIsThatOfTheImportsAndNotOfTheFilesTimes(@TempDir Path results, @TempDir Path copies)
            throws IOException {
        for (int i = 1; i <= 3; i++) {
            Path copy = Files.copy(input("05-import-order/" + i), copies.resolve(i + ".json"));
            Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2025-03-0" + (4 - i) + "T00:00:00Z")));
            labcoat("import", copy.toString(), "--commit=v" + i, "--machine=m", "--results=" + results);
        }

        assertThat(table(results, "text")).startsWith("Labcoat v3").contains("20.0 µs", "100 % slower than v2");
        assertThat(labcoat("table", "v1", "--results=" + results))
                .doesNotContain("as v2", "as v3", "than v2", "than v3");
    }

    @Test
    void aDateThatIsGivenOrdersTheImports(@TempDir Path results) throws IOException {
        imported(results, "05-import-order/1", "--commit=v1", "--machine=m", "--commit-date=2025-03-02T00:00:00Z");
        imported(results, "05-import-order/3", "--commit=v0", "--machine=m", "--commit-date=2025-03-01T00:00:00Z");

        assertThat(labcoat("table", "v1", "--results=" + results)).contains("50 % faster than v0");
    }

    @Test
    void anUnknownMachineIsNotSaidToHaveNoCpus(@TempDir Path results) throws IOException {
        imported(results, "09-two-packages/two", "--machine=ci");

        assertThat(table(results, "text"))
                .contains("ci (nothing else is known of this machine)")
                .doesNotContain("0 CPUs");
    }

    @Test
    void ofCommitsThatGitKnowsTheOrderIsGits(@TempDir Path results) throws IOException {
        List<String> commits = commits();
        assumeThat(commits).as("a clone with a history").hasSize(2);
        imported(results, "05-import-order/2", "--commit=" + commits.get(0), "--machine=m");
        imported(results, "05-import-order/1", "--commit=" + commits.get(1), "--machine=m");

        assertThat(labcoat("table", commits.get(0), "--results=" + results))
                .contains("as fast as " + commits.get(1).substring(0, 8));
        assertThat(labcoat("table", commits.get(1), "--results=" + results))
                .doesNotContain("fast as " + commits.get(0).substring(0, 8));
    }

    @Test
    void whatOperationsAllocateIsShownUnderOneName(@TempDir Path results) throws IOException {
        imported(results, "07-allocation-is-shown/gc");

        assertThat(table(results, "text")).contains("B/op", "512 B", "96.0 B");
        assertThat(json(results, "bmf").findValues("gc.alloc.rate.norm"))
                .extracting(measure -> measure.path("value").asDouble())
                .containsExactly(512.0, 96.0);
        assertThat(table(results, "csv").lines().findFirst().orElseThrow().split(",", -1))
                .containsOnlyOnce("gc.alloc.rate.norm");
        assertThat(table(results, "csv")).contains("gc.alloc.rate.norm=B/op");
        assertThat(json(results, "json")
                        .findValue("metricUnits")
                        .path("gc.alloc.rate.norm")
                        .asString())
                .isEqualTo("B/op");
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .contains("acme.Json.read [avgt] gc.alloc.rate.norm");
    }

    @Test
    void theSecondaryResultsThatAreShownCanBeChosen(@TempDir Path results) throws IOException {
        imported(results, "15-sums/sums");

        assertThat(table(results, "text")).doesNotContain("gc.count");
        assertThat(labcoat("table", "--metrics=gc.count,gc.time", "--results=" + results))
                .contains("gc.count (counts)", "15.0 counts", "gc.time (s)", "90.0 ms");
        assertThat(labcoat("table", "--metrics=all", "--format=bmf", "--results=" + results))
                .contains("gc.count", "gc.time");
        assertThat(Said.by("table", "--metrics=gc.cuont", "--results=" + results)
                        .refused())
                .contains("gc.cuont", "gc.count, gc.time");
    }

    @Test
    void samplesArePooledAsJmhPoolsThem(@TempDir Path results) throws IOException {
        imported(results, "10-sample-mode/sample");

        JsonNode row = json(results, "json").path(0);
        assertThat(row.path("score").asDouble()).isEqualTo(0.97e-3, within(1e-15));
        assertThat(row.path("metrics").path("p0.99").asDouble()).isEqualTo(40e-3, within(1e-15));
        assertThat(row.path("metrics").path("p1.00").asDouble()).isEqualTo(40e-3, within(1e-15));
        assertThat(row.path("metricUnits").path("p0.99").asString()).isEqualTo("s/op");
        JsonNode metric = json(results, "jmh").path(0).path("primaryMetric");
        assertThat(metric.path("rawDataHistogram"))
                .isEqualTo(written("10-sample-mode/sample")
                        .path(0)
                        .path("primaryMetric")
                        .path("rawDataHistogram"));
        assertThat(metric.has("rawData")).isFalse();
        assertThat(table(results, "text")).contains("970 µs", "p0.99 (s/op)", "40.0 ms");
    }

    @Test
    void oneForkHasJmhsOwnError(@TempDir Path results) throws IOException {
        imported(results, "11-one-fork/one");

        assertThat(table(results, "text")).contains("10.0 µs", "11 %", "JMH's own error", "iterations");
        assertThat(json(results, "jmh").findValue("scoreError").asDouble()).isEqualTo(1.1);
        JsonNode latency = json(results, "bmf").findValue("latency");
        assertThat(latency.path("lower_value").asDouble()).isEqualTo(8_900, within(1e-6));
        assertThat(latency.path("upper_value").asDouble()).isEqualTo(11_100, within(1e-6));
        assertThat(json(results, "json").path(0).path("error").asDouble()).isEqualTo(1.1e-6, within(1e-15));
        assertThat(json(results, "json").path(0).path("errorOver").asString()).isEqualTo("iterations");
    }

    @Test
    void countsAndTimesInAllAreAddedUp(@TempDir Path results) throws IOException {
        imported(results, "15-sums/sums");

        JsonNode row = json(results, "json").path(0);
        assertThat(row.path("metrics").path("gc.count").asDouble()).isEqualTo(15);
        assertThat(row.path("metrics").path("gc.time").asDouble()).isEqualTo(0.09);
        assertThat(row.path("metricUnits").path("gc.time").asString()).isEqualTo("s");
        JsonNode secondary = json(results, "jmh").path(0).path("secondaryMetrics");
        assertThat(secondary.path("gc.count").path("score").asDouble()).isEqualTo(15);
        assertThat(secondary.path("gc.time").path("score").asDouble()).isEqualTo(90);
    }

    @Test
    void ofZeroNothingIsSoManyPercent(@TempDir Path results) throws IOException {
        imported(results, "25-from-zero/a", "--commit=a", "--machine=m");
        imported(results, "25-from-zero/b", "--commit=b", "--machine=m");

        for (String commit : List.of("a", "b")) {
            for (String format : List.of("text", "markdown", "csv", "json", "jmh", "bmf", "customSmallerIsBetter")) {
                assertThat(labcoat("table", commit, "--format=" + format, "--results=" + results))
                        .as(commit + " as " + format)
                        .doesNotContainIgnoringCase("nan", "infinity", "\u221e");
            }
        }
        assertThat(labcoat("table", "a", "--results=" + results)).contains("0 ns", "0.0 %");
        assertThat(json(results, "json").path(0).path("earlierCommit").asString())
                .isEqualTo("a");
        assertThat(json(results, "json").path(0).path("timesAsFast").isNull()).isTrue();
        assertThat(table(results, "csv")).contains("a,\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "commas, its score is 13.0 µs, 8.75 µs",
        "twice, its score is 100 µs, 10.1 µs",
        "twice, its score is 200 µs, 10.1 µs"
    })
    void aScoreThatItsRawDataContradictIsSaid(String file, String told, String made, @TempDir Path results)
            throws IOException {
        assertThat(imported(results, "31-score-contradicts-raw-data/" + file)).contains("Warning", told, made);

        assertThat(table(results, "text")).contains("contradiction", told, made);
    }

    @Test
    void whatIsWholeIsTakenAndTheRestIsNamed(@TempDir Path results) throws IOException {
        String left = imported(results, "14-one-odd-entry/no-package");
        assertThat(left)
                .contains("Imported 1 result", "Left out", "entry 2, at line 45, main", "no dot")
                .doesNotContain("-rf json");
        assertThat(table(results, "text")).contains("Good");
    }

    @ParameterizedTest
    @CsvSource({
        "without-raw-data, acme.Good.one, 10.1E-6",
        "without-raw-data, acme.Good.two, 7.0E-6",
        "empty-raw-data, acme.Good.two, 7.0E-6",
        "bare-nan, acme.Good.three, 7.0E-6",
        "log-first, acme.Good.one, 10.1E-6"
    })
    void aScoreIsReadHoweverItsFileWasMade(String file, String benchmark, double score, @TempDir Path results)
            throws IOException {
        assertThat(imported(results, "14-one-odd-entry/" + file)).doesNotContain("Left out");

        assertThat(json(results, "json"))
                .filteredOn(row -> row.path("benchmark").asString().equals(benchmark))
                .singleElement()
                .satisfies(row -> assertThat(row.path("score").asDouble()).isEqualTo(score, within(1e-15)));
    }

    @Test
    void severalFilesAreOneRun(@TempDir Path results) throws IOException {
        Said said = Said.by(
                "import",
                input("14-one-odd-entry/without-raw-data").toString(),
                input("14-one-odd-entry/bare-nan").toString(),
                "no-such-file.json",
                "--results=" + results);

        assertThat(said.status()).as("a file is missing").isEqualTo(2);
        assertThat(said.out()).contains("Imported 3 results", "Left out: there is no file no-such-file.json");
        assertThat(json(results, "json")).hasSize(3);
        assertThat(Said.by("import", "no-such-file.json", "neither.json", "--results=" + results)
                        .refused())
                .contains("no-such-file.json", "neither.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"threadGroups\": [3, 1] | \"threadGroups\": [1, 3] | [1,3]",
                "\"jvmArgs\": [\"-Da=b\", \"c\"] | \"jvmArgs\": [\"-Da=b c\"] | \"-Da=b c\"",
                "\"jmhVersion\": \"1.36\" | \"jmhVersion\": \"1.37\" | jmhVersion",
                "\"measurementBatchSize\": 1 | \"measurementBatchSize\": 7 | measurementBatchSize"
            })
    void entriesThatDifferInOneThingStayTwoRowsWhenTheyAreExportedAndImportedAgain(
            String one, String other, String difference, @TempDir Path folder) throws IOException {
        Path first = folder.resolve("first");
        assertThat(importedEntries(first, entry("acme.C.x", one), entry("acme.C.x", other)))
                .doesNotContain("Warning");
        Path exported = Files.writeString(folder.resolve("exported.json"), table(first, "jmh"));
        Path second = folder.resolve("second");
        assertThat(labcoat("import", exported.toString(), "--results=" + second))
                .doesNotContain("Warning");

        for (Path results : List.of(first, second)) {
            assertThat(table(results, "text")).contains(difference);
            assertThat(json(results, "bmf")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threadGroups | [3, 1] | [1, 3] | [1,3]",
                "measurementBatchSize | 1 | 7 | 7",
                "warmupBatchSize | 1 | 7 | 7",
                "warmupIterations | 5 | 0 | 0"
            })
    void twoImportsThatAskAnotherQuestionAreTwoRows(
            String name, String one, String other, String difference, @TempDir Path results) throws IOException {
        String setting = "\"" + name + "\": ";
        Path published = results.resolve("published");
        for (String value : List.of(one, other)) {
            importedEntries(results, List.of(entry("acme.C.x", setting + value)), "--commit=a", "--machine=m");
            labcoat("publish", "--results=" + results, "--published=" + published);
        }

        for (String format : List.of("text", "markdown", "csv", "json")) {
            assertThat(table(results, format)).as(format).contains(name, difference);
        }
        for (String format : List.of("json", "jmh", "bmf", "customSmallerIsBetter")) {
            assertThat(json(results, format)).as(format).hasSize(2);
        }
        labcoat("site", "--published=" + published);
        assertThat(textOf(published.resolve("site/data"))).contains(name);
    }

    @Test
    void howLongSomethingWasMeasuredMakesNoOtherRow(@TempDir Path results) throws IOException {
        for (String time : List.of("1 s", "10 s")) {
            importedEntries(
                    results,
                    List.of(entry("acme.C.x", "\"measurementTime\": \"" + time + "\"")),
                    "--commit=a",
                    "--machine=m");
        }

        assertThat(json(results, "json")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown"})
    void noTwoParamsLookAlike(String format, @TempDir Path results) throws IOException {
        List<String> values =
                List.of("a\\tb", "a\\\\tb", "a b", "a  b", " a b", "a\\u00a0b", "-", "\\\"-\\\"", "", "null");
        List<String> entries = new ArrayList<>(values.stream()
                .map(value -> entry("acme.C.x", "\"params\": {\"p\": \"" + value + "\"}"))
                .toList());
        entries.add(entry("acme.C.x", "\"params\": {}"));
        importedEntries(results, entries);

        assertThat(table(results, format)
                        .lines()
                        .filter(line -> line.matches(".*4\\.00[ \u00a0]\u00b5s.*"))
                        // Markdown's readers see runs of blanks as one.
                        .map(line -> line.replaceAll(" +", " ")))
                .hasSize(entries.size())
                .doesNotHaveDuplicates();
        assertThat(json(results, "bmf")).hasSize(entries.size());
    }

    @Test
    void secondaryResultsWithAndWithoutTheDotAreBothKept(@TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"secondaryMetrics\": {\"\u00b7x\": " + metric(1, 1) + ", \"x\": " + metric(2, 2) + "}"));

        JsonNode metrics = json(results, "json").path(0).path("metrics");
        assertThat(metrics.path("\u00b7x").asDouble()).isEqualTo(1);
        assertThat(metrics.path("x").asDouble()).isEqualTo(2);
    }

    @Test
    void aSecondaryResultThatItsRawDataContradictIsSaid(@TempDir Path results) throws IOException {
        String said = importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"secondaryMetrics\": {\"odd\": " + metric(500, 96) + ", \"even\": " + metric(96, 96)
                                + ", \"p0.99\": " + metric(500, 96) + "}"));

        assertThat(said)
                .contains("Warning", "its odd is 500, but the mean of its raw data is 96")
                .doesNotContain("even", "p0.99");
        assertThat(table(results, "text")).contains("contradiction C.x", "its odd is 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"forks\": 2 | it is of 2 forks, but has raw data of 1.",
                "\"measurementIterations\": 5 | it is of 5 iterations in each fork, but one has raw data of 1."
            })
    void rawDataThatWereDroppedAreMissed(String said, String warning, @TempDir Path results) throws IOException {
        assertThat(importedEntries(results, entry("acme.C.x", said))).contains("Warning", warning);

        assertThat(table(results, "text").replaceAll("\\s+", " ")).contains("contradiction", warning);
    }

    @Test
    void whatIsTooLargeForANumberIsNoneOfJson(@TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"primaryMetric\": {\"score\": 1e306, \"scoreError\": \"+INF\", \"scoreUnit\": \"hr/op\","
                                + " \"rawData\": [[1e306]]}"));

        for (String format : List.of("bmf", "customSmallerIsBetter", "json", "csv")) {
            assertThat(table(results, format)).as(format).doesNotContainIgnoringCase("inf");
        }
    }

    @Test
    void whatWasImportedGoesOutAsItCameIn(@TempDir Path results) throws IOException {
        String settings =
                "\"jmhVersion\": \"1.37\", \"forks\": 1, \"jvm\": \"/opt/jdk/bin/java\", \"warmupIterations\": 5,"
                        + " \"warmupTime\": \"1 s\", \"warmupBatchSize\": 1, \"measurementIterations\": 1,"
                        + " \"measurementTime\": \"10 s\", \"measurementBatchSize\": 1";
        importedEntries(results, entry("acme.C.x", settings));

        JsonNode out = json(results, "jmh").path(0);
        Json.COMPACT
                .readTree("{" + settings + "}")
                .properties()
                .forEach(setting -> assertThat(out.path(setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue()));
    }

    @Test
    void aRateGetsBetterByRisingInEveryMode(@TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry("acme.C.x", "\"primaryMetric\": {\"score\": 4, \"scoreUnit\": \"MB/sec\", \"rawData\": [[4]]}"));

        assertThat(json(results, "customBiggerIsBetter")).hasSize(1);
        assertThat(json(results, "customSmallerIsBetter")).isEmpty();
    }

    @Test
    void anUnknownMachineHasNoNumbersInItsKey(@TempDir Path results) throws IOException {
        importedEntries(results, List.of(entry("acme.C.x", "\"threads\": 1")), "--machine=ci");

        assertThat(json(results, "json").path(0).path("machine").asString())
                .startsWith("ci-unknown-")
                .doesNotContain("0cpu");
    }

    @Test
    void aNameWithCommasIsAName(@TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"secondaryMetrics\": {\"a,b\": " + metric(7, 7) + ", \"c\": " + metric(8, 8) + "}"));

        assertThat(labcoat("table", "--metrics=a,b,c", "--results=" + results)).contains("a,b", "7 ", "8 ");
        assertThat(labcoat("table", "--metrics=c", "--metrics=a,b", "--results=" + results))
                .contains("a,b");
        assertThat(Said.by("table", "--metrics=a,c", "--results=" + results).refused())
                .contains("secondary result a;");
    }

    private static String metric(double score, double raw) {
        return "{\"score\": " + score + ", \"scoreUnit\": \"#\", \"rawData\": [[" + raw + "]]}";
    }

    private static String textOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void noNameOfAMethodSpellsAParam(@TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry("acme.C.x size=1", "\"params\": {}"),
                entry("acme.C.x", "\"params\": {\"size\": \"1\"}"),
                entry("acme.C.x threads=2", "\"threads\": 1"),
                entry("acme.C.x", "\"threads\": 2"));

        assertThat(json(results, "bmf")).hasSize(4);
        assertThat(json(results, "customSmallerIsBetter").findValuesAsString("name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void noSecondaryResultTakesThePlaceOfTheScore(@TempDir Path results) throws IOException {
        String seven = "{\"score\": 7, \"scoreUnit\": \"#\", \"rawData\": [[7]]}";
        importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"secondaryMetrics\": {\"latency\": " + seven + ", \"score\": " + seven + ", \"marks\": "
                                + seven + "}"));

        JsonNode measures = Json.COMPACT
                .readTree(labcoat("table", "--format=bmf", "--metrics=all", "--results=" + results))
                .path("acme.C.x [avgt]");
        assertThat(measures.path("latency").path("value").asDouble()).isEqualTo(4_000, within(1e-6));
        assertThat(measures.path("metric:latency").path("value").asDouble()).isEqualTo(7);
        assertThat(table(results, "csv").lines().findFirst().orElseThrow().split(",", -1))
                .doesNotHaveDuplicates()
                .contains("latency", "metric:score", "metric:marks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us/op", "us", "s"})
    void aTimeIsATimeInEveryMode(String unit, @TempDir Path results) throws IOException {
        importedEntries(
                results,
                entry(
                        "acme.C.x",
                        "\"mode\": \"thrpt\", \"primaryMetric\": {\"score\": 4, \"scoreUnit\": \"" + unit
                                + "\", \"rawData\": [[4]]}"));

        assertThat(json(results, "bmf").findValue("latency")).isNotNull();
        assertThat(json(results, "customBiggerIsBetter")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "windows-1252"})
    void lettersAreThoseOfTheFileInWhateverEncoding(String encoding, @TempDir Path folder) throws IOException {
        String text = "[" + entry("acme.C.x", "\"params\": {\"word\": \"stra\u00dfe\"}") + "]";
        Path file = Files.write(folder.resolve("in.json"), text.getBytes(Charset.forName(encoding)));
        Path results = folder.resolve("results");
        labcoat("import", file.toString(), "--results=" + results);

        assertThat(json(results, "json").findValue("word").asString()).isEqualTo("stra\u00dfe");
    }

    @Test
    void aTableForProgramsKeepsWhatCannotBeSeen(@TempDir Path results) throws IOException {
        importedEntries(results, entry("acme.C.x", "\"params\": {\"word\": \"a\\u001b\\u202eb\"}"));

        assertThat(table(results, "csv")).contains("a\u001b\u202eb");
        assertThat(json(results, "json").findValue("word").asString()).isEqualTo("a\u001b\u202eb");
        assertThat(table(results, "text")).contains("a\\u001b\\u202eb");
    }

    /** An entry of one fork, of which something is said, in place of what else it would be. */
    private static String entry(String benchmark, String said) {
        String usual = "{\"benchmark\": \"" + benchmark + "\", \"mode\": \"avgt\", \"primaryMetric\":"
                + " {\"score\": 4, \"scoreUnit\": \"us/op\", \"rawData\": [[4]]}}";
        ObjectNode entry = (ObjectNode) Json.COMPACT.readTree(usual);
        return Json.COMPACT.writeValueAsString(entry.setAll((ObjectNode) Json.COMPACT.readTree("{" + said + "}")));
    }

    private static String importedEntries(Path results, String... entries) throws IOException {
        return importedEntries(results, List.of(entries));
    }

    private static String importedEntries(Path results, List<String> entries, String... more) throws IOException {
        Path file = Files.createTempFile(results.toAbsolutePath().getParent(), "entries", ".json");
        Files.writeString(file, entries.toString());
        List<String> arguments = new ArrayList<>(List.of("import", file.toString(), "--results=" + results));
        arguments.addAll(List.of(more));
        try {
            return labcoat(arguments.toArray(String[]::new));
        } finally {
            Files.delete(file);
        }
    }

    /** The newest of this repository. */
    private static List<String> commits() throws IOException {
        Process git = new ProcessBuilder("git", "rev-list", "--max-count=2", "HEAD").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static JsonNode written(String name) throws IOException {
        return Json.COMPACT.readTree(Files.readAllBytes(input(name)));
    }

    private static String imported(Path results, String input, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", input(input).toString(), "--results=" + results));
        arguments.addAll(List.of(more));
        return labcoat(arguments.toArray(String[]::new));
    }

    private static String table(Path results, String format) {
        return labcoat("table", "--format=" + format, "--results=" + results);
    }

    private static JsonNode json(Path results, String format) {
        return Json.COMPACT.readTree(table(results, format));
    }

    private static String labcoat(String... arguments) {
        return Said.by(arguments).done();
    }

    private static Path input(String name) {
        URL resource = Objects.requireNonNull(ForeignResultsTest.class.getResource("/cases/" + name + ".json"), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
