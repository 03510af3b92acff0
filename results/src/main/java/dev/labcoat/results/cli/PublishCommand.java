package dev.labcoat.results.cli;

import dev.labcoat.results.history.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a recorded run into the history. */
@Command(
        name = "publish",
        description = "Puts a recorded run of a commit into the history, to be committed; the site is made of it.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    /** The folder of the history. */
    static final class History {

        @Option(
                names = "--history",
                paramLabel = "DIR",
                description = "Folder of published results; default: results/history beside run-bench.sh.")
        private @Nullable Path folder;

        Archive archive() {
            return or(new Archive(Where.home().resolve("results/history")));
        }

        /** The archive that was asked for; another if none was. */
        Archive or(Archive other) {
            return folder == null ? other : new Archive(folder);
        }
    }

    @Mixin
    private ChosenRun chosen = new ChosenRun();

    @Mixin
    private History history = new History();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        Path file = history.archive()
                .publish(chosen.of(chosen.all(spec.commandLine().getErr())));
        spec.commandLine().getOut().println("Published as " + file);
        return Labcoat.DONE;
    }
}
