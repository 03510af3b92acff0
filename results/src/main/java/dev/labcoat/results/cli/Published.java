package dev.labcoat.results.cli;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.AcceptedChanges;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.SearchArchive;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.report.TrendPage;
import dev.labcoat.results.trend.MachineNights;
import dev.labcoat.results.trend.Trends;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What nights leave behind, to be committed: runs, comparisons, the anchor, accepted changes, and the page made of them. */
final class Published {

    @Option(
            names = "--published",
            paramLabel = "DIR",
            description =
                    "Folder of what was published: history, comparisons, searches, self-checks, anchor, accepted.txt, README.md and site;"
                            + " default: the folder of the project's results.")
    private @Nullable Path folder;

    /** What was published there in schema 1 is read; nothing is added. */
    private static final String COMPARISONS = "comparisons";

    private static final String SEARCHES = "searches";
    private static final String SELF_CHECKS = "self-checks";

    /** A site of ten thousand runs takes half of it. */
    static final Duration FOR_OTHERS = Duration.ofMinutes(1);

    private Path folder() {
        return folder == null ? Where.project().results() : folder;
    }

    /**
     * Takes the lock of what is published, which others hold for as long as they write, and deletes the drafts that killed commands
     * have left there.
     *
     * @throws BadInputException if it is not free for a minute
     */
    FolderLock lock(String command) throws IOException {
        FolderLock lock = FolderLock.ofFiles(folder(), command, FOR_OTHERS);
        DurableFile.deleteDrafts(folder(), 1);
        DurableFile.deleteDrafts(history().folder(), 2);
        DurableFile.deleteDrafts(folder().resolve(COMPARISONS), 2);
        DurableFile.deleteDrafts(folder().resolve(SEARCHES), 2);
        DurableFile.deleteDrafts(folder().resolve(SELF_CHECKS), 2);
        return lock;
    }

    /**
     * Checks that results of somebody else's jar do not get among the project's own unasked.
     *
     * @throws BadInputException if they would
     */
    void checkThatItTakes(Run run) {
        String ours = Where.project().jarName();
        if (folder == null && !run.jarName().equals(ours) && !run.preset().equals(ImportCommand.PRESET)) {
            throw new BadInputException("run " + run.id() + " is of " + run.jarName() + ", and not of " + ours
                    + ": publish it into a history of its own, with --published DIR");
        }
    }

    /** How far the searches of nights have come. */
    SearchArchive searches() {
        return new SearchArchive(folder().resolve(SEARCHES));
    }

    /** Comparisons of which it is known what is to be found. */
    Archive selfChecks() {
        return new Archive(folder().resolve(SELF_CHECKS));
    }

    /** All else that was measured. */
    Archive history() {
        return new Archive(folder().resolve("history"), folder().resolve(COMPARISONS));
    }

    /** What is published into a folder, which is no source of what is measured. */
    static List<Path> in(Path folder) {
        return Stream.of(
                        "history",
                        COMPARISONS,
                        SEARCHES,
                        SELF_CHECKS,
                        "anchor",
                        "accepted.txt",
                        "README.md",
                        "site",
                        FolderLock.NAME)
                .map(folder::resolve)
                .toList();
    }

    /** The newest commit that changes more than what is published. */
    Revision newest() {
        return new GitRepository(Where.project().root(), in(folder())).newest();
    }

    /** The folder of the site. */
    Path site() {
        return folder().resolve("site");
    }

    AcceptedChanges accepted() {
        return new AcceptedChanges(folder().resolve("accepted.txt"));
    }

    /**
     * The commit that every night is compared with.
     *
     * @throws BadInputException if none is pinned, or git does not know it
     */
    Revision anchor() throws IOException {
        if (!hasAnchor()) {
            throw new BadInputException("there is no " + anchorFile() + " yet: the first nightly pins one");
        }
        String commit = RegularFile.text(anchorFile()).strip();
        try {
            return Where.git().commit(commit);
        } catch (BadInputException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new BadInputException(
                    anchorFile() + " says '" + commit + "', and " + e.getMessage()
                            + ". If this clone is shallow: git fetch"
                            + " --unshallow; to begin anew with the newest commit: delete " + anchorFile(),
                    e);
        }
    }

    boolean hasAnchor() {
        return RegularFile.mayBe(anchorFile());
    }

    /** Pins the anchor; returns where. */
    Path pin(Revision anchor) throws IOException {
        return DurableFile.write(anchorFile(), anchor.commit() + "\n");
    }

    private Path anchorFile() {
        return folder().resolve("anchor");
    }

    /** Everything that was published, and what of it cannot be read. */
    record Known(List<MachineNights> nights, Revision anchor, List<Run> newest, List<String> unreadable) {

        TrendPage page() {
            return new TrendPage(nights, anchor, newest);
        }
    }

    /** Reads it all. */
    Known read() throws IOException {
        Revision anchor = anchor();
        List<String> unreadable = new ArrayList<>();
        List<MachineNights> nights = nights(unreadable);
        List<Run> newest = new ArrayList<>();
        for (List<Path> ofMachine : history().files().values()) {
            newest.addAll(history().newest(ofMachine, TrendPage.COMMITS, unreadable::add));
        }
        return new Known(nights, anchor, newest, unreadable.stream().distinct().toList());
    }

    /**
     * What the nights say of each machine; nothing where no anchor is pinned. Git is not asked, so that a site can be made where it is not.
     *
     * @param unreadable what cannot be read is added to it
     */
    List<MachineNights> nights(List<String> unreadable) throws IOException {
        List<AcceptedChanges.Accepted> accepted = accepted().read(unreadable::add);
        Trends trends = new Trends(
                pinned(unreadable),
                (cell, since) ->
                        accepted.stream().anyMatch(one -> one.commit().equals(since.commit()) && one.matches(cell)));
        history().forEachComparison(trends::add, unreadable::add);
        searches().forEach(trends::add, unreadable::add);
        selfChecks().forEachComparison(trends::addSelfCheck, unreadable::add);
        return trends.machines();
    }

    /**
     * Names what cannot be read.
     *
     * @return the exit status
     */
    static int leftOut(Collection<String> unreadable, PrintWriter err) {
        unreadable.forEach(problem -> err.println(Program.here().said("left out: " + problem)));
        if (!unreadable.isEmpty()) {
            err.println(Program.here().said("what was committed comes back with git checkout; delete what was not"));
        }
        return unreadable.isEmpty() ? Labcoat.DONE : Labcoat.BAD_INPUT;
    }

    /** What is in the anchor's file; nothing where there is none. */
    private String pinned(List<String> unreadable) throws IOException {
        try {
            return hasAnchor() ? RegularFile.text(anchorFile()).strip() : "";
        } catch (BadInputException e) {
            unreadable.add(String.valueOf(e.getMessage()));
            return "";
        } catch (FileSystemException e) {
            unreadable.add(FileProblem.words(e));
            return "";
        }
    }

    /** Writes the page; returns where. */
    Path write(TrendPage page) throws IOException {
        return DurableFile.write(folder().resolve("README.md"), page.markdown());
    }
}
