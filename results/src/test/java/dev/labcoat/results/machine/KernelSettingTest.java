package dev.labcoat.results.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSettingTest {

    @TempDir
    private Path sys;

    private Path governor(int cpu, String value) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("devices/system/cpu/cpu" + cpu + "/cpufreq"));
        return Files.writeString(folder.resolve("scaling_governor"), value + "\n");
    }

    @Test
    void aMachineThatHasNoneHasNothingToChange() throws IOException {
        assertThat(KernelSetting.in(sys)).isEmpty();
        Files.createDirectories(sys.resolve("devices/system/cpu/cpu0"));
        assertThat(KernelSetting.in(sys)).isEmpty();
    }

    @Test
    void whatIsWrongIsChangedOnEachCpuAndCanBeTakenBack() throws IOException {
        Path first = governor(0, "powersave");
        Path second = governor(1, "powersave");
        Files.createDirectories(sys.resolve("devices/system/cpu/cpufreq"));
        List<KernelSetting> settings = KernelSetting.in(sys);
        assertThat(settings).hasSize(1);
        KernelSetting governor = settings.get(0);
        assertThat(governor.good()).isFalse();
        assertThat(governor.undo()).isEqualTo("echo powersave | sudo tee " + first + " " + second);

        governor.change();

        assertThat(first).hasContent("performance");
        assertThat(second).hasContent("performance");
        assertThat(KernelSetting.in(sys).get(0).good()).isTrue();
    }

    @Test
    void theWordInBracketsIsTheOneInForce() throws IOException {
        Path folder = Files.createDirectories(sys.resolve("kernel/mm/transparent_hugepage"));
        Files.writeString(folder.resolve("enabled"), "[always] madvise never\n");
        KernelSetting pages = KernelSetting.in(sys).get(0);
        assertThat(pages.found()).isEqualTo("always");
        assertThat(pages.good()).isFalse();
        assertThat(pages.command()).isEqualTo("echo madvise | sudo tee " + folder.resolve("enabled"));
        Files.writeString(folder.resolve("enabled"), "always [madvise] never\n");
        assertThat(KernelSetting.in(sys).get(0).good()).isTrue();
    }
}
