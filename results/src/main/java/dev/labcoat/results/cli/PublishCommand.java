package dev.labcoat.results.cli;

import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts a recorded run into the history. */
@Command(
        name = "publish",
        description = "Puts a recorded run of a commit into the history, to be committed; the site is made of it.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Mixin
    private ChosenRun chosen = new ChosenRun();

    @Mixin
    private Published published = new Published();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        Run run = chosen.of(chosen.all(spec.commandLine().getErr()));
        published.checkThatItTakes(run);
        Path file;
        try (FolderLock lock = published.lock("publish")) {
            file = published.history().publish(run);
        }
        spec.commandLine().getOut().println("Published as " + file);
        return Labcoat.DONE;
    }
}
