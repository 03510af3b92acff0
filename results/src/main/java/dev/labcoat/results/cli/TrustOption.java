package dev.labcoat.results.cli;

import dev.labcoat.results.git.TrustedRepositories;
import dev.labcoat.results.jmh.StackDescription;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether stack files, which run commands, may do so where somebody else may have written them. */
final class TrustOption {

    @Option(
            names = "--trust",
            description = "Let stack files of the repository that the given one is in run commands, now and later.")
    private boolean trust;

    /**
     * A stack that may run commands and has all programs that it needs.
     *
     * @param name of the stack, or the path of its file, as the user gave it
     * @param steps which it must have
     * @param talk told of what is trusted from now on
     * @throws BadInputException if it is no stack, is not trusted, or lacks a program; the message says which
     * @throws IOException if the program, or the list of trusted repositories, cannot be read
     */
    StackDescription find(StackProgram program, String name, List<String> steps, PrintWriter talk) throws IOException {
        StackDescription stack = program.describe(name, steps);
        check(stack, name, talk);
        return program.withVersions(stack);
    }

    /** Refuses a file in a repository that is not trusted, and says what it would run. */
    private void check(StackDescription stack, String name, PrintWriter talk) throws IOException {
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
