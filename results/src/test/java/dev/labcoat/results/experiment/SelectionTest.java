package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

class SelectionTest {

    private static final Suite SUITE = new Suite(
            "1",
            List.of(),
            List.of(),
            Map.of(),
            List.of(
                    new Suite.Layer(
                            "serving",
                            "",
                            true,
                            null,
                            null,
                            List.of(new Suite.Question(
                                    "demo.FileBenchmark",
                                    "",
                                    null,
                                    Map.of("size", List.of("1", "100")),
                                    Map.of("size", List.of("10"), "server", List.of("UNDERTOW")),
                                    List.of(),
                                    List.of(),
                                    null,
                                    null,
                                    null))),
                    new Suite.Layer(
                            "logging",
                            "",
                            false,
                            null,
                            null,
                            List.of(new Suite.Question(
                                    "demo.LogBenchmark",
                                    "",
                                    null,
                                    Map.of(),
                                    null,
                                    List.of(),
                                    List.of(),
                                    null,
                                    null,
                                    null)))));

    @SuppressWarnings("NullAway.Init")
    private JmhJar jar;

    @BeforeEach
    void writeJar(@TempDir Path folder) throws IOException {
        jar = JmhJar.open(new JmhJars()
                .suite(SUITE)
                .benchmark(
                        "demo.FileBenchmark",
                        "get",
                        Mode.Throughput,
                        Map.of("size", List.of("1", "10", "100"), "server", List.of("JETTY", "UNDERTOW")))
                .benchmark("demo.LogBenchmark", "log", Mode.AverageTime, Map.of())
                .benchmark("demo.LogBenchmark", "flush", Mode.AverageTime, Map.of())
                .write(folder.resolve("suite.jar")));
    }

    @Test
    void whereOneValueIsDeclaredAnyOtherMayBeGiven(@TempDir Path folder) throws IOException {
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.TlsBenchmark", "get", Mode.Throughput, Map.of("keyStore", List.of("generated")))
                .write(folder.resolve("tls.jar")));

