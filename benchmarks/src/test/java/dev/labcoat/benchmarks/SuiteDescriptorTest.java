package dev.labcoat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The descriptor says of the classes what the classes say. */
class SuiteDescriptorTest {

    private final JsonNode suite = read();

    private static JsonNode read() {
        try (InputStream in = SuiteDescriptorTest.class.getResourceAsStream("/META-INF/labcoat/suite.json")) {
            assertThat(in).isNotNull();
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Collection<BenchmarkListEntry> benchmarks() {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(LayerTest.OURS),
                        List.of());
    }

    private static List<String> methods() {
        return benchmarks().stream().map(BenchmarkListEntry::getUsername).toList();
    }

    /** Declared values of each param, for each benchmark class. */
    private static Map<String, Map<String, List<String>>> declared() {
        Map<String, Map<String, List<String>>> declared = new TreeMap<>();
        for (BenchmarkListEntry entry : benchmarks()) {
            Map<String, List<String>> params =
                    declared.computeIfAbsent(entry.getUserClassQName(), name -> new TreeMap<>());
            entry.getParams().orElse(Map.of()).forEach((name, values) -> params.put(name, Arrays.asList(values)));
        }
        return declared;
    }

    @Test
    void everyBenchmarkClassHasOneQuestionInTheLayerOfItsPackage() {
        TreeSet<String> named = new TreeSet<>();
        for (JsonNode layer : suite.path("layers")) {
            for (JsonNode question : layer.path("questions")) {
                String benchmark = question.path("benchmark").asString();
                assertThat(named.add(benchmark)).as("named once: " + benchmark).isTrue();
                assertThat(benchmark)
                        .startsWith(
                                "dev.labcoat.benchmarks." + layer.path("name").asString() + ".");
                assertThat(question.path("question").asString()).endsWith("?");
            }
        }
        assertThat(named).isEqualTo(declared().keySet());
    }

    @Test
    void quickAndHeadlineValuesAreDeclaredOnes() {
        TreeSet<String> shown = new TreeSet<>();
        for (JsonNode layer : suite.path("layers")) {
            for (JsonNode question : layer.path("questions")) {
                Map<String, List<String>> params =
                        declared().getOrDefault(question.path("benchmark").asString(), Map.of());
                for (String preset : List.of("quick", "headline")) {
                    question.path(preset)
                            .properties()
                            .forEach(param -> param.getValue()
                                    .forEach(value -> assertThat(params.get(param.getKey()))
                                            .as(preset + " " + param.getKey())
                                            .isNotNull()
                                            .contains(value.asString())));
                }
                question.path("headlineMethods")
                        .forEach(method -> assertThat(methods())
                                .contains(question.path("benchmark").asString() + "." + method.asString()));
                if (question.hasNonNull("headline")) {
                    shown.add(layer.path("name").asString());
                }
            }
        }
        assertThat(shown).contains("serving", "workers", "logging", "database", "tls", "proxy");
    }

    @Test
    void controlsAreMethodsAndWhatIsComparedIsAParam() {
        for (JsonNode layer : suite.path("layers")) {
            for (JsonNode question : layer.path("questions")) {
                String benchmark = question.path("benchmark").asString();
                assertThat(methods())
                        .contains(benchmark + "." + question.path("control").asString());
                question.path("compares")
                        .forEach(param -> assertThat(declared().getOrDefault(benchmark, Map.of()))
                                .as(benchmark)
                                .containsKey(param.asString()));
            }
        }
    }

    @Test
    void aLadderNamesAllValuesOfItsParam() {
        List<JsonNode> questions = suite.path("layers")
                .valueStream()
                .flatMap(layer -> layer.path("questions").valueStream())
                .filter(question -> question.hasNonNull("ladder"))
                .toList();
        assertThat(questions).isNotEmpty().allSatisfy(question -> {
            JsonNode ladder = question.path("ladder");
            List<String> rungs = new ArrayList<>(List.of(ladder.path("baseline").asString()));
            ladder.path("steps").forEach(step -> rungs.add(step.asString()));
            rungs.add(ladder.path("all").asString());
            assertThat(declared().get(question.path("benchmark").asString()))
                    .extractingByKey(ladder.path("param").asString())
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrderElementsOf(rungs);
        });
    }

    @Test
    void profilersCanBeLoadedAndVersionsAreFilledIn() throws ReflectiveOperationException {
        assertThat(suite.path("profilers")).isNotEmpty();
        for (JsonNode profiler : suite.path("profilers")) {
            Object made =
                    Class.forName(profiler.asString()).getDeclaredConstructor().newInstance();
            assertThat(made).isInstanceOf(InternalProfiler.class);
        }
        assertThat(suite.path("libraries").properties())
                .isNotEmpty()
                .allSatisfy(library -> assertThat(library.getValue().asString()).matches("\\d+\\..*"));
        assertThat(suite.path("kernel").asString()).isNotBlank();
    }

    @Test
    void stacksAreMeasuredByABenchmarkWithTheirParamsAndReadByAProgram() throws ReflectiveOperationException {
        JsonNode stacks = suite.path("stacks");
        assertThat(declared().get(stacks.path("benchmark").asString()))
                .containsKeys(
                        stacks.path("stack").asString(), stacks.path("step").asString());
        assertThat(Class.forName(stacks.path("program").asString()).getMethod("main", String[].class))
                .isNotNull();
    }

    @Test
    void everyLayerIsRunByATest() throws ClassNotFoundException {
        for (JsonNode layer : suite.path("layers")) {
            String name = layer.path("name").asString();
            String test = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Test";
            assertThat(Class.forName("dev.labcoat.benchmarks." + test)).isAssignableTo(LayerTest.class);
        }
    }
}
