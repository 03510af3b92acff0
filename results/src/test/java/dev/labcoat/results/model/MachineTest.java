package dev.labcoat.results.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    private static final Machine MACHINE =
            new Machine("Intel(R) Xeon(R) CPU @ 2.80GHz", 2, 8, "amd64", "Linux 6.1", "");

    @Test
    void keyIsAFolderNameThatNeverChanges() {
        // Folders of published results bear this name: should this fail, old results would be lost sight of.
        assertThat(MACHINE.key()).isEqualTo("intel-r-xeon-r-cpu-2-80ghz-2cpu-8g-amd64-adfde59e");
        assertThat(MACHINE.key()).matches("[a-z0-9-]+");
    }

    @Test
    void anUpdateOfTheKernelMakesNoOther() {
        Machine updated = new Machine(MACHINE.cpuModel(), 2, 8, "amd64", "Linux 6.2", "");

        assertThat(updated).isEqualTo(MACHINE).hasSameHashCodeAs(MACHINE);
        assertThat(updated.key()).isEqualTo(MACHINE.key());
        assertThat(MACHINE.olderKeys())
                .as("as published results of old are called")
                .contains("intel-r-xeon-r-cpu-2-80ghz-2cpu-8g-amd64-620430fa");
    }

    @Test
    void everyPartMakesAnotherMachine() {
        assertThat(new String[] {
                    MACHINE.key(),
                    new Machine("Other", 2, 8, "amd64", "Linux 6.1", "").key(),
                    new Machine(MACHINE.cpuModel(), 4, 8, "amd64", "Linux 6.1", "").key(),
                    new Machine(MACHINE.cpuModel(), 2, 16, "amd64", "Linux 6.1", "").key(),
                    new Machine(MACHINE.cpuModel(), 2, 8, "aarch64", "Linux 6.1", "").key(),
                    new Machine(MACHINE.cpuModel(), 2, 8, "amd64", "Linux 6.1", "cpu.max=1").key()
                })
                .doesNotHaveDuplicates();
    }
}
