package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.util.Optional;

class JmhJarTest {

    @Test
    void benchmarksAreReadWithTheirSettings(@TempDir Path folder) throws IOException {
        Path file = new JmhJars()
                .benchmark(
                        "demo.B",
                        "get",
                        Mode.AverageTime,
                        Map.of("size", List.of("1", "2"), "codec", List.of("GZIP")),
                        Optional.of(3),
                        new int[] {1},
                        List.of("-Xmx1g"))
                .write(folder.resolve("any.jar"));

        JmhJar jar = JmhJar.open(file);

        assertThat(jar.suite()).isEqualTo(Suite.NONE);
        assertThat(jar.benchmarks()).hasSize(1);
        JmhJar.Benchmark benchmark = jar.benchmarks().get(0);
        assertThat(benchmark.name()).isEqualTo("demo.B.get");
        assertThat(benchmark.className()).isEqualTo("demo.B");
        assertThat(benchmark.mode()).isEqualTo("avgt");
        assertThat(benchmark.threads()).isEqualTo(3);
        assertThat(benchmark.params()).isEqualTo(Map.of("size", List.of("1", "2"), "codec", List.of("GZIP")));
        assertThat(benchmark.jvmArgsPrepend()).containsExactly("-Xmx1g");
    }

    @Test
    void threadsAreThoseOfItsGroupsOrAllThereAre(@TempDir Path folder) throws IOException {
        JmhJar jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "allCpus", Mode.Throughput, Map.of(), Optional.of(-1), new int[] {1}, List.of())
                .benchmark("demo.B", "group", Mode.Throughput, Map.of(), Optional.none(), new int[] {3, 2}, List.of())
                .benchmark("demo.B", "plain", Mode.Throughput, Map.of())
                .write(folder.resolve("any.jar")));

        assertThat(jar.benchmarks())
                .extracting(JmhJar.Benchmark::threads)
                .containsExactly(Runtime.getRuntime().availableProcessors(), 5, 1);
    }

    @Test
    void allModesAreOneBenchmarkEach(@TempDir Path folder) throws IOException {
        JmhJar jar = JmhJar.open(
                new JmhJars().benchmark("demo.B", "get", Mode.All, Map.of()).write(folder.resolve("any.jar")));

        assertThat(jar.benchmarks())
                .extracting(JmhJar.Benchmark::mode)
                .containsExactly("avgt", "sample", "ss", "thrpt");
    }

    @Test
    void benchmarksAreInTheOrderOfLayersAndThenOfNames(@TempDir Path folder) throws IOException {
        JmhJar jar = JmhJar.open(new JmhJars()
                .suite(Samples.SUITE)
                .benchmark("demo.ABenchmark", "get", Mode.Throughput, Map.of())
                .benchmark("demo.FileBenchmark", "put", Mode.Throughput, Map.of())
                .benchmark("demo.FileBenchmark", "get", Mode.Throughput, Map.of())
                .write(folder.resolve("any.jar")));

        assertThat(jar.suite()).isEqualTo(Samples.SUITE);
        assertThat(jar.benchmarks())
                .extracting(JmhJar.Benchmark::name)
                .containsExactly("demo.FileBenchmark.get", "demo.FileBenchmark.put", "demo.ABenchmark.get");
    }

    @Test
    void aSettingFindsItsBenchmark(@TempDir Path folder) throws IOException {
        JmhJar jar = JmhJar.open(
                new JmhJars().benchmark("demo.B", "get", Mode.All, Map.of()).write(folder.resolve("any.jar")));

        assertThat(jar.benchmarkOf(Samples.id("demo.B.get", "ss", 1)).mode()).isEqualTo("ss");
        assertThatThrownBy(() -> jar.benchmarkOf(Samples.id("demo.B.put", "ss", 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("B.put");
    }

    @Test
    void anEditedQuestionIsAnotherVersionAndSoIsOneThatIsMeasuredInAnotherWay(@TempDir Path folder) throws IOException {
        String version = version(folder, "one", "1", "other");

        assertThat(version(folder, "one", "1", "another"))
                .as("another class was edited")
                .isEqualTo(version);
        assertThat(version(folder, "two", "1", "other"))
                .as("the class was edited")
                .isNotEqualTo(version);
        assertThat(version(folder, "one", "2", "other"))
                .as("the measuring kernel was changed")
                .isNotEqualTo(version);
    }

    private static String version(Path folder, String bytes, String kernel, String otherBytes) throws IOException {
        Suite suite = new Suite(kernel, List.of(), List.of(), Map.of(), List.of());
        return JmhJar.open(new JmhJars()
                        .suite(suite)
                        .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                        .file("demo/B.class", bytes)
                        .file("demo/Bench.class", otherBytes)
                        .write(folder.resolve("any.jar")))
                .benchmarks()
                .get(0)
                .version();
    }

    @Test
    void stacksTakeThePlaceOfTheDeclaredOnesWithTheirLadderAndVersions(@TempDir Path folder) throws IOException {
        Suite.Question question =
                new Suite.Question("demo.Own", "?", null, Map.of(), null, List.of(), List.of("step"), null, null, null);
        Suite suite = new Suite(
                "1",
                List.of(),
                List.of(),
                Map.of("Jetty", "12"),
                List.of(new Suite.Layer("stacks", "", true, null, null, List.of(question))),
                new Suite.Stacks("demo.Own", "stack", "step", "demo.Program", null));
        JmhJar jar = JmhJar.open(new JmhJars()
                .suite(suite)
                .benchmark(
                        "demo.Own",
                        "get",
                        Mode.Throughput,
                        Map.of("stack", List.of("nginx"), "step", List.of("BASELINE"), "connections", List.of("32")))
                .benchmark("demo.Other", "get", Mode.Throughput, Map.of("stack", List.of("a")))
                .write(folder.resolve("any.jar")));
        StackDescription mine = new StackDescription(
                "mine",
                "/a b/mine.yaml",
                "abc",
                "BASELINE",
                List.of("ONE", "TWO"),
                "ALL",
                List.of("knob"),
                List.of("serve"),
                List.of("serve 1.0"));

        JmhJar measuring = jar.measuring(List.of(mine), mine.allSteps(), List.of("-Dmore"));

        assertThat(measuring.hash()).isEqualTo(jar.hash());
        assertThat(measuring.flags()).containsExactly("-Dmore", "-Dlabcoat.stack.mine=/a b/mine.yaml");
        assertThat(measuring.benchmarks())
                .extracting(JmhJar.Benchmark::params)
                .containsExactly(
                        Map.of(
                                "stack",
                                List.of("mine"),
                                "step",
                                List.of("BASELINE", "ONE", "TWO", "ALL"),
                                "connections",
                                List.of("32")),
                        Map.of("stack", List.of("a")));
        assertThat(measuring.suite().libraries())
                .isEqualTo(Map.of("Jetty", "12", "mine", "serve 1.0", "mine.yaml", "abc"));
        assertThat(measuring.suite().question("demo.Own").orElseThrow().ladder())
                .isEqualTo(new Suite.Ladder("step", "BASELINE", List.of("ONE", "TWO"), "ALL"));
        assertThat(jar.suite().question("demo.Own").orElseThrow().ladder()).isNull();
    }

    @Test
    void hashIsOfTheWholeFile(@TempDir Path folder) throws IOException {
        Path file = new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                .write(folder.resolve("any.jar"));
        assertThat(JmhJar.open(file).hash()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
        // FIPS 180-2, of the text abc
        assertThat(Sha256.of(new byte[] {'a', 'b', 'c'}))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aMissingJarIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.jar");
        assertThatThrownBy(() -> JmhJar.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is no jar at " + file);
    }

    @Test
    void aTextFileIsNoJar(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.jar"), "no zip");
        assertThatThrownBy(() -> JmhJar.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " is not a jar");
    }

    @Test
    void aJarWithoutAListOfBenchmarksSaysHowToMakeOne(@TempDir Path folder) throws IOException {
        Path file = new JmhJars().file("demo/B.class", "bytes").write(folder.resolve("plain.jar"));
        assertThatThrownBy(() -> JmhJar.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " is not a JMH jar: it has no META-INF/BenchmarkList.")
                .hasMessageContaining("jmh-generator-annprocess")
                .hasMessageContaining("-proc:full");
    }

    @ParameterizedTest
    @CsvSource({"BOOT-INF, Spring Boot", "WEB-INF, web application"})
    void aJarWhoseClassesLieElsewhereSaysTheWayOut(String place, String what, @TempDir Path folder) throws IOException {
        Path file = new JmhJars()
                .file(place + "/classes/META-INF/BenchmarkList", "")
                .write(folder.resolve("app.jar"));
        assertThatThrownBy(() -> JmhJar.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " is not a JMH jar: its classes lie in " + place)
                .hasMessageContaining(what)
                .hasMessageContaining("--class-path");
    }

    @ParameterizedTest
    @CsvSource({"1.19, true", "1.23, true", "1.24, false", "1.37, false"})
    void theParamsOfOldListsAreAsTheyAre(String version, boolean plain, @TempDir Path folder) throws IOException {
        Map<String, List<String>> params =
                Map.of("size", List.of("1"), "value", List.of("x, y", "JMH S 3 a b", "stra\u00dfe \u6f22", ""));
        JmhJars jars = plain
                ? new JmhJars().file("META-INF/BenchmarkList", plainLine(params) + "\n")
                : new JmhJars().benchmark("demo.B", "get", Mode.Throughput, params);
        Path file = jars.file("jmh.properties", "jmh.version=" + version + "\n").write(folder.resolve("old.jar"));

        JmhJar.Benchmark benchmark = JmhJar.open(file).benchmarks().get(0);

        assertThat(benchmark.name()).isEqualTo("demo.B.get");
        assertThat(benchmark.params()).isEqualTo(params);
        assertThat(benchmark.jvmArgsPrepend()).isEqualTo(plain ? List.of("-Dname=a b") : List.of());
    }

    @Test
    void theVersionOfJmhIsThatOfTheClassPathWhereTheJarBringsNone(@TempDir Path folder) throws IOException {
        Path jmh = new JmhJars().file("jmh.properties", "jmh.version=1.19\n").write(folder.resolve("jmh-core.jar"));
        Path file = new JmhJars()
                .file("META-INF/BenchmarkList", plainLine(Map.of("size", List.of("10"))) + "\n")
                .write(folder.resolve("thin.jar"));
        Launching launching = new Launching(List.of(jmh), JmhArguments.NONE, new TreeMap<>(), List.of(), null);

        JmhJar jar = JmhJar.open(file, launching);

        assertThat(jar.benchmarks().get(0).params()).isEqualTo(Map.of("size", List.of("10")));
        assertThat(jar.classPath()).containsExactly(file.toString(), jmh.toString());
        Path withManifest = new JmhJars()
                .manifest("Class-Path: jmh-core.jar")
                .file("META-INF/BenchmarkList", plainLine(Map.of("size", List.of("10"))) + "\n")
                .write(folder.resolve("manifest.jar"));
        assertThat(JmhJar.open(withManifest).benchmarks().get(0).params()).isEqualTo(Map.of("size", List.of("10")));
    }

    /** As JMH 1.19 to 1.23 write it. */
    private static String plainLine(Map<String, List<String>> params) {
        StringBuilder line =
                new StringBuilder("JMH S 6 demo.B S 16 demo.B_generated S 3 get S 10 Throughput E A 1 1 1 E ");
        line.append("E ".repeat(8))
                .append("E E L 1 10 -Dname=a b E M ")
                .append(params.size())
                .append(' ');
        params.forEach((name, values) -> {
            line.append(name.length()).append(' ').append(name).append(' ');
            line.append(values.size()).append(' ');
            values.forEach(value ->
                    line.append(value.length()).append(' ').append(value).append(' '));
        });
        return line.append("E E E ").toString();
    }

    @Test
    void modeThreadsAndWhatIsLeftOutAreAsTheUserSays(@TempDir Path folder) throws IOException {
        Path file = new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                .benchmark("demo.B", "get", Mode.AverageTime, Map.of())
                .benchmark("demo.C", "put", Mode.Throughput, Map.of())
                .write(folder.resolve("any.jar"));
        Launching launching = new Launching(
                List.of(),
                JmhArguments.of(List.of("-bm", "sample", "-t", "4")),
                new TreeMap<>(),
                List.of(Pattern.compile("\\.C\\.")),
                null);

        JmhJar jar = JmhJar.open(file, launching);

        assertThat(jar.benchmarks()).hasSize(1);
        assertThat(jar.benchmarks().get(0).mode()).isEqualTo("sample");
        assertThat(jar.benchmarks().get(0).threads()).isEqualTo(4);
        assertThat(jar.benchmarks().get(0).name()).isEqualTo("demo.B.get");
    }

    @Test
    void aListThatJmhCannotReadIsRefused(@TempDir Path folder) throws IOException {
        Path file = new JmhJars().file("META-INF/BenchmarkList", "no list\n").write(folder.resolve("old.jar"));
        assertThatThrownBy(() -> JmhJar.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("rebuild it");
    }

    @Test
    void anEmptyListAndANameThatPartsAClassPathAreRefusedWithTheReason(@TempDir Path folder) throws IOException {
        Path empty = new JmhJars().file("META-INF/BenchmarkList", "").write(folder.resolve("empty.jar"));
        Path parted = new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                .write(Files.createDirectory(folder.resolve("a:b")).resolve("any.jar"));

        assertThatThrownBy(() -> JmhJar.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("BenchmarkList is empty");
        assertThatThrownBy(() -> JmhJar.open(parted))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("copy the jar to another place");
    }

    @Test
    void aBrokenDescriptorIsNamed(@TempDir Path folder) throws IOException {
        for (String json : List.of("{", "[]", "null", "{\"kernel\": \"1\"}", "{\"layers\": []}")) {
            Path file = new JmhJars()
                    .benchmark("demo.B", "get", Mode.Throughput, Map.of())
                    .file(Suite.RESOURCE, json)
                    .write(folder.resolve("broken.jar"));
            assertThatThrownBy(() -> JmhJar.open(file))
                    .as(json)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(Suite.RESOURCE);
        }
    }
}
