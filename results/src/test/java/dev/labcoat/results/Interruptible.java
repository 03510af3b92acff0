package dev.labcoat.results;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Commands of tests that can be stopped by Ctrl-C. */
public final class Interruptible {

    private static final List<String> ENV = List.of("env", "--default-signal=INT");

    private Interruptible() {}

    /**
     * The command, so that Ctrl-C stops it: a shell that starts these tests in the background has SIGINT ignored, by them and by what
     * they start. The command as it is where {@code env} is not GNU's, which has no such option.
     */
    public static List<String> command(String... command) throws IOException {
        Process trial = new ProcessBuilder(
                        Stream.concat(ENV.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Stream<String> before = trial.waitFor() == 0 ? ENV.stream() : Stream.empty();
            return Stream.concat(before, Stream.of(command)).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
