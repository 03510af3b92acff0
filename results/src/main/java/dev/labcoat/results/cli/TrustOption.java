package dev.labcoat.results.cli;

import dev.labcoat.results.git.TrustedRepositories;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether stack files, which run commands, may do so where somebody else may have written them. */
final class TrustOption {

    @Option(
            names = "--trust",
            description = "Let stack files of the repository that the given one is in run commands, now and later.")
    private boolean trust;

    /**
     * Refuses a file in a repository that is not trusted.
     *
     * @param name of the file, as the user gave it
     * @param talk told of what is trusted from now on
     * @throws BadInputException if it is not trusted; the message says what it would run
     * @throws IOException if the list of trusted repositories cannot be read
     */
    void check(StackDescription stack, String name, PrintWriter talk) throws IOException {
        if (stack.file().isEmpty() || stack.commands().isEmpty()) {
            return;
        }
        TrustedRepositories trusted = TrustedRepositories.ofUser(Where.home());
        Optional<Path> repository = trusted.untrusted(Path.of(stack.file()));
        if (repository.isEmpty()) {
            return;
        }
        if (!trust) {
            throw new BadInputException(
                    name + " is in a repository that you have not trusted so far, " + repository.get()
                            + ", and runs these commands:\n    " + String.join("\n    ", stack.commands())
                            + "\nIf you trust all that is in this repository, say so with --trust");
        }
        trusted.trust(repository.get());
        talk.println("trusted from now on: " + repository.get() + "; to take that back, delete its line from "
                + trusted.list());
    }
}
