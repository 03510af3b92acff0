package dev.labcoat.results.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Completions of commands and options for a shell. */
@Command(
        name = "completion",
        description = "Prints completions for a shell. To use them now:%nsource <(./run-bench.sh completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    /** Shells that picocli's script is for: it loads bashcompinit where zsh reads it. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        PrintWriter out = output.out();
        CommandLine program = output.program();
        out.println("# " + shell + ", of " + program.getCommandName());
        out.print(AutoComplete.bash(program.getCommandName(), program));
        out.flush();
        return Labcoat.DONE;
    }
}
