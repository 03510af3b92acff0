package dev.labcoat.results.git;

import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The repository whose commits results belong to, by way of the git command. */
public final class GitRepository {

    /** The status of a process that SIGINT has ended: a terminal sends it to all that runs on it, not only to this JVM. */
    private static final int ENDED_BY_CTRL_C = 130;

    /** As git writes the address of another machine: {@code https://host/path}, {@code ssh://git@host/path} or {@code git@host:path}. */
    private static final Pattern ORIGIN = Pattern.compile("(?:(?:https?|ssh)://(?:[^/@]*@)?|[^/@:]+@)"
            + "(?<host>[^/:@]+)(?::\\d+(?=/))?[:/](?<path>.+?)(?:\\.git)?/?");

    /** Git's words where there is none. */
    private static final String NO_REPOSITORY = "not a git repository";

    private final Path folder;
    private final List<Path> but;

    /** The repository that a folder is in. */
    public GitRepository(Path folder) {
        this(folder, List.of());
    }

    /**
     * The repository that a folder is in, of which some is no source.
     *
     * @param but files and folders that make no tree differ from its commit, and no commit the newest; they need not be in the
     *     repository
     */
    public GitRepository(Path folder, List<Path> but) {
        this.folder = folder;
        this.but = List.copyOf(but);
    }

    /**
     * The repository that a folder is in; empty where it is in none, or there is no git.
     *
     * @throws BadInputException if there is one that git refuses
     */
    public static Optional<GitRepository> around(Path folder) {
        GitRepository repository = new GitRepository(folder);
        String[] question = {"rev-parse", "--show-toplevel"};
        try {
            Ended ended = repository.run(question);
            if (ended.status() == 0) {
                return Optional.of(repository);
            }
            if (ended.complaint().contains(NO_REPOSITORY)) {
                return Optional.empty();
            }
            throw repository.why(ended.complaint(), question);
        } catch (IOException noGit) {
            return Optional.empty();
        }
    }

    /**
     * The state of the working tree.
     *
     * @throws BadInputException if there is no git, no repository or no commit
     */
    public Revision head() {
        Path top = top();
        return read(top, "HEAD", diffHash(top));
    }

    /**
     * A commit, clean.
     *
     * @param name any name that git understands
     * @throws BadInputException if there is no such commit
     */
    public Revision commit(String name) {
        return read(top(), name, null);
    }

    /**
     * The first-parent commits after one and up to another, the oldest first.
     *
     * @param most that many of them, the newest
     * @throws BadInputException if git does not know both
     */
    public List<Revision> between(String before, String last, int most) {
        List<String> commits = text("rev-list", "--first-parent", "--reverse", "-" + most, before + ".." + last)
                .lines()
                .toList();
        return commits.stream().map(this::commit).toList();
    }

    /**
     * The newest commit that changes the sources; HEAD when there is none.
     *
     * @throws BadInputException if there is no git, no repository or no commit
     */
    public Revision newest() {
        Revision head = commit("HEAD");
        return sources(top(), head.commit())
                .findFirst()
                .filter(commit -> !commit.equals(head.commit()))
                .map(this::commit)
                .orElse(head);
    }

    /**
     * The ids of a commit and of those after it that change sources, up to another one: each is, but for what changes no source, the
     * first parent of the next, so that all that was merged at once is one commit, the merge.
     *
     * @param from any name that git understands
     * @param to the same, of a later commit
     * @throws BadInputException if there is no such line, and why
     */
    public List<String> line(String from, String to) {
        Revision first = commit(from);
        Revision last = commit(to);
        if (first.commit().equals(last.commit())) {
            throw new BadInputException(
                    "'" + from + "' and '" + to + "' are one commit: there is nothing between them");
        }
        Optional<String> common = mergeBase(first.commit(), last.commit());
        if (common.isEmpty() || !common.get().equals(first.commit())) {
            throw new BadInputException(notBefore(from, to, last, common));
        }
        String range = first.commit() + ".." + last.commit();
        String next = text("rev-list", "--first-parent", "--ancestry-path", "--reverse", range)
                .lines()
                .findFirst()
                .orElseThrow();
        String before = parents(next).get(0);
        if (!before.equals(first.commit())) {
            throw new BadInputException("'" + from + "' came into the history of '" + to + "' with the merge "
                    + commit(next).label() + ", and what is searched is the line of first parents: give "
                    + commit(before).label() + " instead, or search what was merged");
        }
        List<String> line = new ArrayList<>(List.of(first.commit()));
        text(ofSources(top(), "rev-list", "--first-parent", "--reverse", range))
                .lines()
                .forEach(line::add);
        if (line.size() == 1) {
            throw new BadInputException("nothing that is measured changed between '" + from + "' and '" + to + "'");
        }
        return line;
    }

