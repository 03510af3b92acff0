package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Marks columns of commits where the JDK or a library changed, and says what. */
public final class VersionNotes {

    private static final String CHANGED = "†";

    private final List<String> notes = new ArrayList<>();
    private Map<String, String> before = Map.of();

    /** The head of the next column to the right, with a mark if it needs one. */
    public String head(String commit, Map<String, String> versions) {
        List<String> changes = before.isEmpty() ? List.of() : Versions.changes(before, versions);
        before = versions;
        if (changes.isEmpty()) {
            return commit;
        }
        notes.add("- " + CHANGED + " " + Markdown.text(commit + ": " + String.join(", ", changes)));
        return commit + " " + CHANGED;
    }

    /** What changed, an item of a list for each marked column. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
