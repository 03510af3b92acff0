package dev.labcoat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.benchmarks.measure.CostProfiler;
import dev.labcoat.fixtures.process.JdkRelease;
import dev.labcoat.fixtures.proxy.ProxyBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/**
 * Every benchmark of a layer, on every param, once. The load client checks what comes back and throws where it is not the right thing,
 * which fails the iteration; a benchmark that received nothing would have no CPU time per operation.
 */
abstract class LayerTest {

    /** All benchmarks, but for those that test the comparison itself. */
    static final String OURS = "^dev\\.labcoat\\.benchmarks\\.(?!calibration\\.)";

    /** Virtual threads came with JDK 21; that they are refused before, and how, is tested with the fixtures. */
    private static final String NOT_ON_THIS_JDK = Runtime.version().feature() < 21 ? ".*\\.virtualThreads" : "none";

    private static final String CAP = "labcoat.warmup.cap.millis";
    private static final String RUN_FOLDER = "labcoat.run.folder";
    private static final String SUBJECT_FLAGS = "labcoat.subject.flags";

    /** Servers answer right without the better compiler, a heap that was touched beforehand, and verified classes too. */
    private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private final String benchmarks;

    /** A layer, by the last part of its package. */
    LayerTest(String layer) {
        this.benchmarks = "^dev\\.labcoat\\.benchmarks\\." + layer + "\\.";
    }

    @BeforeEach
    void doNotWarmUp(@TempDir Path runFolder) {
        System.setProperty(CAP, "1");
        System.setProperty(RUN_FOLDER, runFolder.toString());
        System.setProperty(SUBJECT_FLAGS, QUICK_TO_START);
    }

    @AfterEach
    void warmUpAgain() {
        System.clearProperty(CAP);
        System.clearProperty(RUN_FOLDER);
        System.clearProperty(SUBJECT_FLAGS);
    }

    @Test
    void everyBenchmarkAnswersRightOnEveryParam() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .param("proxy", names(ProxyBackend.values(), ProxyBackend::installed))
                .param("jdk", names(JdkRelease.values(), LayerTest::installed));
        Collection<RunResult> results = new Runner(
                        options.include(benchmarks)
                                .exclude(NOT_ON_THIS_JDK)
                                .forks(0)
                                .warmupIterations(0)
                                .measurementIterations(1)
                                .measurementTime(TimeValue.milliseconds(1))
                                .shouldFailOnError(true)
                                .addProfiler(CostProfiler.class)
                                .verbosity(VerboseMode.SILENT)
                                .build(),
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT))
                .run();

        Set<String> received = new TreeSet<>();
        for (RunResult result : results) {
            received.add(key(result.getParams()));
            var secondary = result.getSecondaryResults();
            assertThat(secondary).as(key(result.getParams())).containsKeys("errors", "mark.warming");
            assertThat(secondary.values().stream()
                            .filter(cost -> cost.getLabel().matches("(subject|process)\\.cpu")))
                    .singleElement()
                    .satisfies(cost -> assertThat(cost.getScore()).isPositive());
        }
        Set<String> expected = expected();
        expected.removeIf(key -> !ProxyBackend.NGINX.installed() && key.contains(ProxyBackend.NGINX.name()));
        expected.removeIf(key ->
                Stream.of(JdkRelease.values()).anyMatch(jdk -> !installed(jdk) && key.contains("jdk=" + jdk.name())));
        assertThat(received).isEqualTo(expected);
    }

    private static boolean installed(JdkRelease jdk) {
        return jdk.home().isPresent();
    }

    private static <E extends Enum<E>> String[] names(E[] values, Predicate<E> which) {
        return Stream.of(values).filter(which).map(Enum::name).toArray(String[]::new);
    }

    private static String key(BenchmarkParams params) {
        Map<String, String> values = new TreeMap<>();
        params.getParamsKeys().forEach(name -> values.put(name, params.getParam(name)));
        return params.getBenchmark() + values;
    }

    /** Every combination of the declared values. */
    private Set<String> expected() {
        Set<String> keys = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(benchmarks),
                        List.of())) {
            List<Map<String, String>> settings = List.of(new TreeMap<>());
            for (Map.Entry<String, String[]> param :
                    entry.getParams().orElse(Map.of()).entrySet()) {
                List<Map<String, String>> longer = new ArrayList<>();
                for (Map<String, String> setting : settings) {
                    for (String value : param.getValue()) {
                        Map<String, String> next = new TreeMap<>(setting);
                        next.put(param.getKey(), value);
                        longer.add(next);
                    }
                }
                settings = longer;
            }
            if (!entry.getUsername().matches(NOT_ON_THIS_JDK)) {
                settings.forEach(setting -> keys.add(entry.getUsername() + setting));
            }
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }
}
