package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.profile.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flame graphs of real forks and of the server that they measure. */
@Timeout(300)
class ProfilingIT {

    private static final String BENCHMARK = "dev.labcoat.benchmarks.calibration.SpinServerBenchmark.spin";

    /** The page draws each frame by a line of its own, the name of a function of one letter first. */
    private static long frames(Path page) throws IOException {
        try (Stream<String> lines = Files.lines(page)) {
            return lines.filter(line -> line.matches("[fun]\\(\\d.*")).count();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theForkAndItsServerHaveAPageEachAndNothingElseIsLeft(Profiler profiler, @TempDir Path parent)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("labcoat.root", ".."));
        JmhJar jar = JmhJar.open(root.resolve("benchmarks/target/benchmarks-calibration.jar"));
        CellId cell = new CellId(BENCHMARK, new TreeMap<>(Map.of("tokens", "2000")), "thrpt", 1);
        Path folder = parent.resolve("pro files");

        Lockstep.Side side =
                new Recorder(jar, Preset.SMOKE, Duration.ofMinutes(5), Jvm.current(), List.of()).side(cell);

        List<Path> pages =
                new Profiling(Preset.SMOKE.effort(), folder).flameGraphs(side, 7, profiler, Duration.ofMinutes(5));

        assertThat(pages)
                .containsExactly(
                        folder.resolve("7-SpinServerBenchmark.spin-fork.html"),
                        folder.resolve("7-SpinServerBenchmark.spin-subject-1.html"));
        for (Path page : pages) {
            assertThat(Files.readString(page)).contains("SpinServerBenchmark.spin tokens=2000, ");
            assertThat(frames(page)).isGreaterThan(10);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.toString().endsWith(".html")))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("7-0.json", "7-0.log", "7-0.options");
        }
    }
}
