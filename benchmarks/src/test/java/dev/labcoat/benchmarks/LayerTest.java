package dev.labcoat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.labcoat.benchmarks.measure.CostProfiler;
import dev.labcoat.fixtures.process.JdkRelease;
import dev.labcoat.fixtures.proxy.ProxyBackend;
import dev.labcoat.fixtures.stack.DeclaredStack;
import dev.labcoat.fixtures.stack.Stack;
import io.github.pavelicii.allpairs4j.AllPairs;
import io.github.pavelicii.allpairs4j.Case;
import io.github.pavelicii.allpairs4j.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.opentest4j.TestAbortedException;

/**
 * Every benchmark of a layer, with every value of each of its params; with {@code -Dlabcoat.pairs=true}, which takes twice as long
 * and is what CI does once a week, with every pair of values of any two of them: faults of two that do not go together show in it,
 * in far fewer runs than all combinations are. The load client checks what comes back and throws where it is not the right thing,
 * which fails the iteration; a benchmark that received nothing would have no CPU time per operation.
 */
@ExtendWith(QuickServers.class)
abstract class LayerTest {

    /** All benchmarks, but for those that test the comparison itself. */
    static final String OURS = "^dev\\.labcoat\\.benchmarks\\.(?!calibration\\.)";

    /** Virtual threads came with JDK 21; that they are refused before, and how, is tested with the fixtures. */
    private static final String NOT_ON_THIS_JDK = Runtime.version().feature() < 21 ? ".*\\.virtualThreads" : "none";

    /** Whether values are tried two by two. */
    private static final boolean PAIRS = Boolean.getBoolean("labcoat.pairs");

    private static final String ONE_MORE = "one more param";
    private static final String CAP = "labcoat.warmup.cap.millis";
    private static final String RUN_FOLDER = "labcoat.run.folder";

    private final String layer;

    /** A layer, by the last part of its package. */
    LayerTest(String layer) {
        this.layer = "^dev\\.labcoat\\.benchmarks\\." + layer + "\\.";
    }

    @BeforeEach
    void doNotWarmUp(@TempDir Path runFolder) {
        System.setProperty(CAP, "0");
        System.setProperty(RUN_FOLDER, runFolder.toString());
    }

    @AfterEach
    void warmUpAgain() {
        System.clearProperty(CAP);
        System.clearProperty(RUN_FOLDER);
    }

    @TestFactory
    List<DynamicTest> everyBenchmarkAnswersRightWithEveryParam() {
        List<DynamicTest> tests = benchmarks().stream()
                .map(benchmark ->
                        dynamicTest(benchmark.getUsername(), () -> answersRightOrSaysWhatIsMissing(benchmark)))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private Collection<BenchmarkListEntry> benchmarks() {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(layer),
                        List.of(NOT_ON_THIS_JDK));
    }

