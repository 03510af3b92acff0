package dev.labcoat.results.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the source that a run belongs to.
 *
 * @param commit the commit's full id, or what a run was imported as
 * @param committedAt when it was committed
 * @param subject the first line of its message
 * @param parent its first parent; null for a first commit
 * @param branch the branch that was checked out; null when none was
 * @param diffHash hash of everything that differed from the commit; null for a clean tree
 */
public record Revision(
        String commit,
        Instant committedAt,
        String subject,
        @Nullable String parent,
        @Nullable String branch,
        @Nullable String diffHash) {

    private static final int SHORT = 8;

    public Revision {
        Check.present(commit, "commit");
        Check.time(committedAt, "committedAt");
        Check.present(subject, "subject");
    }

    /** A source that git does not know, by a name. */
    public static Revision named(String name, Instant time) {
        return new Revision(name, time, "", null, null, null);
    }

    /** Whether the working tree differed from the commit. */
    public boolean dirty() {
        return diffHash != null;
    }

    /** For people: the commit, shortened, and the difference where there is one. */
    public String label() {
        String name = commit.matches("[0-9a-f]{40}") ? commit.substring(0, SHORT) : commit;
        return diffHash == null ? name : name + "+dirty." + diffHash.substring(0, SHORT);
    }

    /** Whether both are the same source. */
    public boolean sameSource(Revision other) {
        return label().equals(other.label()) && commit.equals(other.commit);
    }
}
