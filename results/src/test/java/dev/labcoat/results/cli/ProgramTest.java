package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void isTheScriptUnlessAJarWasStarted() {
        Program script = Program.ofClassPath("target/classes:lib/some.jar");

        assertThat(script.name()).isEqualTo("run-bench.sh");
        assertThat(script.line("table --all")).isEqualTo("./run-bench.sh table --all");
    }

    @Test
    void isTheJarAsItWasTyped() {
        Program jar = Program.ofClassPath("../down/labcoat.jar");

        assertThat(jar.name()).isEqualTo("labcoat");
        assertThat(jar.line("run --resume")).isEqualTo("java -jar ../down/labcoat.jar run --resume");
    }

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(Program.ofClassPath("it's here/labcoat.jar").start())
                .isEqualTo("java -jar 'it'\\''s here/labcoat.jar'");
    }
}
