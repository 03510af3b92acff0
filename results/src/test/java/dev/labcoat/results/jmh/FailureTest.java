package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {

    private static final Failure.Thrown OF_JMH =
            new Failure.Thrown("org.openjdk.jmh.runner.RunnerException", "Benchmark caught the exception");

    @Test
    void theReasonIsTheBenchmarksOwnExceptionWithItsClass() {
        assertThat(reason(OF_JMH, new Failure.Thrown("java.lang.IllegalStateException", "the reason")))
                .isEqualTo("the reason (java.lang.IllegalStateException)");
        assertThat(reason(OF_JMH, new Failure.Thrown("java.lang.NullPointerException", "")))
                .isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void ofAServerThatASuiteOfOursStartsTheMessageIsEnough() {
        assertThat(reason(
                        OF_JMH,
                        new Failure.Thrown(
                                "dev.labcoat.fixtures.process.ChildProcess$ServiceFailedException",
                                "port 80 is in use")))
                .isEqualTo("port 80 is in use");
    }

    @Test
    void whatOnlyWrapsItsCauseIsLeftOut() {
        String type = "dev.labcoat.fixtures.process.ChildProcess$ServiceFailedException";
        assertThat(reason(
                        OF_JMH,
                        new Failure.Thrown("java.io.UncheckedIOException", type + ": the health check failed"),
                        new Failure.Thrown(type, "the health check failed")))
                .isEqualTo("the health check failed");
    }

    @Test
    void theFirstCauseIsNamedToo() {
        assertThat(reason(
                        OF_JMH,
                        new Failure.Thrown("java.lang.NoClassDefFoundError", "com/esotericsoftware/kryo/Kryo"),
                        new Failure.Thrown("java.lang.ClassNotFoundException", "com.esotericsoftware.kryo.Kryo")))
                .isEqualTo("com/esotericsoftware/kryo/Kryo (java.lang.NoClassDefFoundError), because of:"
                        + " com.esotericsoftware.kryo.Kryo (java.lang.ClassNotFoundException)");
    }

    @Test
    void anExceptionOfJmhsIsTheReasonWhereThereIsNoOther() {
        assertThat(reason(
                        new Failure.Thrown("org.openjdk.jmh.runner.ProfilersFailedException", "Profilers failed"),
                        new Failure.Thrown("org.openjdk.jmh.profile.ProfilerException", "no such profiler")))
                .contains("Profilers failed", "no such profiler");
    }

    @Test
    void whatCannotRunHereIsNoFailure() {
        Failure failure = new Failure(List.of(
                OF_JMH, new Failure.Thrown("org.opentest4j.TestAbortedException", "virtual threads need JDK 21")));

        assertThat(failure.reasonToSkip()).contains("virtual threads need JDK 21");
    }

    @Test
    void itIsReadAsTheLauncherWritesItOnOneLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("failure"),
                "class.0=a.B\nmessage.0=\\u6f22 one\\n  two\nclass.1=a.C\nmessage.2=of nobody\n");

        assertThat(Failure.read(file))
                .contains(new Failure(
                        List.of(new Failure.Thrown("a.B", "\u6f22 one two"), new Failure.Thrown("a.C", ""))));
        assertThat(Failure.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void ofAJvmThatIsGoneTheLastWordsTell(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                # Run progress: 0.00% complete
                <forked VM failed with exit code 1>
                <stdout last='20 lines'>
                Error occurred during initialization of VM
                Conflicting collector combinations in option list; please refer to the release notes
                </stdout>
                <stderr last='20 lines'>
                </stderr>
                java.lang.IllegalStateException: Forked VM failed with exit code 1
                \tat a.B.c(B.java:1)
                """);

        assertThat(LastWords.of(log).ofFork().orElseThrow())
                .startsWith("Error occurred during initialization of VM; Conflicting collector combinations");
        assertThat(LastWords.of(log).ofAll().orElseThrow())
                .contains("exit code 1")
                .doesNotContain("at a.B");
    }

    @Test
    void ofALogOnlyTheEndIsRead(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(
                folder.resolve("log"),
                "<stderr last='20 lines'>\nold\n</stderr>\n" + "noise\n".repeat(100_000)
                        + "<stderr last='20 lines'>\njava.lang.UnsupportedClassVersionError: acme/A\n\tat a.B.c(B.java)\n</stderr>\n");

        assertThat(LastWords.of(log).ofFork()).contains("java.lang.UnsupportedClassVersionError: acme/A");
        assertThat(LastWords.of(Files.writeString(log, "")).ofAll()).isEmpty();
    }

    private static String reason(Failure.Thrown... thrown) {
        return new Failure(List.of(thrown)).reason();
    }
}