        assertThat(chosen(List.of("Tls"), Map.of("keyStore", List.of("/my/keys.p12")), Preset.QUICK))
                .containsExactly("TlsBenchmark.get keyStore=/my/keys.p12");
        assertThat(chosen(List.of("Tls"), Map.of(), Preset.QUICK))
                .containsExactly("TlsBenchmark.get keyStore=generated");
    }

    @Test
    void aDeclaredValueMayHaveCommas(@TempDir Path folder) throws IOException {
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of("value", List.of("x,y", "z", "x,y,z", "Y")))
                .write(folder.resolve("commas.jar")));

        assertThat(chosen(List.of("B"), Map.of("value", List.of("x", "y")), Preset.QUICK))
                .containsExactly("B.get value=x,y");
        assertThat(chosen(List.of("B"), Map.of("value", List.of("z", "x", "y")), Preset.QUICK))
                .containsExactly("B.get value=z", "B.get value=x,y");
        assertThat(chosen(List.of("B"), Map.of("value", List.of("x", "y", "z", "y")), Preset.QUICK))
                .containsExactly("B.get value=x,y,z", "B.get value=Y");
    }

    @Test
    void aQuestionMayShowSomeOfItsMethodsOnlyAndItsControlComesFirst(@TempDir Path folder) throws IOException {
        JmhJars log = new JmhJars()
                .benchmark("demo.LogBenchmark", "flush", Mode.AverageTime, Map.of())
                .benchmark("demo.LogBenchmark", "log", Mode.AverageTime, Map.of())
                .benchmark("demo.LogBenchmark", "noLogger", Mode.AverageTime, Map.of());
        Suite.Question question = new Suite.Question(
                "demo.LogBenchmark",
                "",
                "noLogger",
                Map.of(),
                Map.of(),
                List.of("log", "noLogger"),
                List.of(),
                null,
                null,
                null);
        Suite suite = new Suite(
                "1",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Suite.Layer("logging", "", false, null, null, List.of(question))));
        jar = JmhJar.open(log.suite(suite).write(folder.resolve("log.jar")));

        assertThat(chosen(List.of(), Map.of(), Preset.QUICK))
                .containsExactly("LogBenchmark.noLogger [avgt]", "LogBenchmark.log [avgt]");
        assertThat(chosen(List.of("logging"), Map.of(), Preset.QUICK)).hasSize(3);
    }

    @Test
    void nothingAskedForIsTheHeadlineRows() {
        assertThat(chosen(List.of(), Map.of(), Preset.QUICK))
                .containsExactly("FileBenchmark.get server=UNDERTOW size=10");
    }

    @Test
    void aLayerIsChosenByItsName() {
        assertThat(chosen(List.of("logging"), Map.of(), Preset.QUICK))
                .containsExactly("LogBenchmark.flush [avgt]", "LogBenchmark.log [avgt]");
    }

    @Test
    void benchmarksAreChosenByExpressionAndEachOnce() {
        assertThat(chosen(List.of("demo\\.Log.*flu", "logging"), Map.of(), Preset.QUICK))
                .containsExactly("LogBenchmark.flush [avgt]", "LogBenchmark.log [avgt]");
    }

    @Test
    void quickMeasuresTheDeclaredFewOfTheParams() {
        assertThat(chosen(List.of("serving"), Map.of(), Preset.QUICK))
                .containsExactly(
                        "FileBenchmark.get server=JETTY size=1",
                        "FileBenchmark.get server=JETTY size=100",
                        "FileBenchmark.get server=UNDERTOW size=1",
                        "FileBenchmark.get server=UNDERTOW size=100");
    }

    @Test
    void smokeMeasuresTheHeadlineOfWhatIsNamed() {
        assertThat(chosen(List.of("serving"), Map.of(), Preset.SMOKE))
                .containsExactly("FileBenchmark.get server=UNDERTOW size=10");
    }

    @Test
    void standardMeasuresAllParams() {
        assertThat(chosen(List.of("serving"), Map.of(), Preset.STANDARD))
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(chosen(List.of(), Map.of(), Preset.STANDARD)).hasSize(6);
    }

    @Test
    void givenValuesReplaceTheDeclaredOnes() {
        assertThat(chosen(List.of("serving"), Map.of("size", List.of("10", "10")), Preset.QUICK))
                .containsExactly("FileBenchmark.get server=JETTY size=10", "FileBenchmark.get server=UNDERTOW size=10");
    }

    @Test
    void valuesAreFoundInAnyCase() {
        assertThat(chosen(List.of(), Map.of("server", List.of("jetty")), Preset.QUICK))
                .containsExactly("FileBenchmark.get server=JETTY size=10");
    }

    @Test
    void aNewNumberIsAllowedWhereNumbersWereDeclared() {
        assertThat(chosen(List.of(), Map.of("size", List.of("12345")), Preset.QUICK))
                .containsExactly("FileBenchmark.get server=UNDERTOW size=12345");
    }

    @Test
    void anUnknownValueIsRefused() {
        assertThatThrownBy(() -> chosen(List.of(), Map.of("server", List.of("TOMCAT")), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'TOMCAT'")
                .hasMessageContaining("JETTY, UNDERTOW");
        assertThatThrownBy(() -> chosen(List.of(), Map.of("size", List.of("big")), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'big'")
                .hasMessageContaining("a number");
    }

    @Test
    void anUnknownParamIsRefused() {
        assertThatThrownBy(() -> chosen(List.of("serving"), Map.of("sise", List.of("1")), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'sise'")
                .hasMessageContaining("server, size");
        assertThatThrownBy(() -> chosen(List.of("logging"), Map.of("size", List.of("1")), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("they have none");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> chosen(List.of("servin_"), Map.of(), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'servin_'")
                .hasMessageContaining("serving, logging")
                .hasMessageContaining("list command");
    }

    @Test
    void aBrokenExpressionIsRefused() {
        assertThatThrownBy(() -> chosen(List.of("Log("), Map.of(), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'Log(' is not a regular expression");
    }

    @Test
    void aJarWithoutADescriptorIsMeasuredWhole(@TempDir Path folder) throws IOException {
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of("n", List.of("1", "2")))
                .write(folder.resolve("any.jar")));

        assertThat(chosen(List.of(), Map.of(), Preset.QUICK)).containsExactly("B.get n=1", "B.get n=2");
    }

    @Test
    void aParamWithoutADefaultMustBeGiven(@TempDir Path folder) throws IOException {
        // So JMH's processor writes a param that was declared without values.
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "get", Mode.Throughput, Map.of("file", List.of("")))
                .write(folder.resolve("any.jar")));

        assertThatThrownBy(() -> chosen(List.of(), Map.of(), Preset.QUICK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("demo.B.get")
                .hasMessageContaining("-p file=");
        assertThat(chosen(List.of(), Map.of("file", List.of("Any Text")), Preset.QUICK))
                .containsExactly("B.get file=Any Text");
    }

    @Test
    void theHeadlineHasTimeForAllLayersAndNamedRowsForTheirOwn() {
        Selection headline = new Selection(List.of(), Map.of(), Preset.QUICK);
        assertThat(headline.budget(jar, headline.choose(jar))).isEqualTo(Preset.QUICK.budget(2));

        Selection named = new Selection(List.of("logging"), Map.of(), Preset.QUICK);
        assertThat(named.budget(jar, named.choose(jar))).isEqualTo(Preset.QUICK.budget(1));
    }

    private List<String> chosen(List<String> names, Map<String, List<String>> params, Preset preset) {
        return new Selection(names, params, preset)
                .choose(jar).stream().map(cell -> cell.id().toString()).toList();
    }
}
