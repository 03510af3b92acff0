package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command said, and its exit status. */
public record Said(int status, String out, String err) {

    /** Done, with nothing to complain of. */
    String done() {
        assertThat(err).isEmpty();
        assertThat(status).isZero();
        return out;
    }

    /** Refused in words, without the trace of a bug. */
    String refused() {
        return refusedBy("run-bench.sh");
    }

    /** The same, of a program that was started as a jar. */
    String refusedByJar() {
        return refusedBy("labcoat");
    }

    private String refusedBy(String program) {
        assertThat(status).as(err).isEqualTo(2);
        assertThat(err).startsWith(program + ": ").doesNotContain("\tat ");
        assertThat(out).isEmpty();
        return err;
    }

    /** Runs a command in this JVM. */
    public static Said by(String... arguments) {
        return by(Labcoat::execute, arguments);
    }

    /** Has the arguments of a command checked, and nothing else. */
    public static Said ofCheck(String... arguments) {
        return by(Labcoat::check, arguments);
    }

    private interface Program {
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    private static Said by(Program program, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = program.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