    private static String notBefore(String from, String to, Revision last, Optional<String> common) {
        if (common.isEmpty()) {
            return "'" + from + "' and '" + to + "' have no history in common";
        }
        return common.get().equals(last.commit())
                ? "'" + from + "' lies behind '" + to + "': the earlier commit comes first"
                : "'" + from + "' does not lie before '" + to + "': both come from "
                        + common.get().substring(0, 8) + ", so give that one instead";
    }

    /** The newest commit that both have in their history; empty where there is none. */
    public Optional<String> mergeBase(String one, String other) {
        try {
            Ended ended = run("merge-base", one, other);
            return ended.status() == 0
                    ? Optional.of(new String(ended.output().array(), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw noGit(e);
        }
    }

    /** The ids of a commit's parents, the first parent first; more than one where it is a merge. */
    public List<String> parents(String commit) {
        String parents = text("show", "-s", "--no-show-signature", "--format=%P", commit + "^{commit}", "--");
        return parents.isBlank() ? List.of() : List.of(parents.strip().split(" ", -1));
    }

    /** The newest two commits that change sources, among a commit and those before it. */
    private Stream<String> sources(Path top, String commit) {
        return text(ofSources(top, "rev-list", "-2", "--first-parent", commit)).lines();
    }

    /** The commit before that changes sources; what git says is the parent of one that changes none itself. */
    private @Nullable String parent(Path top, String commit, String first) {
        List<String> sources = but.isEmpty() ? List.of() : sources(top, commit).toList();
        if (sources.size() == 2 && sources.get(0).equals(commit)) {
            return sources.get(1);
        }
        return first.isEmpty() ? null : first;
    }

    /** A command for the whole repository but for what is no source. */
    private String[] ofSources(Path top, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add("--");
        command.add(":/");
        but.stream()
                .map(file -> real(file.toAbsolutePath().normalize()))
                .filter(file -> file.startsWith(top))
                .forEach(file -> command.add(":(top,exclude,literal)" + top.relativize(file)));
        return command.toArray(String[]::new);
    }

    /** As git names it, which follows links; a file that is not there has the real name of its folder. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            Path folder = file.getParent();
            return folder == null ? file : real(folder).resolve(String.valueOf(file.getFileName()));
        }
    }

    /** The repository's folder; says so where there is no repository. */
    private Path top() {
        return Path.of(text("rev-parse", "--show-toplevel").trim());
    }

    /**
     * Where the repository that this one was cloned from can be seen on the web; empty when its address does not say. A user's name or
     * password in that address is left out.
     *
     * @throws BadInputException if there is no git
     */
    public Optional<String> webAddress() {
        Matcher origin = ORIGIN.matcher(
                text("config", "--default", "", "--get", "remote.origin.url").trim());
        return origin.matches()
                ? Optional.of("https://" + origin.group("host") + "/" + origin.group("path"))
                : Optional.empty();
    }

    /** The path from the repository's folder to that of the project in it; empty where they are the same. */
    String pathInside() {
        return text("rev-parse", "--show-prefix").strip();
    }

    /**
     * Checks a commit out into a folder of its own.
     *
     * @throws BadInputException if git cannot
     */
    void addWorktree(Path tree, String commit) {
        text("worktree", "add", "--detach", "--force", tree.toString(), commit);
    }

    /** Removes such a folder; nothing happens when there is none. */
    void removeWorktree(Path tree) {
        // By hand, since git removes no folder that it has forgotten, as it may have when it was killed.
        try {
            FolderTree.delete(tree);
        } catch (IOException e) {
            throw new BadInputException("cannot delete " + tree + ", which a build left: delete it", e);
        }
        text("worktree", "prune");
    }

    private Revision read(Path top, String name, @Nullable String diffHash) {
        // A ref may not begin with a dash, so that none can be taken for an option.
        if (name.startsWith("-")) {
            throw new BadInputException("'" + name + "' is not a commit");
        }
        String text = text("show", "-s", "--no-show-signature", "--format=%H%n%cI%n%P%n%s", name + "^{commit}", "--");
        String[] lines = text.split("\n", -1);
        if (lines.length < 3) {
            throw new BadInputException("'" + name + "' is not a commit");
        }
        String[] parents = lines[2].split(" ", -1);
        String branch = diffHash != null || name.equals("HEAD")
                ? text("branch", "--show-current").trim()
                : "";
        return new Revision(
                lines[0],
                OffsetDateTime.parse(lines[1]).toInstant(),
                lines.length > 3 ? lines[3] : "",
                parent(top, lines[0], parents[0]),
                branch.isEmpty() ? null : branch,
                diffHash);
    }

    /** Hash of all that differs from HEAD, files that git does not know among it; null when nothing does. */
    private @Nullable String diffHash(Path top) {
        if (text(ofSources(top, "status", "--porcelain")).isEmpty()) {
            return null;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(git(ofSources(top, "diff", "HEAD", "--binary", "--no-ext-diff")));
        String untracked = text(ofSources(top, "ls-files", "--others", "--exclude-standard", "--full-name", "-z"));
        for (String name : untracked.split("\0", -1)) {
            if (!name.isEmpty()) {
                all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                all.writeBytes(contents(top.resolve(name)));
            }
        }
        return Sha256.of(all.toByteArray());
    }

    private static byte[] contents(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new BadInputException("cannot read " + file + " to tell this working tree from another", e);
        }
    }

    private String text(String... arguments) {
        return new String(git(arguments), StandardCharsets.UTF_8);
    }

    private byte[] git(String... arguments) {
        try {
            Ended ended = run(arguments);
            if (ended.status() == 0) {
                return ended.output().array();
            }
            throw why(ended.complaint(), arguments);
        } catch (IOException e) {
            throw noGit(e);
        }
    }

    private static BadInputException noGit(IOException e) {
        return new BadInputException(
                "git was not found, and a result belongs to a commit: install git, or name the commit with --commit",
                e);
    }

    /** How git ended, and its words of what was wrong, on one line. */
    private record Ended(int status, ByteBuffer output, String complaint) {}

    /** Runs git; an {@link IOException} says that there is none. */
    private Ended run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Path complaint = Files.createTempFile("labcoat-git-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaint.toFile());
            // Its words are looked at, so they must be in one language.
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            if (status == ENDED_BY_CTRL_C) {
                throw new InterruptedException();
            }
            String words = new String(Files.readAllBytes(complaint), StandardCharsets.UTF_8);
            return new Ended(status, ByteBuffer.wrap(output), words.strip().replaceAll("\\s*\\R\\s*", " "));
        } catch (ClosedByInterruptException e) {
            throw new BadInputException("stopped", new InterruptedException(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("stopped", e);
        } finally {
            Files.deleteIfExists(complaint);
        }
    }

    /** What git refused to do, in its own words where it is not only that there is nothing. */
    private BadInputException why(String complaint, String... arguments) {
        if (complaint.contains("dubious ownership") || complaint.contains("unsafe repository")) {
            return new BadInputException("git refuses the repository of " + folder + ": " + complaint);
        }
        if (complaint.contains(NO_REPOSITORY)) {
            return new BadInputException(
                    folder + " is not in a git repository, and a result belongs to a commit: run it in"
                            + " one, or name the commit of a run with --commit");
        }
        Optional<String> commit = Stream.of(arguments)
                .filter(argument -> argument.endsWith("^{commit}"))
                .map(argument -> argument.replace("^{commit}", ""))
                .findFirst();
        if (commit.isEmpty()) {
            return new BadInputException(
                    "git could not do this: git -C " + folder + " " + String.join(" ", arguments) + ": " + complaint);
        }
        String name = commit.get();
        String remedy = "";
        if (name.equals("HEAD")) {
            remedy = ": make a first commit, or name that of a run with --commit";
        } else if (isShallow()) {
            remedy = ": it is a shallow clone, without the commits before; fetch them with: git fetch --unshallow (in a"
                    + " workflow: fetch-depth: 0)";
        }
        return new BadInputException("git knows no commit '" + name + "' in " + folder + remedy);
    }

    private boolean isShallow() {
        return text("rev-parse", "--is-shallow-repository").strip().equals("true");
    }
}