    private static void answersRightOrSaysWhatIsMissing(BenchmarkListEntry benchmark) throws RunnerException {
        try {
            answersRightOnEachSetting(benchmark);
        } catch (RunnerException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof TestAbortedException missing) {
                    throw missing;
                }
            }
            throw e;
        }
    }

    private static void answersRightOnEachSetting(BenchmarkListEntry benchmark) throws RunnerException {
        Map<String, List<String>> values = valuesThatCanBe(benchmark);
        assumeThat(values.values())
                .as("values that this machine has programs for")
                .noneMatch(List::isEmpty);
        Set<Set<Map.Entry<String, String>>> received = new HashSet<>();
        for (Map<String, String> setting : settings(values)) {
            RunResult result = run(benchmark, setting);
            assertThat(params(result)).as(benchmark.getUsername()).isEqualTo(setting);
            received.addAll(
                    PAIRS
                            ? pairs(params(result).entrySet())
                            : single(params(result).entrySet()));

            var secondary = result.getSecondaryResults();
            assertThat(secondary).as(benchmark.getUsername() + setting).containsKeys("errors", "mark.warming");
            assertThat(secondary.values().stream()
                            .filter(cost -> cost.getLabel().matches("(subject|process)\\.cpu")))
                    .as(benchmark.getUsername() + setting)
                    .singleElement()
                    .satisfies(cost -> assertThat(cost.getScore()).isPositive());
        }
        List<Map.Entry<String, String>> declared = values.entrySet().stream()
                .flatMap(param -> param.getValue().stream().map(value -> Map.entry(param.getKey(), value)))
                .toList();
        assertThat(received).as(benchmark.getUsername()).isEqualTo(PAIRS ? pairs(declared) : single(declared));
    }

    private static RunResult run(BenchmarkListEntry benchmark, Map<String, String> setting) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getUsername()) + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .addProfiler(CostProfiler.class)
                .verbosity(VerboseMode.SILENT);
        setting.forEach(options::param);
        return new Runner(options.build()).runSingle();
    }

    /** The declared values of each param, without those for which this machine lacks a program. */
    private static Map<String, List<String>> valuesThatCanBe(BenchmarkListEntry benchmark) {
        Map<String, List<String>> values = new TreeMap<>();
        benchmark
                .getParams()
                .orElse(Map.of())
                .forEach((name, declared) -> values.put(
                        name,
                        Stream.of(declared).filter(value -> canBe(name, value)).toList()));
        return values;
    }

    private static boolean canBe(String param, String value) {
        return switch (param) {
            case "proxy" -> ProxyBackend.valueOf(value).installed();
            case "jdk" -> JdkRelease.valueOf(value).home().isPresent();
            case "stack" -> isInstalled(value);
            case "serverCpus" -> Integer.parseInt(value) <= Runtime.getRuntime().availableProcessors();
            default -> true;
        };
    }

    private static boolean isInstalled(String stack) {
        try {
            return DeclaredStack.of(stack, Stack.BASELINE).missing().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Few settings in which every value occurs, or every pair of values. */
    private static List<Map<String, String>> settings(Map<String, List<String>> values) {
        if (values.isEmpty()) {
            return List.of(Map.of());
        }
        return PAIRS ? settingsOfPairs(values) : settingsOfValues(values);
    }

    private static List<Map<String, String>> settingsOfValues(Map<String, List<String>> values) {
        int most = values.values().stream().mapToInt(List::size).max().orElseThrow();
        List<Map<String, String>> settings = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Map<String, String> setting = new TreeMap<>();
            for (Map.Entry<String, List<String>> param : values.entrySet()) {
                setting.put(
                        param.getKey(),
                        param.getValue().get(i % param.getValue().size()));
            }
            settings.add(setting);
        }
        return settings;
    }

    private static List<Map<String, String>> settingsOfPairs(Map<String, List<String>> values) {
        // Pairs want two params at least: with this one, of one value, a single param has them too.
        var allPairs = new AllPairs.AllPairsBuilder().withParameter(new Parameter(ONE_MORE, ONE_MORE));
        values.forEach((name, all) -> allPairs.withParameter(new Parameter(name, all)));
        List<Map<String, String>> settings = new ArrayList<>();
        for (Case chosen : allPairs.build()) {
            Map<String, String> setting = new TreeMap<>();
            values.keySet().forEach(name -> setting.put(name, (String) chosen.get(name)));
            settings.add(setting);
        }
        return settings;
    }

    private static Set<Set<Map.Entry<String, String>>> single(Collection<Map.Entry<String, String>> values) {
        return values.stream().map(Set::of).collect(Collectors.toSet());
    }

    /** What can occur together, and each value by itself. */
    private static Set<Set<Map.Entry<String, String>>> pairs(Collection<Map.Entry<String, String>> values) {
        Set<Set<Map.Entry<String, String>>> pairs = new HashSet<>();
        for (Map.Entry<String, String> one : values) {
            for (Map.Entry<String, String> other : values) {
                if (one.equals(other) || !one.getKey().equals(other.getKey())) {
                    pairs.add(Set.copyOf(List.of(one, other)));
                }
            }
        }
        return pairs;
    }

    private static Map<String, String> params(RunResult result) {
        BenchmarkParams params = result.getParams();
        Map<String, String> values = new TreeMap<>();
        params.getParamsKeys().forEach(name -> values.put(name, params.getParam(name)));
        return values;
    }
}
