package dev.labcoat.results.jmh;

import dev.labcoat.results.model.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads what a fuzzer makes up as a JMH result file: it is one, or is refused in words. Started by {@code results/faults.sh fuzz
 * jmh}.
 */
public final class JmhResultFuzz {

    private static final Path FILE = Path.of("jmh.json");

    private JmhResultFuzz() {}

    /** Reads one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            String text = new String(input, StandardCharsets.UTF_8);
            if (JmhResultFile.rows(JmhResultFile.read(FILE, text).entries()).isEmpty()) {
                throw new IllegalStateException("a file without a row is taken for a result");
            }
        } catch (BadInputException e) {
            if (!String.valueOf(e.getMessage()).startsWith(FILE.toString())) {
                throw new IllegalStateException("refused without its name", e);
            }
        }
    }
}
