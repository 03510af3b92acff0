package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Where commits can be seen.
 *
 * @param pattern a web address in which {@value #COMMIT} stands for a commit's id; empty when they can be seen nowhere
 */
public record CommitLinks(String pattern) {

    private static final String COMMIT = "{commit}";

    public CommitLinks {
        if (!pattern.isEmpty() && !(pattern.matches("https?://.*") && pattern.contains(COMMIT))) {
            throw new BadInputException(
                    "'" + pattern
                            + "' is not an address of commits: it should be like https://git.example.org/project/commit/{commit}");
        }
    }

    /** The commit's page; null when there is none, as for a result that was imported. */
    @Nullable
    String of(Revision revision) {
        return pattern.isEmpty() || !revision.commit().matches("[0-9a-f]{40}")
                ? null
                : pattern.replace(COMMIT, revision.commit());
    }
}
