package dev.labcoat.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowProgramTest {

    private static final String PACKAGE = "dev.labcoat.benchmarks.";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... arguments) {
        out.reset();
        err.reset();
        return RowProgram.execute(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                List.of(arguments));
    }

    private String refusal(String... row) {
        assertThat(execute("cross-check", "1", "1", String.join("\t", row))).isEqualTo(2);
        assertThat(out.size()).isZero();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theServerOfARowIsLoadedByOurClientAndOthers() {
        int status = execute(
                "cross-check",
                "1",
                "1",
                String.join(
                        "\t",
                        "it",
                        PACKAGE + "serving.StaticFileBenchmark.staticFile",
                        "server=UNDERTOW",
                        "connections=2",
                        "fileCache=true",
                        "fileSizeBytes=1024"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"tool\":\"our client\"", "\"tool\":\"our client, new connections\"", "\"step\":\"it\"")
                .contains("\"serverCpuSeconds\":", "\"otherShare\":");
    }

    /** Its step names the port of a listener, which must be there before the server is. */
    @Test
    void aServerThatSendsItsLogIsLoadedToo() {
        int status = execute(
                "cross-check",
                "1",
                "0",
                String.join(
                        "\t",
                        "it",
                        PACKAGE + "stacks.NginxAccessLogBenchmark.staticFile",
                        "accessLog=SYSLOG_UDP",
                        "connections=2"));
        String words = err.toString(StandardCharsets.UTF_8);
        assumeFalse(words.contains("apt-get install"), words);
        assertThat(words).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void aRowThatToolsCannotLoadIsRefusedAndOthersAreNamed() {
        assertThat(refusal("it", PACKAGE + "logging.LoggerCallBenchmark.oneCaller"))
                .startsWith(
                        "LoggerCallBenchmark.oneCaller cannot be cross-checked: no server that answers HTTP is under it."
                                + " One is under AccessLogBenchmark, ")
                .contains(", StaticFileBenchmark, ");
        assertThat(refusal("it", PACKAGE + "tls.TlsBenchmark.tlsAtServer", "keyStore=generated"))
                .startsWith(
                        "TlsBenchmark.tlsAtServer cannot be cross-checked: it speaks TLS, and the tools are only compared")
                .doesNotContain(" TlsBenchmark,");
        assertThat(refusal("it", PACKAGE + "Nothing.at")).startsWith("there is no benchmark " + PACKAGE + "Nothing");
        assertThat(execute("cross-check", "1")).isEqualTo(2);
        assertThat(RowProgram.withServers()).contains("NginxStaticBenchmark").doesNotContain("IndexBenchmark");
    }
}
