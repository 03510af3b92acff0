package dev.labcoat.results.cli;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.publish.site.ChangeSources;
import dev.labcoat.results.publish.site.CommitLinks;
import dev.labcoat.results.publish.site.Site;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the site.
 *
 * @param published what it shows
 * @param folder of the site
 * @param links where its commits can be seen
 */
record SiteMaker(Published published, Path folder, CommitLinks links) {

    /** So many of those that may have changed something are listed. */
    private static final int MOST_COMMITS = 50;

    /** Of what nights publish, beside it. */
    static SiteMaker of(Published published) {
        return new SiteMaker(published, published.site(), linksOfOrigin());
    }

    /** Makes it anew the next time. */
    void forget() throws IOException {
        Site site = site();
        try (FolderLock lock = lock(site)) {
            site.forget();
        }
    }

    /** Where commits can be seen, as git's origin says. */
    static CommitLinks linksOfOrigin() {
        return new CommitLinks(
                origin().map(address -> address + "/commit/{commit}").orElse(""));
    }

    private static Optional<String> origin() {
        try {
            return Where.git().webAddress();
        } catch (BadInputException e) {
            // A history can be shown where there is no git, without links.
            return Optional.empty();
        }
    }

    private ChangeSources sources() {
        return new ChangeSources() {
            @Override
            public Optional<Comparison> comparison(Machine machine, Change.Compared compared) throws IOException {
                return published.history().find(machine, compared.head(), compared.id());
            }

            @Override
            public Map<Integer, Path> flameGraphs(Machine machine, Change.Compared compared) throws IOException {
                return published.history().differences(machine, compared.head(), compared.id());
            }

            @Override
            public List<Revision> commits(Change.Step span) {
                try {
                    return Where.git()
                            .between(span.before().commit(), span.after().commit(), MOST_COMMITS);
                } catch (BadInputException e) {
                    // Such as in a shallow clone: the two at the ends are named all the same.
                    return List.of();
                }
            }
        };
    }

    private Site site() {
        Path root = Where.project().root();
        String name = origin().map(address -> address.substring(address.lastIndexOf('/') + 1))
                .orElseGet(() -> String.valueOf(root.getFileName()));
        return new Site(folder, name, links);
    }

    /**
     * Brings the site up to date, and says where it is.
     *
     * @return the exit status: {@link Labcoat#BAD_INPUT} if a file could not be read, which is named and left out
     * @throws IOException if the site cannot be written
     * @throws BadInputException if its folder holds something else
     */
    int make(PrintWriter out, PrintWriter err) throws IOException {
        List<String> unreadable = new ArrayList<>();
        return make(published.nights(unreadable), unreadable, out, err);
    }

    /** The same, of what was read before. */
    int make(Published.Known known, PrintWriter out, PrintWriter err) throws IOException {
        return make(known.nights(), known.unreadable(), out, err);
    }

    private int make(List<MachineNights> nights, List<String> unreadable, PrintWriter out, PrintWriter err)
            throws IOException {
        // Of the runs it reads more than the page does, and names what that has named too.
        Set<String> all = new LinkedHashSet<>(unreadable);
        Site site = site();
        try (FolderLock lock = lock(site)) {
            DurableFile.deleteDrafts(folder, Integer.MAX_VALUE);
            all.addAll(
                    site.update(published.history().files(), published.history()::readWithMetrics, nights, sources()));
        }
        out.println("The site: " + site.firstPage());
        return Published.leftOut(all, err);
    }

    /**
     * Waits for the folder. One that holds something else gets no lock; one that has a lock may be half made by another command, and
     * is checked once more when that is done.
     */
    private FolderLock lock(Site site) throws IOException {
        try {
            site.checkThatItIsOurs();
        } catch (BadInputException e) {
            // The lock is made before anything else.
            if (Files.notExists(folder.resolve(FolderLock.NAME))) {
                throw e;
            }
        }
        return FolderLock.ofFiles(folder, "site", Published.FOR_OTHERS);
    }
}
