package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Profiling;
import dev.labcoat.results.experiment.Recorder;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.profile.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What makes a row slower is found in real forks. */
@Timeout(300)
class WhyIT {

    private static final int PERCENT = 60;

    @Test
    void compareNamesTheMethodAndKeepsAFlameGraphBesideTheReport(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("re sults");
        JsonNode row = WhyTrials.compared(
                SlowedDown.by(PERCENT, new Random(1), folder), results, "--preset=smoke", "--budget=5m");

        assertThat(row.path("verdict").asString("")).isEqualTo("slower");
        assertThat(row.path("cause").path("grown").path(0).path("frame").asString(""))
                .as(row.path("cause").toString())
                .isEqualTo(SlowedDown.METHOD);
        Path record;
        try (var folders = Files.list(results)) {
            record = folders.filter(Files::isDirectory)
                    .filter(one -> Files.exists(one.resolve("report.html")))
                    .findFirst()
                    .orElseThrow();
        }
        String graph = "profiles/1-WorkBenchmark.work-difference.html";
        assertThat(record.resolve("report.html"))
                .content()
                .contains("<a href=\"" + graph + "\">flame graph</a>", SlowedDown.METHOD + " (new)");
        assertThat(record.resolve(graph)).content().contains("Work.injected", "d=U");
    }

    @ParameterizedTest
    @EnumSource
    void eachProfilerFindsIt(Profiler profiler, @TempDir Path folder) throws IOException, InterruptedException {
        SlowedDown jars = SlowedDown.by(PERCENT, new Random(2), folder);
        CellId cell = new CellId("acme.WorkBenchmark.work", new TreeMap<>(), "avgt", 1);

        Profiling.Why why = new Profiling(Preset.SMOKE.profiled(), folder.resolve("profiles"))
                .why(side(jars.base()).side(cell), side(jars.head()).side(cell), 1, profiler, Duration.ofMinutes(5));

        assertThat(why.cause().profiler()).isEqualTo(profiler.toString());
        assertThat(why.cause().growth()).isPositive();
        assertThat(why.cause().grown().get(0).frame()).isEqualTo(SlowedDown.METHOD);
    }

    private static Recorder side(Path jar) throws IOException {
        return new Recorder(JmhJar.open(jar), Preset.SMOKE, Duration.ofMinutes(5), Jvm.current(), List.of());
    }
}
