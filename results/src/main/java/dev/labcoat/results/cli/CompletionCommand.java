package dev.labcoat.results.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completions of commands and options for a shell. */
@Command(
        name = "completion",
        description = "Prints completions for a shell. To use them now: source <(./run-bench.sh completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    /** Shells that picocli's script is for: it loads bashcompinit where zsh reads it. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("# " + shell + ", of " + spec.root().name());
        out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        out.flush();
        return Labcoat.DONE;
    }
}
