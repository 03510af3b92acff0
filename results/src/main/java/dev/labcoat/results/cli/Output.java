package dev.labcoat.results.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints: a mixin, which has no options. */
@Command
final class Output {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** For what was asked. */
    PrintWriter out() {
        return command().commandLine().getOut();
    }

    /** For what went wrong, and for progress beside an output that a program reads. */
    PrintWriter err() {
        return command().commandLine().getErr();
    }

    /** The program that the command is one of. */
    CommandLine program() {
        return command().root().commandLine();
    }

    /** Lets Ctrl-C end the work of this thread, until that is closed; from now on the command says that it was stopped. */
    Interruption interruption() {
        return Interruption.ofThisThread(Labcoat.notice(program()));
    }

    private CommandSpec command() {
        if (command == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return command;
    }
}
