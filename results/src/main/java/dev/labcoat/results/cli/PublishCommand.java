package dev.labcoat.results.cli;

import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts a recorded run into the history. */
@Command(
        name = "publish",
        description =
                "Puts a recorded run of a commit, and its flame graphs, into the history, to be committed; the site is made of it.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Mixin
    private ChosenRun chosen = new ChosenRun();

    @Mixin
    private Published published = new Published();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Run run = chosen.of(chosen.all(output.err()));
        published.checkThatItTakes(run);
        ExperimentFolder folder = chosen.folder(run);
        Experiment experiment = folder.read();
        List<Path> flameGraphs = folder.flameGraphs();
        Path file;
        try (FolderLock lock = published.lock("publish")) {
            file = published.history().publish(experiment);
            published.history().publish(experiment, flameGraphs);
        }
        output.out()
                .println("Published as " + file
                        + (flameGraphs.isEmpty() ? "" : ", with " + Counted.of(flameGraphs.size(), "flame graph")));
        return Labcoat.DONE;
    }
}
