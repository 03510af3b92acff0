package dev.labcoat.results.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes again what is made of published results. */
@Command(
        name = "rebuild",
        description = "Writes results/README.md again, from what the nights published.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private Published published = new Published();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        Published.Known known = published.read();
        spec.commandLine().getOut().println("The page: " + published.write(known.page()));
        return Published.leftOut(known.unreadable(), spec.commandLine().getErr());
    }
}
