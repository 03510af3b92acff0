package dev.labcoat.results.cli;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes again what is made of published results. */
@Command(
        name = "rebuild",
        description = "Makes results/README.md and the site anew, from what was published.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private Published published = new Published();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = output.out();
        PrintWriter err = output.err();
        if (!published.hasAnchor() && published.history().files().isEmpty()) {
            throw new BadInputException("nothing was published in "
                    + published.history().folder().resolveSibling("").normalize()
                    + " yet: nightly and publish do that");
        }
        try (FolderLock lock = published.lock("rebuild")) {
            return rebuild(out, err);
        }
    }

    private int rebuild(PrintWriter out, PrintWriter err) throws IOException {
        SiteMaker site = SiteMaker.of(published);
        if (!published.hasAnchor()) {
            site.forget();
            return site.make(out, err);
        }
        // First, for it may have to stop.
        Published.Known known = published.read();
        site.forget();
        out.println("The page: " + published.write(known.page()));
        return site.make(known, out, err);
    }
}
