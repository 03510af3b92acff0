package dev.labcoat.results.jmh;

import dev.labcoat.results.model.Suite;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file declares of a server, as far as it must be known to measure it.
 *
 * @param name what its rows are called
 * @param file its file; empty for one of the jar's own
 * @param hash of the file and of what it says to be expected; in a run's record it tells an edited file from what it was
 * @param baseline the step in which no knob is turned
 * @param steps the steps of its ladder
 * @param all the step in which all of them are taken together; empty where there are less than two
 * @param knobs the names of its knobs
 * @param commands what is run to measure it, with the words in braces that are filled in
 * @param versions what its programs say of their versions
 */
public record StackDescription(
        String name,
        String file,
        String hash,
        String baseline,
        List<String> steps,
        String all,
        List<String> knobs,
        List<String> commands,
        List<String> versions) {

    /** A system property that says where the file of a stack is. */
    private static final String PROPERTY = "labcoat.stack.";

    public StackDescription {
        steps = List.copyOf(steps);
        knobs = List.copyOf(knobs);
        commands = List.copyOf(commands);
        versions = versions == null ? List.of() : List.copyOf(versions);
    }

    /** This stack, of which it is now known what its programs are. */
    StackDescription with(List<String> found) {
        return new StackDescription(name, file, hash, baseline, steps, all, knobs, commands, found);
    }

    /** This stack under another name. */
    public StackDescription named(String other) {
        return new StackDescription(other, file, hash, baseline, steps, all, knobs, commands, versions);
    }

    /** All steps, the baseline first. */
    public List<String> allSteps() {
        return Stream.of(List.of(baseline), steps, all.isEmpty() ? List.<String>of() : List.of(all))
                .flatMap(List::stream)
                .toList();
    }

    /** Flags by which a fork finds its file. */
    List<String> flags() {
        return file.isEmpty() ? List.of() : List.of("-D" + PROPERTY + name + "=" + file);
    }

    /** The versions of its programs, and of its file, by name. */
    public Map<String, String> versionsByName() {
        Map<String, String> byName = new TreeMap<>();
        if (!file.isEmpty()) {
            byName.put(name + ".yaml", hash);
        }
        if (!versions.isEmpty()) {
            byName.put(name, String.join("; ", versions));
        }
        return byName;
    }

    /**
     * Its ladder; null if it has none of two steps or more.
     *
     * @param param that says which step
     */
    Suite.@Nullable Ladder ladder(String param) {
        return all.isEmpty() ? null : new Suite.Ladder(param, baseline, steps, all);
    }
}
