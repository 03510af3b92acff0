package dev.labcoat.results.jmh;

import dev.labcoat.results.files.RegularFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Why a fork has no result.
 *
 * @param thrown what was thrown, the outermost first; at least one
 */
record Failure(List<Thrown> thrown) {

    private static final String JMH = "org.openjdk.jmh.";

    /** Where messages are written to be read, and the name of an exception adds nothing. */
    private static final String OWN = "dev.labcoat.fixtures.";

    /** How a benchmark says that it cannot run here: the exception by which test frameworks know a test that is skipped. */
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    /** What JMH throws where a JVM ended without a word to it. */
    private static final String JVM_GONE = "Forked VM failed with exit code";

    /**
     * An exception.
     *
     * @param type its class, fully qualified
     * @param message in one line; empty where it has none
     */
    record Thrown(String type, String message) {

        /** Whether it says no more than its cause, as one does that is made of nothing else. */
        boolean onlyWraps(Thrown cause) {
            return message.equals(cause.message.isEmpty() ? cause.type : cause.type + ": " + cause.message);
        }

        @Override
        public String toString() {
            return message.isEmpty() ? type : type.startsWith(OWN) ? message : message + " (" + type + ")";
        }
    }

    /**
     * Reads what {@link JmhLauncher} has written; empty where it has written nothing, such as when it was killed.
     *
     * @throws IOException if it cannot be read
     */
    static Optional<Failure> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Properties said = new Properties();
        said.load(new StringReader(RegularFile.text(file)));
        List<Thrown> thrown = new ArrayList<>();
        for (String type = said.getProperty(JmhLauncher.CLASS + ".0");
                type != null;
                type = said.getProperty(JmhLauncher.CLASS + "." + thrown.size())) {
            String message = said.getProperty(JmhLauncher.MESSAGE + "." + thrown.size(), "");
            thrown.add(new Thrown(type, message.strip().replaceAll("\\s*\\R\\s*", " ")));
        }
        return thrown.isEmpty() ? Optional.empty() : Optional.of(new Failure(thrown));
    }

    /** Why it cannot run here; empty where it failed. */
    Optional<String> reasonToSkip() {
        return thrown.stream()
                .filter(exception -> exception.type().equals(ABORTED))
                .map(Thrown::message)
                .findFirst();
    }

    /** The status of a JVM that ended before it could say why, but for its last words; empty where it could. */
    Optional<String> statusOfGoneJvm() {
        return thrown.stream()
                .map(Thrown::message)
                .filter(message -> message.startsWith(JVM_GONE))
                .map(message -> message.substring(JVM_GONE.length()).strip())
                .findFirst();
    }

    /** The benchmark's own exception, and the first cause of it where that is another. */
    String reason() {
        List<Thrown> own = new ArrayList<>();
        for (int i = 0; i < thrown.size(); i++) {
            boolean says = i + 1 == thrown.size() || !thrown.get(i).onlyWraps(thrown.get(i + 1));
            if (says && !thrown.get(i).type().startsWith(JMH)) {
                own.add(thrown.get(i));
            }
        }
        List<Thrown> telling = own.isEmpty() ? thrown : own;
        Thrown first = telling.get(0);
        Thrown root = telling.get(telling.size() - 1);
        boolean repeated = !root.message().isEmpty() && first.message().contains(root.message());
        return root.equals(first) || repeated ? first.toString() : first + ", because of: " + root;
    }
}
